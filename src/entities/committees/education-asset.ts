import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';

/** Keyed by `id`. The position is CGCS2000. */
@ObjectType({ description: '宣教设施:警示教育车、体验区 · A means of education: vehicle, experience zone' })
@Entity({ schema: 'committees' })
export class EducationAsset extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text')
  @Field(() => String, { description: '类型 · Kind' })
  kind!: string;

  @Column('double precision', { nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: '经度(CGCS2000),流动设施为空 · Longitude, CGCS2000; null when it moves about',
  })
  lng!: number | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000)· Latitude, CGCS2000' })
  lat!: number | null;

  @Column('integer')
  @Field(() => Int, { description: '参观人次 · Visits' })
  visits!: number;

  @Column('date')
  @Field(() => CalendarDate, { description: '截至 · As of this day' })
  asOf!: string;
}

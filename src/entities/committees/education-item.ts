import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';

/** Keyed by `id`. */
@ObjectType({ description: '宣传报道;不载个人姓名 · A piece of publicity; no person is named' })
@Entity({ schema: 'committees' })
export class EducationItem extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => String, { description: '标题 · Title' })
  title!: string;

  @Column('text')
  @Field(() => String, { description: '媒体 · Medium' })
  medium!: string;

  @Column('date')
  @Field(() => CalendarDate, { description: '日期 · Date' })
  publishedOn!: string;
}

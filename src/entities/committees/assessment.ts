import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';

/** Keyed by `unitId` and `year`; running within its year, as of `asOf`. */
@ObjectType({ description: '考核 · How a unit was assessed' })
@Entity({ schema: 'committees' })
export class Assessment extends Sourced {
  @PrimaryColumn('text')
  unitId!: string;

  @PrimaryColumn('integer')
  @Field(() => Int, { description: '年度 · Year' })
  year!: number;

  @Column('double precision')
  @Field(() => Float, { description: '得分 · Score' })
  score!: number;

  @Column('integer', { nullable: true })
  @Field(() => Int, { nullable: true, description: '名次 · Rank' })
  rank!: number | null;

  @Column('text', { array: true })
  @Field(() => [String], { description: '加减分项 · What was added and taken off' })
  items!: string[];

  @Column('date')
  @Field(() => CalendarDate, { description: '截至 · As of this day' })
  asOf!: string;
}

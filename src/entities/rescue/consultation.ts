import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';

/** Keyed by `id`. */
@ObjectType({ description: '会诊 · Experts looked a firm over' })
@Entity({ schema: 'rescue' })
export class Consultation extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '会诊编号 · Number' })
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('text', { array: true })
  expertIds!: string[];

  @Column('date', { name: 'held_on' })
  @Field(() => CalendarDate, { description: '会诊日期 · Date' })
  on!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '批次;逐矿滚动会诊为空 · Batch of its year; null when mines are consulted in turn',
  })
  batch!: string | null;

  @Column('integer')
  @Field(() => Int, { description: '发现问题数 · How many findings' })
  findings!: number;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '会诊报告 · The report' })
  report!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '整改期限(当日有效);未定为空 · By when it is to be put right; null: no date was set',
  })
  dueOn!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '全部整改日期 · When all of it was put right' })
  closedOn!: string | null;
}

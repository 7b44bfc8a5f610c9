import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate, DateTime } from '../../kernel/graphql/scalars';

/** Keyed by `id`. The rules read the newest one of a firm (R19). */
@ObjectType({ description: '安全承诺公告 · The safety promise that a firm published for a day' })
@Entity({ schema: 'risk' })
export class SafetyPromise extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Its number in the dual prevention platform' })
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('date', { name: 'promised_on' })
  @Field(() => CalendarDate, { description: '承诺日期 · City date that it is for' })
  on!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '公告时间 · When it was published' })
  publishedAt!: Date;
}

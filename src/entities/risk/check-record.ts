import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { CheckKind, CheckTrigger } from '../../schema/risk/enums';

/** Keyed by `id`. */
@ObjectType({ description: '检查记录 · A check of a firm' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'risk' })
export class CheckRecord extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Its number in the dual prevention platform' })
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  @Field(() => CheckKind, { description: '检查类型 · Kind of check' })
  kind!: CheckKind;

  @Column('text')
  @Field(() => String, { description: '检查单位 · Who checked' })
  authority!: string;

  @Column('text')
  @Field(() => CheckTrigger, { description: '检查缘由 · What set it off' })
  trigger!: CheckTrigger;

  @Column('boolean')
  @Field(() => Boolean, { description: '非现场 · Done without entering the site' })
  offSite!: boolean;

  @Column('boolean')
  @Field(() => Boolean, {
    description:
      '计入同类检查的年度频次上限 · Counts toward the yearly cap of its kind: inspections, or supervisory checks',
  })
  countsTowardCap!: boolean;

  @Column('date', { name: 'checked_on' })
  @Field(() => CalendarDate, { description: '检查日期 · Date of the check' })
  on!: string;

  @Column('text', { array: true })
  hazardIds!: string[];
}

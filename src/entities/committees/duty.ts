import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { DutyKind } from '../../schema/committees/enums';

/** Keyed by `id`. Holds from `validFrom` to `validTo`, both included. */
@ObjectType({ description: '监管职责 · A supervision duty of a unit, with the days on which it holds' })
@Entity({ schema: 'committees' })
export class Duty extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  unitId!: string;

  @Column('text')
  @Field(() => DutyKind, { description: '三管三必管 · Which of the three it is' })
  kind!: DutyKind;

  @Column('text')
  @Field(() => String, { description: '职责内容 · What it is' })
  text!: string;

  @Column('text', { array: true })
  @Field(() => [String], {
    description: '行业(Industry 的取值)· Industries, as the enum Industry names them',
  })
  industries!: string[];

  @Column('date')
  @Field(() => CalendarDate, { description: '起始日期 · First day' })
  validFrom!: string;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '截止日期(当日有效)· Last day; null: until it is changed',
  })
  validTo!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '批准机关 · Who approved the change' })
  approvedBy!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '批准日期 · When it was approved' })
  approvedOn!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '文件依据 · The document' })
  basis!: string | null;
}

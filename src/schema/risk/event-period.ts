import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';

/** `divisionCodes` is what `areas` is read from. */
@ObjectType({ description: '重大活动保障期 · A period of major events with tightened supervision' })
export class EventPeriod {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Field(() => DateTime, {
    description: '开始;每年重复者为本次或下一次 · Begins; of a yearly one the present or the next time',
  })
  from!: Date;

  @Field(() => DateTime, { description: '结束 · Ends' })
  to!: Date;

  @Field(() => [String], {
    nullable: true,
    description: '适用行业;空为规则所列行业 · Trades; null: those that the rule names',
  })
  industries!: readonly string[] | null;

  @Field(() => Boolean, { description: '每年重复 · Every year on the same days' })
  yearly!: boolean;

  @Field(() => String, { description: '发布人 · Declared by' })
  declaredBy!: string;

  @Field(() => DateTime, { description: '发布时间 · Declared at' })
  declaredAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '提前结束时间 · When it was called off' })
  endedAt!: Date | null;

  @Field(() => Boolean, {
    description:
      '发布时距开始不足 24 小时 · Declared less than 24 h before it first opened, which is less notice than partners are owed',
  })
  shortNotice!: boolean;

  divisionCodes!: readonly string[];
}

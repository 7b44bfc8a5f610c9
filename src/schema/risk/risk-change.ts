import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Place } from '../../kernel/events/event';
import { DateTime } from '../../kernel/graphql/scalars';
import { Direction, RiskLevel } from '../../kernel/risk/levels';
import { RiskFactor } from './risk-factor';

/** As it stood when it happened; `uscc`, `unitId` and `divisionCode` lead to what it is about, `seq` is its place in the log. */
@ObjectType({
  description:
    '风险等级变化 · A change of a risk level, as it stood when it happened; also when only its place changed, so that who no longer gets it hears that it left',
})
@Directive('@key(fields: "id")')
export class RiskChange {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  seq!: number;

  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  uscc!: string;

  unitId!: string | null;

  divisionCode!: string | null;

  left!: Place | null;

  @Field(() => RiskLevel, {
    nullable: true,
    description: '原等级 · Level before; null at the first assessment',
  })
  from!: RiskLevel | null;

  @Field(() => RiskLevel, { description: '新等级 · Level after' })
  to!: RiskLevel;

  @Field(() => Direction, { description: '方向 · Up or down' })
  direction!: Direction;

  @Field(() => ID, { nullable: true, description: '批次 · Batch, when one cause moved many' })
  batchId!: string | null;

  @Field(() => [RiskFactor], {
    description: '原因;MOVED:仅归属变化 · What brought it about; MOVED: only its place changed',
  })
  causes!: RiskFactor[];

  @Field(() => String, { description: '规则集版本 · Rule set that it was judged by' })
  ruleSetVersion!: string;

  @Field(() => Boolean, { description: '数据滞后或缺失 · Raised or held on data that was late or missing' })
  degraded!: boolean;

  @Field(() => Boolean, { description: '演练 · Part of a drill' })
  drill!: boolean;
}

import { Field, Float, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { RiskLevel } from '../../kernel/risk/levels';
import type { StandingRow } from '../../kernel/risk/read';
import { RiskFactor } from './risk-factor';

@ObjectType({ description: '人工调整 · A manual override in force' })
export class RiskOverride {
  @Field(() => String, { description: '调整人 · By whom' })
  by!: string;

  @Field(() => String, { description: '理由 · Reason' })
  reason!: string;

  @Field(() => DateTime, { description: '有效期至 · Until' })
  until!: Date;
}

/** `standing` and `asOf` are what its fields are read from. */
@ObjectType({ description: '风险状态 · Where a firm or unit stands on the risk scale, and why' })
export class RiskState {
  @Field(() => RiskLevel, { description: '固有风险等级 · Level at rest, before what happens day to day' })
  inherent!: RiskLevel;

  @Field(() => RiskLevel, { description: '动态风险等级 · Level now' })
  dynamic!: RiskLevel;

  @Field(() => Float, { description: '分值 0–100,用于同级排序 · Ranks within a colour' })
  score!: number;

  @Field(() => DateTime, { description: '自何时起为现等级 · Since when it has had this level' })
  since!: Date;

  @Field(() => String, { description: '规则集版本 · Rule set that it was judged by' })
  ruleSetVersion!: string;

  @Field(() => [RiskFactor], { description: '起作用的因素,强者在前 · What acts on it, the strongest first' })
  factors!: RiskFactor[];

  @Field(() => RiskOverride, { nullable: true, description: '人工调整 · Manual override in force' })
  override!: RiskOverride | null;

  asOf!: Date | null;

  standing!: StandingRow;
}

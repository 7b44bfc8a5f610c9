import { Field, ID, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { RuleSetState } from './enums';

@ObjectType({ description: '规则 · A rule of the risk engine' })
export class Rule {
  @Field(() => ID, { description: '规则编号 · Number' })
  id!: string;

  @Field(() => String, { description: '名称 · Title in Chinese' })
  titleZh!: string;

  @Field(() => String, { description: '条件 · When it applies' })
  when!: string;

  @Field(() => String, { description: '作用 · What it does to the level' })
  effect!: string;

  @Field(() => String, { description: '依据 · Legal or technical basis' })
  basis!: string;

  @Field(() => String, { description: '确定性 C/L/P/U · Certain, likely, proposed here, unsure' })
  certainty!: string;
}

@ObjectType({ description: '规则集 · A dated set of rules' })
export class RuleSet {
  @Field(() => String, { description: '版本 · Version' })
  version!: string;

  @Field(() => RuleSetState, { description: '状态 · State' })
  state!: RuleSetState;

  @Field(() => String, { nullable: true, description: '提出人 · Proposed by; null for the shipped set' })
  proposedBy!: string | null;

  @Field(() => String, { nullable: true, description: '批准人 · Approved by; null for the shipped set' })
  approvedBy!: string | null;

  @Field(() => CalendarDate, { description: '生效日期 · In force from' })
  validFrom!: string;

  @Field(() => CalendarDate, { nullable: true, description: '失效日期 · In force until' })
  validTo!: string | null;

  @Field(() => [Rule], { description: '规则 · Rules' })
  rules!: Rule[];
}

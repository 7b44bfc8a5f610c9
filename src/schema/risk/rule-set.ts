import { Field, ID, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime, JSONValue } from '../../kernel/graphql/scalars';
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

  @Field(() => String, {
    nullable: true,
    description: '提出人 · Proposed by; null for a shipped set that was not released again',
  })
  proposedBy!: string | null;

  @Field(() => String, { nullable: true, description: '批准人 · Approved by; null until then' })
  approvedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: '提出时间 · Proposed at' })
  proposedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '批准时间 · Approved at' })
  approvedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      '批准的启用时刻;随附规则集按其日期生效 · Released from; null for the shipped set, which goes by its dates',
  })
  activeFrom!: Date | null;

  @Field(() => String, { nullable: true, description: '提出说明 · Why it was proposed' })
  note!: string | null;

  @Field(() => CalendarDate, { description: '生效日期 · In force from' })
  validFrom!: string;

  @Field(() => CalendarDate, { nullable: true, description: '失效日期 · In force until' })
  validTo!: string | null;

  @Field(() => [Rule], { description: '规则 · Rules' })
  rules!: Rule[];

  @Field(() => JSONValue, {
    description:
      '全文,可修改版本号后再提出 · The whole document; changed and with another version it can be proposed',
  })
  document!: unknown;
}

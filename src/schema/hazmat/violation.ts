import { Field, ObjectType } from 'type-graphql';
import { DateTime, GeoJSON } from '../../kernel/graphql/scalars';
import { ViolationSeverity } from './enums';

@ObjectType({ description: '违规 · What is wrong with a trip' })
export class Violation {
  @Field(() => String, { description: '规则编号 · Rule' })
  rule!: string;

  @Field(() => ViolationSeverity, { description: '严重程度 · How grave' })
  severity!: ViolationSeverity;

  @Field(() => String, { description: '说明 · What is wrong' })
  message!: string;

  @Field(() => String, { description: '法规依据 · Legal basis' })
  basis!: string;

  @Field(() => String, {
    description: '规则确定性:C 确定、L 较可能、P 本系统提议 · C certain, L likely, P proposed by the hub',
  })
  certainty!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: '系统告知时刻 · When the hub told of it; null: it was not told',
  })
  at!: Date | string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: '途中违规自何时起;空为非途中违规 · Of one on the road: since when; null: not of the road',
  })
  from!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      '途中违规至何时;空为仍在持续或非途中违规 · Until when; null: it lasts, or is not of the road',
  })
  to!: string | null;

  @Field(() => GeoJSON, {
    nullable: true,
    description: '途中违规开始的地点(CGCS2000)· Where on the road it began',
  })
  place!: object | null;
}

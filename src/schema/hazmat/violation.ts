import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
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

  @Field(() => String, { description: '规则确定性:C 确定、L 较可能 · C certain, L likely' })
  certainty!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: '系统告知时刻 · When the hub told of it; null: it was not told',
  })
  at!: Date | string | null;
}

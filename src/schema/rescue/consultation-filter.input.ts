import { Field, InputType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';

@InputType({ description: '会诊筛选条件 · Which consultations; every condition narrows' })
export class ConsultationFilter {
  @Field(() => DivisionCode, {
    nullable: true,
    description: '企业所在区划及其下级 · Of firms of this division or below',
  })
  division?: string | null;

  @Field(() => [String], { nullable: true, description: '企业行业 · Of firms of these industries' })
  industry?: string[] | null;

  @Field(() => String, { nullable: true, description: '批次 · Of this batch' })
  batch?: string | null;
}

import { Field, ID, InputType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { HazardGrade, HazardState } from './enums';

@InputType({ description: '隐患筛选 · Narrows hazards; each field narrows further' })
export class HazardFilter {
  @Field(() => DivisionCode, { nullable: true, description: '区划(含下级)· Division with all below it' })
  division?: string | null;

  @Field(() => ID, { nullable: true, description: '专委会 · Committee' })
  committee?: string | null;

  @Field(() => HazardGrade, { nullable: true, description: '隐患等级 · Grade' })
  grade?: HazardGrade | null;

  @Field(() => [HazardState], {
    nullable: true,
    description: '状态;订阅时离开该状态也会通知 · States; a subscription also tells when one is left',
  })
  state?: HazardState[] | null;
}

import { Field, ID, InputType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { Disposition } from './enums';

@InputType({ description: '问题处置筛选 · Narrows dispositions; each field narrows further' })
export class FindingEventFilter {
  @Field(() => DivisionCode, {
    nullable: true,
    description: '被查单位所在区划(含下级)· Division of the unit, with all below it',
  })
  division?: string | null;

  @Field(() => ID, { nullable: true, description: '被查单位 · The unit that was patrolled' })
  unit?: string | null;

  @Field(() => ID, { nullable: true, description: '责任专委会 · The committee that answers for it' })
  committee?: string | null;

  @Field(() => [Disposition], { nullable: true, description: '处置 · What was done' })
  kind?: Disposition[] | null;
}

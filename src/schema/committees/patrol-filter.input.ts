import { Field, InputType, Int } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { PatrolKind } from './enums';

@InputType({ description: '巡查筛选 · Narrows patrols; each field narrows further' })
export class PatrolFilter {
  @Field(() => DivisionCode, { nullable: true, description: '区划(含下级)· Division with all below it' })
  division?: string | null;

  @Field(() => Int, { nullable: true, description: '年度:当年进行过 · Under way in this year' })
  year?: number | null;

  @Field(() => Boolean, { nullable: true, description: '尚未结束,或已结束 · Not over yet, or over' })
  open?: boolean | null;

  @Field(() => PatrolKind, { nullable: true, description: '巡查类型 · Kind' })
  kind?: PatrolKind | null;
}

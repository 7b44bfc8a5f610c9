import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { Violation } from './violation';

@ObjectType({ description: '合规判定 · Whether a trip is lawful, by the rules valid when it is loaded' })
export class TripVerdict {
  @Field(() => Boolean, { description: '合法:没有任何违规 · No rule is violated' })
  legal!: boolean;

  @Field(() => [Violation], { description: '违规 · What is wrong' })
  violations!: Violation[];

  @Field(() => DateTime, { description: '判定时刻 · When it was worked out' })
  checkedAt!: Date;

  @Field(() => String, { description: '规则集版本 · Version of the rule set' })
  ruleSetVersion!: string;
}

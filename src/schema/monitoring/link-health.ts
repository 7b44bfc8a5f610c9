import { Field, Int, ObjectType } from 'type-graphql';
import { Duration } from '../../kernel/graphql/scalars';

@ObjectType({
  description:
    '联网状况 · How many measuring points are heard, by their own intervals and the state of their source',
})
export class LinkHealth {
  @Field(() => Int, { description: '在线 · Heard in time' })
  online!: number;

  @Field(() => Int, { description: '迟到 · Late' })
  stale!: number;

  @Field(() => Int, { description: '断线 · Not heard' })
  offline!: number;

  @Field(() => Int, { description: '停用,不计入以上各数 · Out of use, in none of the counts above' })
  outOfUse!: number;

  @Field(() => Int, {
    description:
      '所属企业尚未登记、不知在何区划的测点(全市)· Points of the whole city whose firm no division is known for; with any, the other counts may miss some',
  })
  unassigned?: number;

  @Field(() => Duration, {
    nullable: true,
    description: '最久未收到 · Longest time that a point was not heard',
  })
  oldestGap!: string | null;
}

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

  @Field(() => Duration, {
    nullable: true,
    description: '最久未收到 · Longest time that a point was not heard',
  })
  oldestGap!: string | null;
}

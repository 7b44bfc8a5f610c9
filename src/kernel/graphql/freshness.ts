import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { FreshnessState as State, FreshnessValue } from './context';
import { DateTime } from './scalars';

enum FreshnessState {
  FRESH = 'FRESH',
  STALE = 'STALE',
  UNKNOWN = 'UNKNOWN',
}

registerEnumType(FreshnessState, {
  name: 'FreshnessState',
  description: '数据新鲜度 · How far a value can be trusted now',
  valuesConfig: {
    FRESH: { description: "新鲜 · Within the source's promised rhythm" },
    STALE: { description: '滞后 · Past the promised rhythm' },
    UNKNOWN: { description: '未知 · Never heard, or the source is down' },
  },
});

/** The GraphQL type Freshness, shared by all subgraphs; its values come from `context.freshness`. */
@ObjectType({
  description: '数据的来源与新鲜度 · Where a value came from and how far it can be trusted now',
})
@Directive('@shareable')
export class Freshness implements FreshnessValue {
  @Field(() => ID, { description: '数据来源 · The source system' })
  source!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: '来源所述时刻 · When the source says that it was true',
  })
  observedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: '接收时刻 · When the hub received it' })
  receivedAt!: Date | null;

  @Field(() => FreshnessState, { description: '状态 · State' })
  state!: State;
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Resolver, Root, Subscription } from 'type-graphql';
import { Source } from '../../entities/registry/source';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { SourceState } from '../../schema/registry/enums';
import { SourceEvent } from '../../schema/registry/source-event';
import { NEEDED_OF_SOURCE } from './source-list';

@Resolver(() => SourceEvent)
export class SourceEventResolver {
  @Subscription(() => SourceEvent, {
    description:
      '数据源状态变化;带游标可续传 · Each change of a state; with a cursor from there on, then live',
    subscribe: ({ args, context }) =>
      (context as HubContext).events.subscribe(
        { topics: ['source'] },
        (args.after as string | null) ?? null,
      ) as never,
  })
  sourceStateChanged(
    @Root() event: LoggedEvent,
    @Ctx() { cursors }: HubContext,
    @Arg('after', () => String, {
      nullable: true,
      description: '上次的游标;缺省为此刻起 · Go on after this cursor; without one, from now',
    })
    _after: string | null,
  ): SourceEvent {
    const { source, state } = event.payload as { source: string; state: SourceState };
    const id = String(event.seq);
    return { id, cursor: cursors.encodeSeq(event.seq), at: event.at, state, sourceId: source };
  }

  @FieldResolver(() => Source, { nullable: true, description: '数据源现状 · The source as it is now' })
  source(@Root() { sourceId }: SourceEvent, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Source, 'id', sourceId, { info, also: NEEDED_OF_SOURCE });
  }
}

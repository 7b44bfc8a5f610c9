import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Source } from '../../entities/registry/source';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { SourceState } from '../../schema/registry/enums';
import { SourceEvent } from '../../schema/registry/source-event';
import { SourceEventConnection } from '../../schema/registry/source-event-connection';
import { NEEDED_OF_SOURCE } from './source-list';

/** The stream and its pull twin both read by it. */
const SOURCES: LogFilter = { topics: ['source'] };

/** The event as it stands in the log. */
function toSourceEvent(
  { seq, at, payload }: LoggedEvent,
  { cursors }: Pick<HubContext, 'cursors'>,
): SourceEvent {
  const { source, state } = payload as { source: string; state: SourceState };
  return { id: String(seq), cursor: cursors.encodeSeq(seq), at, state, sourceId: source };
}

@Resolver(() => SourceEvent)
export class SourceEventResolver {
  @Query(() => SourceEventConnection, {
    nullable: true,
    description:
      '数据源状态变化日志,旧的在前 · Changes of sources after the cursor, in order: the pull twin of sourceStateChanged',
  })
  sourceEvents(
    @First(100) first: number | null,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    return logPage({ context, filter: SOURCES, first, after, toNode: toSourceEvent });
  }

  @Subscription(() => SourceEvent, {
    description:
      '数据源状态变化;带游标可续传 · Each change of a state; with a cursor from there on, then live',
    subscribe: ({ args, context }) =>
      (context as HubContext).events.subscribe(SOURCES, (args.after as string | null) ?? null) as never,
  })
  sourceStateChanged(
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
    @AfterNow() _after: string | null,
  ): SourceEvent {
    return toSourceEvent(event, context);
  }

  @FieldResolver(() => Source, { nullable: true, description: '数据源现状 · The source as it is now' })
  source(@Root() { sourceId }: SourceEvent, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Source, 'id', sourceId, { info, also: NEEDED_OF_SOURCE });
  }
}

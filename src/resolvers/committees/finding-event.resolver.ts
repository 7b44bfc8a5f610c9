import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Finding } from '../../entities/committees/finding';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { FindingEvent } from '../../schema/committees/finding-event';
import { FindingEventConnection } from '../../schema/committees/finding-event-connection';
import { FindingEventFilter } from '../../schema/committees/finding-event-filter.input';
import { findingLog, toFindingEvent } from './finding-log';
import { needs, shown } from './needs';

interface FindingDisposedArgs {
  filter?: FindingEventFilter | null;
  after?: string | null;
}

@Resolver(() => FindingEvent)
export class FindingEventResolver {
  @Query(() => FindingEventConnection, {
    nullable: true,
    description:
      '问题处置日志,旧的在前 · Dispositions of findings after the cursor, in order: the pull twin of findingDisposed',
  })
  findingEvents(
    @Arg('filter', () => FindingEventFilter, { nullable: true, description: '筛选 · Filter' })
    filter: FindingEventFilter | null,
    @First(100) first: number,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return logPage({ context, info, filter: findingLog(filter ?? {}), first, after, toNode: toFindingEvent });
  }

  @Subscription(() => FindingEvent, {
    description:
      '问题被通报、曝光、问责、移送:自游标起补发,再实时 · Every disposition of a finding after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: FindingDisposedArgs; context: HubContext }) =>
      context.events.subscribe(findingLog(args.filter ?? {}), args.after ?? null),
  })
  findingDisposed(
    @Arg('filter', () => FindingEventFilter, { nullable: true, description: '筛选 · Filter' })
    _filter: FindingEventFilter | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): FindingEvent {
    return toFindingEvent(event, context);
  }

  @FieldResolver(() => Finding, { nullable: true, description: '问题现状 · The finding as it is now' })
  finding(
    @Root() { findingId }: FindingEvent,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Finding, 'id', findingId, { info, also: needs.finding, where: shown.finding });
  }
}

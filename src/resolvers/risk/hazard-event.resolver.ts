import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Hazard } from '../../entities/risk/hazard';
import type { HubContext } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import type { LoggedEvent } from '../../kernel/events/event';
import { HazardEvent } from '../../schema/risk/hazard-event';
import { HazardEventConnection } from '../../schema/risk/hazard-event-connection';
import { HazardFilter } from '../../schema/risk/hazard-filter.input';
import { hazardLog, toHazardEvent } from './hazard-log';
import { HAZARD_INPUTS } from './hazard-reads';

interface HazardChangedArgs {
  filter: HazardFilter;
  after?: string | null;
}

@Resolver(() => HazardEvent)
export class HazardEventResolver {
  @Query(() => HazardEventConnection, {
    nullable: true,
    description:
      '隐患状态变化日志,旧的在前 · Changes of hazards after the cursor, in order: the pull twin of hazardChanged',
  })
  hazardEvents(
    @Arg('filter', () => HazardFilter, { description: '筛选 · Filter' }) filter: HazardFilter,
    @First(100) first: number | null,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    return logPage({ context, filter: hazardLog(filter), first, after, toNode: toHazardEvent });
  }

  @Subscription(() => HazardEvent, {
    description:
      '隐患状态变化:自游标起补发,再实时 · Every change of state after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: HazardChangedArgs; context: HubContext }) =>
      context.events.subscribe(hazardLog(args.filter), args.after ?? null),
  })
  hazardChanged(
    @Arg('filter', () => HazardFilter, { description: '筛选 · Filter' }) _filter: HazardFilter,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): HazardEvent {
    return toHazardEvent(event, context);
  }

  @FieldResolver(() => Hazard, { nullable: true, description: '隐患现状 · The hazard as it is now' })
  hazard(@Root() event: HazardEvent, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return context.load.one(Hazard, 'id', event.hazardId, { info, also: HAZARD_INPUTS });
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { RestrictedArea } from '../../entities/hazmat/restricted-area';
import { Waybill } from '../../entities/hazmat/waybill';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { TripEvent } from '../../schema/hazmat/trip-event';
import { TripEventConnection } from '../../schema/hazmat/trip-event-connection';
import { TripEventFilter } from '../../schema/hazmat/trip-event-filter.input';
import { needs } from './needs';
import { pageOfTripEvents, toTripEvent, tripLog } from './trip-log';

interface TripEventArgs {
  filter?: TripEventFilter | null;
  after?: string | null;
}

@Resolver(() => TripEvent)
export class TripEventResolver {
  @Query(() => TripEventConnection, {
    nullable: true,
    description:
      '运输事件日志,旧的在前 · Events of trips after the cursor, in order: the pull twin of tripEvent',
  })
  tripEvents(
    @Arg('filter', () => TripEventFilter, { nullable: true, description: '筛选 · Filter' })
    filter: TripEventFilter | null,
    @First(100) first: number | null,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    return pageOfTripEvents({ filter, first, after }, context);
  }

  @Subscription(() => TripEvent, {
    description:
      '运输事件:自游标起补发,再实时 · Every event after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: TripEventArgs; context: HubContext }) =>
      context.events.subscribe(tripLog(args.filter ?? {}), args.after ?? null),
  })
  tripEvent(
    @Arg('filter', () => TripEventFilter, { nullable: true, description: '筛选 · Filter' })
    _filter: TripEventFilter | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): TripEvent {
    return toTripEvent(event, context);
  }

  @FieldResolver(() => Waybill, { description: '运单现状 · The waybill as it is now' })
  waybill(@Root() { waybillId }: TripEvent, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Waybill, 'id', waybillId, { info, also: needs.waybill });
  }

  @FieldResolver(() => RestrictedArea, {
    nullable: true,
    description: '驶入或驶离的区域 · The area that it came into or left',
  })
  area(@Root() { areaId }: TripEvent, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return areaId === null ? null : load.one(RestrictedArea, 'id', areaId, { info });
  }
}

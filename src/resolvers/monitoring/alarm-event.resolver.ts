import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Alarm } from '../../entities/monitoring/alarm';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { AlarmEvent } from '../../schema/monitoring/alarm-event';
import { AlarmEventConnection } from '../../schema/monitoring/alarm-event-connection';
import { AlarmFilter } from '../../schema/monitoring/alarm-filter.input';
import { alarmLog, toAlarmEvent } from './alarm-log';
import { needs } from './needs';

interface AlarmChangedArgs {
  filter?: AlarmFilter | null;
  after?: string | null;
}

@Resolver(() => AlarmEvent)
export class AlarmEventResolver {
  @Query(() => AlarmEventConnection, {
    nullable: true,
    description:
      '报警变化日志,旧的在前 · Changes of alarms after the cursor, in order: the pull twin of alarmChanged',
  })
  alarmEvents(
    @Arg('filter', () => AlarmFilter, { nullable: true, description: '筛选 · Filter' })
    filter: AlarmFilter | null,
    @First(100) first: number,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    return logPage({ context, filter: alarmLog(filter ?? {}), first, after, toNode: toAlarmEvent });
  }

  @Subscription(() => AlarmEvent, {
    description:
      '报警变化:自游标起补发,再实时 · Every change after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: AlarmChangedArgs; context: HubContext }) =>
      context.events.subscribe(alarmLog(args.filter ?? {}), args.after ?? null),
  })
  alarmChanged(
    @Arg('filter', () => AlarmFilter, { nullable: true, description: '筛选 · Filter' })
    _filter: AlarmFilter | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): AlarmEvent {
    return toAlarmEvent(event, context);
  }

  @FieldResolver(() => Alarm, { nullable: true, description: '报警现状 · The alarm as it is now' })
  alarm(@Root() { alarmId }: AlarmEvent, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Alarm, 'id', alarmId, { info, also: needs.alarm });
  }
}

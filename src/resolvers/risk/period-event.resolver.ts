import { Arg, Ctx, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { AdminDivisionRef } from '../../schema/risk/admin-division.ref';
import { EventPeriod } from '../../schema/risk/event-period';
import { PeriodEvent } from '../../schema/risk/period-event';
import { PeriodEventConnection } from '../../schema/risk/period-event-connection';
import { periodNow } from './event-period-reads';
import { periodLog, toPeriodEvent } from './period-log';

interface PeriodChangedArgs {
  division?: string | null;
  after?: string | null;
}

@Resolver(() => PeriodEvent)
export class PeriodEventResolver {
  @Query(() => PeriodEventConnection, {
    nullable: true,
    description:
      '保障期变化日志,旧的在前 · What became of event periods after the cursor, in order: the pull twin of eventPeriodChanged',
  })
  periodEvents(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '涉及的区划 · Division that they touch',
    })
    division: string | null,
    @First(100) first: number | null,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    return logPage({ context, filter: periodLog(division), first, after, toNode: toPeriodEvent });
  }

  @Subscription(() => PeriodEvent, {
    description:
      '保障期公布、开始、结束与取消:自游标起补发,再实时 · Event periods announced, opened, ended and called off: every step after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: PeriodChangedArgs; context: HubContext }) =>
      context.events.subscribe(periodLog(args.division), args.after ?? null),
  })
  eventPeriodChanged(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '涉及的区划 · Division that they touch',
    })
    _division: string | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): PeriodEvent {
    return toPeriodEvent(event, context);
  }

  @FieldResolver(() => EventPeriod, { nullable: true, description: '保障期现状 · The period as it is now' })
  period(@Root() { periodId }: PeriodEvent, @Ctx() context: HubContext): Promise<EventPeriod | null> {
    return periodNow(periodId, context);
  }

  @FieldResolver(() => [AdminDivisionRef], {
    nullable: 'itemsAndList',
    description: '范围 · Divisions that it covers',
  })
  areas(@Root() { areaCodes }: PeriodEvent): AdminDivisionRef[] {
    return areaCodes.map((code) => ({ code }));
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { StockLine } from '../../entities/depots/stock-line';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { StockEvent } from '../../schema/depots/stock-event';
import { StockEventConnection } from '../../schema/depots/stock-event-connection';
import { knownLine } from './depot-reads';
import { pageOfStockEvents, stockLog, toStockEvent } from './stock-log';

interface StockAlertArgs {
  division?: string | null;
  after?: string | null;
}

@Resolver(() => StockEvent)
export class StockEventResolver {
  @Query(() => StockEventConnection, {
    nullable: true,
    description:
      '库存预警日志,旧的在前 · Alerts of stock that began or ended after the cursor, in order: the pull twin of stockAlert',
  })
  stockEvents(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '储备库所在区划(含下级)· Depots of this division or below',
    })
    division: string | null,
    @First(100) first: number | null,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    return pageOfStockEvents({ division, first, after }, context);
  }

  @Subscription(() => StockEvent, {
    description:
      '库存预警发生与解除:自游标起补发,再实时 · Every alert that begins or ends after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: StockAlertArgs; context: HubContext }) =>
      context.events.subscribe(stockLog(args.division), args.after ?? null),
  })
  stockAlert(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '储备库所在区划(含下级)· Depots of this division or below',
    })
    _division: string | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): StockEvent {
    return toStockEvent(event, context);
  }

  @FieldResolver(() => StockLine, { nullable: true, description: '库存现状 · The line as it is now' })
  line(@Root() { lineId }: StockEvent, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(StockLine, 'id', lineId, { info, ...knownLine });
  }
}

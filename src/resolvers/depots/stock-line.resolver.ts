import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Depot } from '../../entities/depots/depot';
import { Material } from '../../entities/depots/material';
import { alertsOn } from '../../entities/depots/stock-alerts';
import { StockLine } from '../../entities/depots/stock-line';
import { cityDate } from '../../kernel/clock';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { StockAlert } from '../../schema/depots/enums';
import { knownLine } from './depot-reads';
import { needs } from './needs';

@Resolver(() => StockLine)
export class StockLineResolver {
  @Query(() => StockLine, { nullable: true, description: '按编号查库存批次 · A stock line by its number' })
  stockLine(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(StockLine, 'id', id, { info, ...knownLine });
  }

  @FieldResolver(() => Depot, { description: '所在储备库 · Where it is' })
  depot(@Root() { depotId }: StockLine, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Depot, 'id', depotId, { info, also: needs.depot });
  }

  @FieldResolver(() => Material, { description: '物资 · What it is' })
  material(
    @Root() { materialCode }: StockLine,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Material, 'code', materialCode, { info });
  }

  @FieldResolver(() => StockAlert, {
    nullable: true,
    description: '预警,数种并存时取最重者 · What is wrong with it; of several the worst; null: nothing',
  })
  alert(@Root() line: StockLine, @Ctx() context: HubContext): StockAlert | null {
    return alertsOf(line, context)[0] ?? null;
  }

  @FieldResolver(() => [StockAlert], {
    description: '全部预警,重者在前:过期、不足、临期、未盘点 · All that is wrong with it, the worst first',
  })
  alerts(@Root() line: StockLine, @Ctx() context: HubContext): StockAlert[] {
    return alertsOf(line, context);
  }

  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() line: StockLine, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(line);
  }
}

const alertsOf = (line: StockLine, { clock }: Pick<HubContext, 'clock'>): StockAlert[] =>
  line.outOfUseSince ? [] : alertsOn(line, cityDate(clock.now()));

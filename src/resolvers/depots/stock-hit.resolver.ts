import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Float, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { StockHit } from '../../entities/depots/stock-hit';
import { StockLine } from '../../entities/depots/stock-line';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { PointInput } from '../../kernel/graphql/point.input';
import { ToldBy } from '../../kernel/graphql/told-by';
import { ReserveMode } from '../../schema/depots/enums';
import { knownLine } from './depot-reads';
import { findStock, type FoundLine } from './find-stock';

@Resolver(() => StockHit)
export class StockHitResolver {
  @Query(() => [StockHit], {
    nullable: true,
    description:
      '就近查找可用物资:不含过期与已预留;来源失联时仍列最后所知,见 freshness;为空即目录未知 · The nearest stock of each item, neither past its date nor promised, in every reserve mode; while the inventory is not heard as it was last known, see freshness; null: no material is known yet',
  })
  @ToldBy('depot-inventory')
  findStock(
    @Arg('items', () => [String], {
      description:
        '编码、类别、名称或关键词,中英文,至多 20 项;无此物资即报错 · Code, category, part of a name or keyword, in either language, at most 20; refused when it is no material at all',
    })
    items: string[],
    @Arg('near', () => PointInput, { description: '何处 · Near where' }) near: PointInput,
    @Arg('minQty', () => Float, {
      nullable: true,
      description: '每批可用数量下限 · Least that is available of a line, not of all together',
    })
    minQty: number | null,
    @Arg('limit', () => Int, {
      nullable: true,
      defaultValue: 10,
      description: '每项至多几批,至多 500 · So many lines of each item, at most 500',
    })
    limit: number | null,
    @Arg('modes', () => [ReserveMode], {
      nullable: true,
      description: '储备方式,缺省为全部 · Reserve modes; without it all',
    })
    modes: ReserveMode[] | null,
    @Ctx() context: HubContext,
  ) {
    return findStock({ items, near, minQty, limit, modes }, context);
  }

  @FieldResolver(() => StockLine)
  line(@Root() { lineId }: FoundLine, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(StockLine, 'id', lineId, { info, ...knownLine });
  }

  @FieldResolver(() => Freshness, {
    description:
      '该批数据的新鲜度,与 line.freshness 相同 · How far the quantity can be trusted now; the same as freshness of the line',
  })
  freshness(@Root() line: FoundLine, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(line);
  }
}

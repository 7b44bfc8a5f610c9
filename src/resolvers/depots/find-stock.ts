import { goodOn } from '../../entities/depots/stock-alerts';
import { cityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import { badUserInput } from '../../kernel/errors';
import type { Position } from '../../kernel/geo/coordinates';
import { boxAround, distanceInSql, type Box } from '../../kernel/geo/nearest';
import { condition, render } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { positionOf, type PointInput } from '../../kernel/graphql/point.input';
import { groupBy } from '../../kernel/risk/group-by';
import type { ReserveMode } from '../../schema/depots/enums';
import { materialsFor, type FoundItems } from './material-reads';

export interface StockSearch {
  items: string[];
  near: PointInput;
  /** Of one line, not of all together: what is fetched is fetched from one place. */
  minQty: number | null;
  limit: number | null;
  modes: ReserveMode[] | null;
}

/** A found line, by its number, with what its freshness is told from. */
export interface FoundLine {
  lineId: string;
  km: number;
  available: number;
  items: string[];
  source: string;
  observedAt: Date | null;
  receivedAt: Date | null;
}

/** Boxes to look into, one after the other; the last look is at everything. */
const RADII_KM = [5, 50];
/** Distances are told to the metre, so a box reaches a little further than its radius. */
const MARGIN_KM = 0.01;

/**
 * The nearest lines of each item with something left net of reservations, and not past their date. null: nothing is
 * known of any material, so it is not known either that there is none.
 */
export async function findStock(search: StockSearch, context: HubContext): Promise<FoundLine[] | null> {
  const limit = pageSize(search.limit, 10, 'limit');
  const look = {
    near: positionOf('near', search.near),
    limit,
    least: search.minQty ?? 0,
    modes: search.modes ?? null,
    today: cityDate(context.clock.now()),
  };
  if (!(look.least >= 0)) throw badUserInput('minQty', 'must be 0 or more');
  const { pairs, nothingKnown } = await materialsFor(search.items, context.sql);
  if (nothingKnown) return null;
  const hits = await widening(look, pairs, context.sql);
  return merged(hits, search.items);
}

interface Look {
  near: Position;
  /** Lines of each item. */
  limit: number;
  least: number;
  modes: readonly ReserveMode[] | null;
  today: string;
}

type Pair = FoundItems['pairs'][number];

interface Hit extends Omit<FoundLine, 'items'> {
  n: number;
}

/** All items at once in a box that widens; an item is done when a box is sure to hold its nearest lines. */
async function widening(look: Look, pairs: readonly Pair[], sql: Sql): Promise<Hit[]> {
  const done: Hit[] = [];
  let open = pairs;
  for (const radius of [...RADII_KM, null]) {
    if (open.length === 0) break;
    const box = radius && boxAround(look.near, radius + MARGIN_KM);
    const found = groupBy(await sql.query<Hit>(...statement(look, open, box || null)), ({ n }) => n);
    const isSure = (n: number) => !box || (found.get(n)?.[look.limit - 1]?.km ?? Infinity) <= radius!;
    for (const [n, hits] of found) if (isSure(n)) done.push(...hits);
    open = open.filter(({ n }) => !isSure(n));
  }
  return done;
}

/** Depots have the positions and lines the quantities; `row_number` gives each item its own nearest lines. */
function statement(
  { near, limit, least, modes, today }: Look,
  pairs: readonly Pair[],
  box: Box | null,
): [text: string, params: unknown[]] {
  const [numbers, codes] = [pairs.map(({ n }) => n), pairs.map(({ code }) => code)];
  const params: unknown[] = [near.lng, near.lat, numbers, codes, least, limit];
  const where = [
    goodOn(today),
    ...(modes ? [condition`d.mode = any(${modes}::text[])`] : []),
    ...(box ? [condition`d.lat between ${box.south} and ${box.north}`] : []),
    ...(box ? [condition`d.lng between ${box.west} and ${box.east}`] : []),
  ].map((one) => ` and (${render(one, params)})`);
  const text = `select n, "lineId", km, available, source, "observedAt", "receivedAt" from (
      select *, row_number() over (partition by n order by km, "lineId") as place from (
        select item.n, t.id as "lineId", t.available, t.source,
          t.observed_at as "observedAt", t.received_at as "receivedAt", round(${distanceInSql('d.lng', 'd.lat')} * 1000) / 1000 as km
        from unnest($3::int[], $4::text[]) item(n, code)
          join depots.stock_line t on t.material_code = item.code join depots.depot d on d.id = t.depot_id
        where t.out_of_use_since is null and d.out_of_use_since is null
          and t.available > 0 and t.available >= $5::float8${where.join('')}) hit) ranked
    where place <= $6::int order by n, place`;
  return [text, params];
}

/** Nearest first; a line that answers several items comes once. */
function merged(hits: readonly Hit[], items: readonly string[]): FoundLine[] {
  const lines = [...groupBy(hits, ({ lineId }) => lineId).values()].map((same) => {
    const { n: _, ...line } = same[0]!;
    const numbers = same.map(({ n }) => n).sort((a, b) => a - b);
    return { ...line, items: numbers.map((n) => items[n]!) };
  });
  return lines.sort((a, b) => a.km - b.km || (a.lineId < b.lineId ? -1 : 1));
}

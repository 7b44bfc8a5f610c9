import { Depot } from '../../entities/depots/depot';
import { folded } from '../../entities/depots/item-words';
import { StockLine } from '../../entities/depots/stock-line';
import { tableOf } from '../../kernel/database/tables';
import { badUserInput } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';
import { MAX_PAGE, pageSize } from '../../kernel/graphql/paging';
import { selectList } from '../../kernel/graphql/select-list';
import { requireDivision } from '../../kernel/reference/divisions';
import { groupBy } from '../../kernel/risk/group-by';
import { needs } from './needs';

/** Depots in use in a division and all below it, by number. One statement for all divisions of a request. */
export async function depotsIn(code: string, first: number | null, { load }: HubContext): Promise<Depot[]> {
  const size = pageSize(first, MAX_PAGE);
  const found = await load
    .batch<string, Depot[]>('depots.depotsIn', async (codes, sql) => {
      const rows = await sql.query<Depot & { area: string }>(depotsStatement(), [codes]);
      return groupBy(rows, ({ area }) => area);
    })
    .load(code);
  return (found ?? []).slice(0, size);
}

/** Of the division behind a filter's code; an old one is mapped forward, an unknown one is BAD_USER_INPUT. */
export const depotsOf = (division: string, first: number | null, context: HubContext): Promise<Depot[]> =>
  depotsIn(requireDivision('division', division).code, first ?? 100, context);

function depotsStatement(): string {
  const table = tableOf(Depot);
  return `select area.code as area, d.* from unnest($1::text[]) area(code) cross join lateral (
      select ${selectList(table, table.columns.keys(), 't')} from ${table.name} t
      where t.division ~>=~ area.code and t.division ~<~ (area.code || ':') and t.out_of_use_since is null
      order by t.id limit ${MAX_PAGE}) d`;
}

/** What a depot has on its books, by number. More than 500 lines are refused: ask by category. */
export async function linesOf(
  { id }: Depot,
  category: string | null | undefined,
  { load }: HubContext,
): Promise<StockLine[]> {
  const wanted = category == null ? null : folded(category);
  const found = await load
    .batch<string, StockLine[]>(`depots.lines ${JSON.stringify(wanted)}`, async (ids, sql) => {
      const rows = await sql.query<StockLine>(linesStatement(), [ids, wanted]);
      return groupBy(rows, ({ depotId }) => depotId);
    })
    .load(id);
  if (found && found.length > MAX_PAGE)
    throw badUserInput('category', `matches more than ${MAX_PAGE} lines of this depot; name a narrower one`);
  return found ?? [];
}

function linesStatement(): string {
  const table = tableOf(StockLine);
  return `select l.* from unnest($1::text[]) depot(id) cross join lateral (
      select ${selectList(table, table.columns.keys(), 't')} from ${table.name} t
      where t.depot_id = depot.id and t.out_of_use_since is null and exists (select from depots.material m
        where m.code = t.material_code and ($2::text is null or lower(normalize(m.category, NFKC)) = $2))
      order by t.id limit ${MAX_PAGE + 1}) l`;
}

/** A line by its number, also one that is off the books. */
export const knownLine = { also: needs.line, where: needs.knownLine };

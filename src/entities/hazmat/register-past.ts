import { cityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import { tableOf, type Table } from '../../kernel/database/tables';
import { selectList } from '../../kernel/graphql/select-list';
import type { EntityClass } from '../../kernel/ingest/contract';
import type { RowChange } from './row-change';
import type { Waybill } from './waybill';
import type { Withdrawable } from './withdrawable';

/** A version of a register's row; `until`: when the register said otherwise, null while it does not. */
export type Version<Row> = Row & { until: Date | null };

const pastOf = (table: Table): string => table.name.replace(/"$/, '_past"');

/** Keeps what the rows said before they changed. */
export async function keepPast<Row extends Withdrawable>(
  entity: EntityClass<Row>,
  changes: readonly RowChange<Row>[],
  tx: Sql,
): Promise<void> {
  const past = changes.flatMap(({ before, after }) =>
    before && before.digest !== after.digest && before.observedAt < after.observedAt
      ? [{ ...before, until: after.observedAt }]
      : [],
  );
  if (past.length === 0) return;
  const table = tableOf(entity);
  const columns = [...table.columns.values()].map(({ quoted }) => quoted).join(', ');
  const rows = past.map((row) => ({
    until: row.until,
    ...Object.fromEntries(
      [...table.columns].map(([property, { column }]) => [column, row[property as keyof Row]]),
    ),
  }));
  await tx.query(
    `insert into ${pastOf(table)} (${columns}, until)
     select ${columns}, until from json_populate_recordset(null::${pastOf(table)}, $1::json)`,
    [JSON.stringify(rows)],
  );
}

/** Every version of the rows with these keys, by key, the oldest first. */
export async function readVersions<Row extends Withdrawable>(
  sql: Sql,
  entity: EntityClass<Row>,
  { by, keys }: { by: keyof Row & string; keys: readonly unknown[] },
): Promise<Version<Row>[]> {
  if (keys.length === 0) return [];
  const table = tableOf(entity);
  const columns = selectList(table, table.columns.keys());
  const where = `where ${table.columns.get(by)!.quoted} = any($1::text[])`;
  return sql.query<Version<Row>>(
    `select ${columns}, null::timestamptz as until from ${table.name} ${where}
     union all select ${columns}, until from ${pastOf(table)} ${where}
     order by ${table.columns.get(table.keyProperties[0]!)!.quoted}, until nulls last`,
    [keys],
  );
}

/** Dates through which a paper holds. */
const ENDS = ['validTo', 'certificateValidTo', 'inspectionDue'] as const;

/** Dates of a paper, as far as it has them: of a pass moments, else city dates. */
type Dated = Partial<Record<(typeof ENDS)[number] | 'validFrom', string | Date | null>>;

/**
 * What the register says of a trip's paper, from all its versions, the oldest first: as it stood when the trip ended,
 * for what is renewed or widened later was not in force then. Three things count that are told later: a withdrawal that
 * began before, an end that was nearer than told, and a new paper whose own dates take in the trip.
 */
export function paperOf<Row extends Withdrawable & Dated>(
  versions: readonly Version<Row>[],
  { loadAt, endsAt }: Pick<Waybill, 'loadAt' | 'endsAt'>,
): Row {
  const newest = versions.at(-1)!;
  const then = versions.find(({ until }) => until === null || until > endsAt) ?? newest;
  if (then === newest || isNewPaperFor(loadAt, newest, then)) return newest;
  const { registeredState, stateSince } = newest;
  const isWithdrawn = registeredState !== 'VALID' && stateSince !== null && stateSince <= loadAt;
  return { ...then, ...(isWithdrawn && { registeredState, stateSince }), ...nearerEnds(then, newest) };
}

function isNewPaperFor(loadAt: Date, newest: Dated, then: Dated): boolean {
  const { validFrom, validTo } = newest;
  if (!validFrom || !validTo || String(validFrom) === String(then.validFrom ?? null)) return false;
  const day = validFrom instanceof Date ? loadAt : cityDate(loadAt);
  return validFrom <= day && day <= validTo;
}

function nearerEnds(then: Dated, newest: Dated): Dated {
  const nearer: Dated = {};
  for (const end of ENDS) {
    const [told, toldLater] = [then[end], newest[end]];
    if (toldLater && (!told || toldLater < told)) nearer[end] = toldLater;
  }
  return nearer;
}

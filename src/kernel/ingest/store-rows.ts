import type { Sql } from '../database/sql';
import type { Sourced } from '../database/sourced';
import { tableOf, type Table } from '../database/tables';
import type { EntityClass, MappedRow } from './contract';
import { StoreConflict } from './store-faults';
import { digestOf, judgeVersion, type Verdict } from './versions';

type Row = Sourced & Record<string, unknown>;

/** A row on its way in and the record that it belongs to. */
export interface ArrivingRow extends MappedRow {
  record: number;
  receivedAt: Date;
}

export interface RowChange {
  before: Row | null;
  after: Row;
}

interface Slot {
  before: Row | null;
  now: Row | null;
}

/**
 * Writes one entity's rows of a page: locks what is known in key order, folds the arrivals in their order, and writes
 * what is left in one statement. Returns what each arrival did and the rows that are different from before.
 */
export async function storeRows(
  entity: EntityClass,
  arrivals: readonly ArrivingRow[],
  { tx, source }: { tx: Sql; source: string },
): Promise<{ verdicts: Verdict[]; changes: RowChange[] }> {
  const table = tableOf(entity);
  const slots = await lockSlots(table, arrivals, tx);
  const verdicts = arrivals.map((arrival) => fold(slots.get(keyOf(table, arrival.values))!, arrival, source));
  const touched = [...slots.values()].filter(({ before, now }) => now !== before);
  const written = await write(table, { touched, spokenOf: spokenOf(table, arrivals) }, tx);
  const changes = touched
    .filter(({ before, now }) => before?.digest !== now!.digest || before?.source !== now!.source)
    .map(({ before, now }) => ({ before, after: written.get(keyOf(table, now!))! }));
  return { verdicts, changes };
}

const keyOf = (table: Table, values: object): string =>
  JSON.stringify(table.keyProperties.map((key) => (values as Record<string, unknown>)[key]));

function fold(slot: Slot, arrival: ArrivingRow, source: string): Verdict {
  const { observedAt, receivedAt, values } = arrival;
  const digest = digestOf(values);
  const verdict = judgeVersion(slot.now ?? undefined, { observedAt, digest });
  if (verdict === 'stored')
    slot.now = { ...slot.now, ...values, source, observedAt, receivedAt, digest } as Row;
  // seen again as it is: the version moves on, or an older one that arrives late would still win; who says so answers for it
  else if (verdict === 'unchanged' && isNews(slot.now!, { observedAt, source }))
    slot.now = { ...slot.now!, source, observedAt, receivedAt };
  return verdict;
}

const isNews = (known: Sourced, { observedAt, source }: Pick<Sourced, 'observedAt' | 'source'>): boolean =>
  observedAt > known.observedAt || (source !== known.source && observedAt >= known.observedAt);

const selected = (table: Table): string =>
  [...table.columns].map(([property, { quoted }]) => `x.${quoted} as "${property}"`).join(', ');

const keyColumns = (table: Table): string[] =>
  table.keyProperties.map((key) => table.columns.get(key)!.quoted);

/** json_populate_recordset reads columns by their names in the table. */
const asJson = (table: Table, rows: readonly object[], properties: readonly string[]): string =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        properties.map((p) => [table.columns.get(p)!.column, (row as Record<string, unknown>)[p]]),
      ),
    ),
  );

async function lockSlots(
  table: Table,
  arrivals: readonly ArrivingRow[],
  tx: Sql,
): Promise<Map<string, Slot>> {
  const slots = new Map<string, Slot>();
  for (const { values } of arrivals) slots.set(keyOf(table, values), { before: null, now: null });
  const keys = [...slots.keys()].map((key) => {
    const parts: unknown[] = JSON.parse(key);
    return Object.fromEntries(table.keyProperties.map((property, i) => [property, parts[i]]));
  });
  const by = keyColumns(table);
  const rows = await tx.query<Row>(
    `select ${selected(table)} from ${table.name} x
     join json_populate_recordset(null::${table.name}, $1::json) k on ${by.map((c) => `x.${c} = k.${c}`).join(' and ')}
     order by ${by.map((c) => `x.${c}`).join(', ')} for update of x`,
    [asJson(table, keys, table.keyProperties)],
  );
  for (const row of rows) slots.set(keyOf(table, row), { before: row, now: row });
  return slots;
}

/** A column that no record speaks of keeps its value, or gets its default. */
function spokenOf(table: Table, arrivals: readonly ArrivingRow[]): string[] {
  const spoken = new Set(['source', 'observedAt', 'receivedAt', 'digest']);
  for (const { values } of arrivals)
    for (const [property, value] of Object.entries(values)) if (value !== undefined) spoken.add(property);
  return [...table.columns.keys()].filter((property) => spoken.has(property));
}

async function write(
  table: Table,
  { touched, spokenOf: properties }: { touched: readonly Slot[]; spokenOf: readonly string[] },
  tx: Sql,
): Promise<Map<string, Row>> {
  if (touched.length === 0) return new Map();
  const rows = touched.map(({ now }) => now!);
  const columns = properties.map((property) => table.columns.get(property)!.quoted);
  const keys = keyColumns(table);
  const assignments = columns.filter((c) => !keys.includes(c)).map((c) => `${c} = excluded.${c}`);
  const written = await tx.query<Row & { isNew: boolean }>(
    `insert into ${table.name} as x (${columns.join(', ')})
     select ${columns.join(', ')} from json_populate_recordset(null::${table.name}, $1::json) order by ${keys.join(', ')}
     on conflict (${keys.join(', ')}) do update set ${assignments.join(', ')}
     returning ${selected(table)}, x.xmax = 0 as "isNew"`,
    [asJson(table, rows, properties)],
  );
  const expectedNew = touched.filter(({ before }) => before === null).length;
  if (written.filter(({ isNew }) => isNew).length !== expectedNew)
    throw new StoreConflict('another source wrote the same row at the same moment');
  return new Map(written.map(({ isNew: _, ...row }) => [keyOf(table, row), row as unknown as Row]));
}

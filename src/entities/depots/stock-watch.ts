import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { EventDraft } from '../../kernel/events/event';
import { selectList } from '../../kernel/graphql/select-list';
import type { StockAlert } from '../../schema/depots/enums';
import { alertsOn, nextChangeAfter } from './stock-alerts';
import { stockEvents, type Announced } from './stock-events';
import { StockLine } from './stock-line';

/** A line with what was announced of it. */
interface Watched {
  line: StockLine;
  /** Where its depot stands; null while the depot is not known: then nobody could be told. */
  division: string | null;
  /** The line is on the books, and its depot is in use. */
  inUse: boolean;
  before: Announced;
  /** When the calendar changes it next; null: never. */
  dueOn: string | null;
}

/** A moment at which lines are looked at, and the city's date of it. */
export interface Look {
  at: Date;
  date: string;
}

/**
 * Announces what has become of the alerts of some lines: at each moment that `looksOf` names, in order. What the lines
 * are announced as is kept with them, so that each begin and end is told exactly once.
 */
export async function announce(
  lines: readonly string[],
  tx: Sql,
  looksOf: (watched: Pick<Watched, 'line' | 'dueOn'>) => Look[],
): Promise<EventDraft[]> {
  const told = (await readWatched(lines, tx)).map((watched) => tell(watched, looksOf(watched)));
  await writeWatched(
    told.map(({ watched }) => watched),
    tx,
  );
  return told.flatMap(({ events }) => events);
}

function tell(watched: Watched, looks: Look[]): { watched: Watched; events: EventDraft[] } {
  const { line, division, inUse } = watched;
  let { before, dueOn } = watched;
  const events: EventDraft[] = [];
  for (const { at, date } of looks) {
    const after = { division, alerts: inUse && division !== null ? alertsOn(line, date) : [] };
    events.push(...stockEvents(line, { before, after, at }));
    [before, dueOn] = [after, inUse ? nextChangeAfter(line, date) : null];
  }
  return { watched: { ...watched, before, dueOn }, events };
}

async function readWatched(lines: readonly string[], tx: Sql): Promise<Watched[]> {
  const table = tableOf(StockLine);
  const rows = await tx.query<
    StockLine & Omit<Watched, 'line' | 'before'> & { told: string | null; alerts: StockAlert[] }
  >(
    `select ${selectList(table, table.columns.keys(), 't')}, d.division,
       t.out_of_use_since is null and d.out_of_use_since is null as "inUse",
       w.division as told, coalesce(w.alerts, '{}') as alerts, w.due_on::text as "dueOn"
     from ${table.name} t left join depots.depot d on d.id = t.depot_id left join depots.stock_watch w on w.line = t.id
     where t.id = any($1::text[]) order by t.id for update of t`,
    [lines],
  );
  return rows.map(({ division, inUse, told, alerts, dueOn, ...line }) => ({
    ...{ line: line as StockLine, division, inUse, dueOn },
    before: { division: told, alerts },
  }));
}

async function writeWatched(watched: readonly Watched[], tx: Sql): Promise<void> {
  if (watched.length === 0) return;
  const rows = watched.map(({ line, before, dueOn }) => ({ line: line.id, due_on: dueOn, ...before }));
  await tx.query(
    `insert into depots.stock_watch select * from json_populate_recordset(null::depots.stock_watch, $1::json)
     on conflict (line) do update set division = excluded.division, alerts = excluded.alerts, due_on = excluded.due_on`,
    [JSON.stringify(rows)],
  );
}

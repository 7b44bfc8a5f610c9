import { resyncRequired } from '../errors';
import type { Sql } from '../database/sql';
import type { LogFilter } from '../graphql/context';
import type { LoggedEvent } from './event';
import { HEAD } from './log';

export interface Stretch {
  /** In order; what the filter's columns let through, `where` not yet asked. */
  events: LoggedEvent[];
  /** Everything up to here is in `events` or does not match. */
  covered: number;
  head: number;
}

const COLUMNS =
  'seq, topic, at, uscc, division, industry, committee, left_place as "left", rank, direction, payload';

/**
 * The next events after a position, at most `limit`. Position, head and rows are seen by one statement, so nothing can
 * be trimmed between the check and the read. null: from the oldest kept.
 */
export async function selectEvents(
  sql: Sql,
  filter: LogFilter | null,
  { after, limit }: { after: number | null; limit: number },
): Promise<Stretch> {
  const { text, params } = conditions(filter, 2);
  const rows = await sql.query<LoggedEvent & { head: number; trimmed: number }>(
    `select log.head, log.trimmed, e.*
     from (select ${HEAD} as head, trimmed_to as trimmed from hub.event_log) log
     left join lateral (
       select ${COLUMNS} from hub.event
       where seq > coalesce($1::bigint, log.trimmed)${text} order by seq limit $2) e on true
     order by e.seq`,
    [after, limit, ...params],
  );
  const head = Number(rows[0]!.head);
  const trimmed = Number(rows[0]!.trimmed);
  checkPosition(after ?? trimmed, { head, trimmed });
  const events = rows.filter(({ seq }) => seq !== null).map(toEvent);
  const covered = events.length < limit ? head : events.at(-1)!.seq;
  return { events, covered, head };
}

/** How many events the log keeps that the columns of a filter let through. */
export async function countEvents(sql: Sql, filter: LogFilter): Promise<number> {
  const { text, params } = conditions(filter, 0);
  const [row] = await sql.query<{ total: number }>(
    `select count(*)::int as total from hub.event where seq > (select trimmed_to from hub.event_log)${text}`,
    params,
  );
  return row!.total;
}

/** Where the log begins and ends now. */
export async function logBounds(sql: Sql): Promise<{ head: number; trimmed: number }> {
  const [row] = await sql.query(`select ${HEAD} as head, trimmed_to as trimmed from hub.event_log`);
  return { head: Number(row!.head), trimmed: Number(row!.trimmed) };
}

/** A position that the log cannot continue from is refused, never silently moved. */
export function checkPosition(position: number, { head, trimmed }: { head: number; trimmed: number }): void {
  if (position < trimmed) throw resyncRequired('the cursor is older than the event log');
  if (position > head) throw resyncRequired('the cursor is ahead of the event log');
}

/** `taken`: how many parameters the statement has before these. */
function conditions(filter: LogFilter | null, taken: number): { text: string; params: unknown[] } {
  if (!filter) return { text: '', params: [] };
  const params: unknown[] = [];
  const given = (value: unknown, condition: (place: string) => string) => {
    if (value === null || value === undefined) return '';
    params.push(value);
    return ` and ${condition(`$${params.length + taken}`)}`;
  };
  const text =
    given(filter.topics, (place) => `topic = any(${place}::text[])`) +
    given(filter.uscc, (place) => `uscc = any(${place}::text[])`) +
    placed(filter, { params, taken }) +
    given(filter.minRank, (place) => `rank >= ${place}::smallint`) +
    given(filter.direction, (place) => `coalesce(direction, ${place}) = ${place}::text`);
  return { text, params };
}

/** Where the firm is, or where it was until the event. */
function placed(
  { division, industry, committee }: LogFilter,
  { params, taken }: { params: unknown[]; taken: number },
): string {
  const tests: [value: unknown, test: (column: string, place: string) => string, column: string][] = [
    [division, (column, place) => `starts_with(${column}, ${place}::text)`, 'division'],
    [industry, (column, place) => `${column} = any(${place}::text[])`, 'industry'],
    [committee, (column, place) => `${column} = ${place}::text`, 'committee'],
  ];
  const asked = tests
    .filter(([value]) => value !== null && value !== undefined)
    .map(([value, test, column]) => ({ column, test, place: `$${params.push(value) + taken}` }));
  if (asked.length === 0) return '';
  const here = asked.map(({ column, test, place }) => test(column, place));
  const before = asked.map(({ column, test, place }) => test(`(left_place ->> '${column}')`, place));
  return ` and (${here.join(' and ')} or left_place is not null and ${before.join(' and ')})`;
}

function toEvent(row: LoggedEvent): LoggedEvent {
  const { seq, topic, at, uscc, division, industry, committee, left, rank, direction, payload } = row;
  return { seq: Number(seq), topic, at, uscc, division, industry, committee, left, rank, direction, payload };
}

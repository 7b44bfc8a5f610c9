import type { Sql } from '../database/sql';
import type { Direction, RiskLevel } from './levels';
import type { RiskFactor, Standing } from './standing';

/** A standing as a reader sees it: what was stored, and what the silence of sources adds. */
export interface StandingRow extends Standing {
  subject: string;
  uscc: string;
  unit: string | null;
  /** Silent sources among its inputs, then (or now). Any makes it degraded and stale. */
  silentSources: string[];
}

/** When the hub knew it: now, or at a past moment. */
const knownAt = (place: string) =>
  `(case when ${place}::timestamptz is null then h.known_to is null
    else h.known_from <= ${place}::timestamptz and (h.known_to is null or h.known_to > ${place}::timestamptz) end)`;

const silentAt = (place: string) =>
  `(case when ${place}::timestamptz is null then s."to" is null
    else s."from" <= ${place}::timestamptz and (s."to" is null or s."to" > ${place}::timestamptz) end)`;

const silentInputs = (place: string) =>
  `array(select s.source from hub.source_silence s
    where ${silentAt(place)} and (h.standing -> 'inputs' ? '*' or h.standing -> 'inputs' ? s.source) order by 1)`;

/**
 * Where subjects (USCC or `unit:<id>`) stand, now or as the hub knew it at `asOf`. Absent: not assessed.
 * One statement.
 */
export async function standingsOf(
  sql: Sql,
  subjects: readonly string[],
  asOf: Date | null = null,
): Promise<Map<string, StandingRow>> {
  const rows = await sql.query<
    Pick<StandingRow, 'subject' | 'uscc' | 'unit' | 'silentSources'> & { standing: Standing }
  >(
    `select h.subject, h.uscc, h.unit, h.standing, ${silentInputs('$2')} as "silentSources"
     from hub.risk_standing h
     where h.subject = any($1::text[]) and ${knownAt('$2')} and h.standing <> 'null'`,
    [subjects, asOf],
  );
  return new Map(
    rows.map(({ standing, ...row }) => {
      const silent = row.silentSources.length > 0;
      const degraded = standing.degraded || silent;
      return [row.subject, { ...standing, ...row, degraded, stale: standing.stale || silent }];
    }),
  );
}

export interface BoardCounts {
  /** Firms below each child division; null: firms filed under the division itself. */
  rows: { child: string | null; level: RiskLevel; count: number; degraded: number }[];
  /** Firms that no division is known for, or that the register does not know. In the whole hub. */
  unassigned: number;
  /** Sources that are silent, of whatever firm. */
  silentSources: string[];
}

/**
 * Firms by child division and level, now or as known at `asOf`, in one statement. `childLength` is the length of the
 * children's codes. A board is complete when nobody is unassigned, nobody degraded and no source silent.
 */
export async function boardCounts(
  sql: Sql,
  { division, childLength, asOf = null }: { division: string; childLength: number; asOf?: Date | null },
): Promise<BoardCounts> {
  const rows = await sql.query<BoardCounts['rows'][number] & Omit<BoardCounts, 'rows'>>(
    `with firm as (
       select h.division, h.level, h.standing <> 'null' as assessed,
              coalesce((h.standing ->> 'degraded')::boolean, false)
                or cardinality(${silentInputs('$3')}) > 0 as degraded
       from hub.risk_standing h
       where h.unit is null and ${knownAt('$3')}
         and (h.division is null or h.standing = 'null' or h.division like $1 || '%')),
     counted as (
       select case when length(division) >= $2 then left(division, $2) end as child, level,
              count(*)::int as count, count(*) filter (where degraded)::int as degraded
       from firm where division like $1 || '%' and assessed group by 1, 2)
     select o.*, c.*
     from (select (select count(*)::int from firm where division is null or not assessed) as unassigned,
                  array(select distinct s.source from hub.source_silence s where ${silentAt('$3')} order by 1)
                    as "silentSources") o
     left join counted c on true order by c.child, c.level`,
    [division, childLength, asOf],
  );
  const { unassigned, silentSources } = rows[0]!;
  return {
    rows: rows
      .filter(({ level }) => level)
      .map(({ child, level, count, degraded }) => ({ child, level, count, degraded })),
    unassigned,
    silentSources,
  };
}

/** A change as it is filed; `seq` is its place in the event log. */
export interface RiskChangeRow {
  id: string;
  seq: number;
  subject: string;
  uscc: string;
  unit: string | null;
  division: string | null;
  industry: string | null;
  at: Date;
  knownAt: Date;
  from: RiskLevel | null;
  to: RiskLevel;
  direction: Direction;
  batchId: string | null;
  causes: RiskFactor[];
  ruleSetVersion: string;
  degraded: boolean;
  drill: boolean;
}

const CHANGE = `c.id, c.seq, c.subject, c.uscc, c.unit, c.division, c.industry, c.at, c.known_at as "knownAt",
  c.from_level as "from", c.to_level as "to", c.direction, c.batch_id as "batchId", c.causes,
  c.rule_set_version as "ruleSetVersion", c.degraded, c.drill`;

/** Changes by id; absent: there is no such change. */
export async function changesById(sql: Sql, ids: readonly string[]): Promise<Map<string, RiskChangeRow>> {
  const rows = await sql.query<RiskChangeRow>(
    `select ${CHANGE} from hub.risk_change c where c.id = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The firms' own changes (not those of their units) since `from`, oldest first, at most `first` each. One statement. */
export async function changesOfFirms(
  sql: Sql,
  usccs: readonly string[],
  { from, first }: { from: Date; first: number },
): Promise<Map<string, RiskChangeRow[]>> {
  const rows = await sql.query<RiskChangeRow>(
    `select c.* from unnest($1::text[]) firm(uscc)
     cross join lateral (
       select ${CHANGE} from hub.risk_change c
       where c.uscc = firm.uscc and c.unit is null and c.at >= $2::timestamptz
       order by c.at, c.seq limit $3) c
     order by c.at, c.seq`,
    [usccs, from, first],
  );
  const found = new Map<string, RiskChangeRow[]>(usccs.map((uscc) => [uscc, []]));
  for (const row of rows) found.get(row.uscc)!.push(row);
  return found;
}

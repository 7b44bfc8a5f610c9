import type { Sql } from '../database/sql';
import type { Place } from '../events/event';
import { rankOf, type Direction, type RiskLevel } from './levels';
import type { RiskFactor, Standing } from './standing';

/** A standing as a reader sees it: what was stored, and what the silence of sources adds. */
export interface StandingRow extends Standing {
  subject: string;
  uscc: string;
  unit: string | null;
  /** Silent sources among its inputs, then (or now). Any makes it degraded and stale. */
  silentSources: string[];
}

/** What was known at the moment in `place`; without a place: what is known now. */
const known = (place: string | null) =>
  place
    ? `(h.known_from <= ${place}::timestamptz and (h.known_to is null or h.known_to > ${place}::timestamptz))`
    : 'h.known_to is null';

/** Sources that were known to be silent at the moment in `place`; without a place: that are silent now. No column of `h`, so it is worked out once. */
const silent = (place: string | null) =>
  `array(select s.source from hub.source_silence s where ${
    place
      ? `coalesce(s.known_at, s."from") <= ${place}::timestamptz and (s."to" is null or s."to" > ${place}::timestamptz)`
      : 's."to" is null'
  } order by 1)`;

/** What of a standing a reader can ask for; what silence adds is always read. */
export type StandingPart = keyof Standing;

const ALWAYS: readonly StandingPart[] = ['degraded', 'stale', 'inputs'];

/** The whole document, or one of only these parts: factors are most of it. */
function documentOf(parts: readonly StandingPart[] | undefined): string {
  if (!parts) return 'h.standing';
  const members = [...new Set([...ALWAYS, ...parts])].map((part) => `'${part}', h.standing -> '${part}'`);
  return `jsonb_build_object(${members.join(', ')})`;
}

interface ReadRow {
  subject: string;
  uscc: string;
  unit: string | null;
  standing: Standing;
  /** All that are silent; null: none is. */
  silent: string[] | null;
}

/**
 * Where subjects (USCC or `unit:<id>`) stand, now or as the hub knew it at `asOf`. Absent: not assessed. Of the
 * standing only `parts` are filled, by default all. One statement.
 */
export async function standingsOf(
  sql: Sql,
  subjects: readonly string[],
  { asOf = null, parts }: { asOf?: Date | null; parts?: readonly StandingPart[] } = {},
): Promise<Map<string, StandingRow>> {
  const place = asOf && '$2';
  const rows = await sql.query<ReadRow>(
    `select h.subject, h.uscc, h.unit, ${documentOf(parts)} as standing, nullif(${silent(place)}, '{}') as silent
     from hub.risk_standing h
     where h.subject = any($1::text[]) and ${known(place)} and h.standing <> 'null'`,
    asOf ? [subjects, asOf] : [subjects],
  );
  return new Map(rows.map((row) => [row.subject, asRead(row)]));
}

function asRead({ subject, uscc, unit, standing, silent: all }: ReadRow): StandingRow {
  const silentSources = all ? silentBehind(standing, all) : HEARD;
  const unheard = silentSources.length > 0;
  const [degraded, stale] = [standing.degraded || unheard, standing.stale || unheard];
  return Object.assign(standing, { subject, uscc, unit, silentSources, degraded, stale });
}

const HEARD: string[] = [];

const silentBehind = ({ inputs }: Standing, all: string[]): string[] =>
  inputs.includes('*') ? all : all.filter((source) => inputs.includes(source));

/** A change as it is filed; `seq` is its place in the event log. */
export interface RiskChangeRow {
  id: string;
  seq: number;
  subject: string;
  uscc: string;
  unitId: string | null;
  divisionCode: string | null;
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
  left: Place | null;
}

/** What of a change a reader can ask for. */
export type RiskChangePart = keyof RiskChangeRow;

const COLUMNS: Record<RiskChangePart, string> = {
  id: 'id',
  seq: 'seq',
  subject: 'subject',
  uscc: 'uscc',
  unitId: 'unit',
  divisionCode: 'division',
  industry: 'industry',
  at: 'at',
  knownAt: 'known_at',
  from: 'from_level',
  to: 'to_level',
  direction: 'direction',
  batchId: 'batch_id',
  causes: 'causes',
  ruleSetVersion: 'rule_set_version',
  degraded: 'degraded',
  drill: 'drill',
  left: 'left_place',
};

const columnsOf = (parts: readonly RiskChangePart[]) =>
  parts.map((part) => `c.${COLUMNS[part]} as "${part}"`).join(', ');

const CHANGE = columnsOf(Object.keys(COLUMNS) as RiskChangePart[]);

/** Changes by id; absent: there is no such change. */
export async function changesById(sql: Sql, ids: readonly string[]): Promise<Map<string, RiskChangeRow>> {
  const rows = await sql.query<RiskChangeRow>(
    `select ${CHANGE} from hub.risk_change c where c.id = any($1::text[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The change that setting a subject's level by hand was; `since`: when it was set, which is one moment for each. */
export async function changeSetByHand(
  sql: Sql,
  subject: string,
  { level, since }: { level: RiskLevel; since: Date },
): Promise<RiskChangeRow> {
  const cause = { since, effects: [`override:${rankOf(level)}`] };
  const rows = await sql.query<RiskChangeRow>(
    `select ${CHANGE} from hub.risk_change c
     where c.subject = $1 and c.known_at >= $2::timestamptz and c.causes @> $3::jsonb
     order by c.seq limit 1`,
    [subject, since, JSON.stringify([cause])],
  );
  return rows[0]!;
}

/**
 * The firms' own changes (not those of their units) since `from`, oldest first, at most `first` each. Of a change only
 * `parts` are filled, by default all. One statement.
 */
export async function changesOfFirms(
  sql: Sql,
  usccs: readonly string[],
  { from, first, parts }: { from: Date; first: number; parts?: readonly RiskChangePart[] },
): Promise<Map<string, RiskChangeRow[]>> {
  const columns = parts ? columnsOf([...new Set<RiskChangePart>(['uscc', ...parts])]) : CHANGE;
  const rows = await sql.query<RiskChangeRow>(
    `select ${columns} from unnest($1::text[]) firm(uscc)
     cross join lateral (
       select c.* from hub.risk_change c
       where c.uscc = firm.uscc and c.unit is null and c.at >= $2::timestamptz
       order by c.at, c.seq limit $3) c
     order by c.at, c.seq`,
    [usccs, from, first],
  );
  const found = new Map<string, RiskChangeRow[]>(usccs.map((uscc) => [uscc, []]));
  for (const row of rows) found.get(row.uscc)!.push(row);
  return found;
}

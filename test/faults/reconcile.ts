import { decode } from 'iconv-lite';
import type { LedgerEntry } from '../../demo/sources/ledger';
import type { Sql } from '../../src/kernel/database/sql';
import { momentOf, nameOf, type SourceLedger } from './ledgers';

/** What became of the records of one source. */
export interface SourceAccount {
  source: string;
  /** Records in the source's own ledger; those that a full queue discarded are not among them. */
  sent: number;
  discarded: number;
  /** What the hub counted of the arrivals, repeats and all. */
  received: number;
  stored: number;
  unchanged: number;
  superseded: number;
  rejected: number;
  /** Neither stored, nor behind a newer version, nor rejected with a reason. */
  lost: number;
  /** Stored and rejected, rejected again though it came once, or counted as stored again. */
  twice: number;
  /** Stored, and in no ledger. */
  foreign: number;
  /** The hub's counters do not agree with each other or with what it keeps. */
  miscounted: number;
}

/** Where a stream's rows are, and their key in SQL. */
const TABLES: Record<string, [table: string, key: string]> = {
  enterprises: ['registry.enterprise', 'uscc'],
  sites: ['registry.site', 'id'],
  licences: ['registry.licence', 'number'],
  'hazard-units': ['registry.major_hazard_unit', 'id'],
  points: ['monitoring.sensor', 'id'],
  'risk-points': ['risk.risk_point', 'id'],
  hazards: ['risk.hazard', 'id'],
  checks: ['risk.check_record', 'id'],
  'special-operations': ['risk.special_operation', 'id'],
  transitions: ['risk.transition', 'id'],
  promises: ['risk.safety_promise', 'id'],
  carriers: ['hazmat.transport_licence', 'number'],
  vehicles: ['hazmat.vehicle', 'key'],
  crew: ['hazmat.crew_member', 'number'],
  passes: ['hazmat.pass', 'number'],
  waybills: ['hazmat.waybill', 'id'],
  positions: ['hazmat.vehicle_position', 'key'],
  'restricted-areas': ['hazmat.restricted_area', 'id'],
  'road-bans': ['hazmat.road_ban', 'id'],
  'roadside-checks': ['hazmat.roadside_check', 'id'],
  teams: ['rescue.rescue_team', 'id'],
  experts: ['rescue.expert', 'id'],
  consultations: ['rescue.consultation', 'id'],
  agreements: ['rescue.rescue_agreement', 'id'],
  depots: ['depots.depot', 'id'],
  materials: ['depots.material', 'code'],
  'stock-lines': ['depots.stock_line', 'id'],
  incidents: ['command.incident', 'id'],
  warnings: ['command.warning', 'id'],
  centres: ['command.command_centre', 'id'],
  'duty-shifts': ['command.duty_shift', 'id'],
  headquarters: ['command.headquarters', 'id'],
  'member-units': ['committees.member_unit', 'id'],
  committees: ['committees.committee', 'id'],
  duties: ['committees.duty', 'id'],
  posts: ['committees.post', 'id'],
  meetings: ['committees.meeting', 'id'],
  tasks: ['committees.task', 'id'],
  'duty-ledger': ['committees.duty_ledger_entry', 'id'],
  letters: ['committees.responsibility_letter', 'id'],
  assessments: ['committees.assessment', `unit_id || '-' || year`],
  patrols: ['committees.patrol', 'id'],
  findings: ['committees.finding', 'id'],
  campaigns: ['committees.campaign', 'id'],
  'campaign-weeks': ['committees.campaign_week', `campaign_id || '-' || ends_on`],
  bulletins: ['committees.bulletin', 'id'],
  funds: ['committees.fund', 'year'],
  'education-assets': ['committees.education_asset', 'id'],
  'education-items': ['committees.education_item', 'id'],
};

/** Compares every source's own ledger with what the hub keeps. */
export async function reconcile(sql: Sql, ledgers: readonly SourceLedger[]): Promise<SourceAccount[]> {
  const kept = { readings: await keptReadings(sql), rows: await keptRows(sql) };
  const accounts: SourceAccount[] = [];
  for (const { source, entries } of ledgers) {
    const counters = await countersOf(sql, source);
    const rejections = await rejectionsOf(sql, source);
    const sent = entries.filter(({ discarded }) => !discarded);
    const good = new Set(sent.filter(({ bad }) => !bad).map(nameOf));
    const judged = sent.map((entry) => judge(entry, { kept, rejections }));
    const streams = new Set(sent.map(({ stream }) => stream));
    const { received, stored, unchanged, superseded, rejected } = counters;
    accounts.push({
      ...{ source, sent: sent.length, discarded: entries.length - sent.length },
      ...{ received, stored, unchanged, superseded, rejected },
      lost: judged.filter((verdict) => verdict === 'lost').length,
      twice:
        judged.filter((verdict) => verdict === 'twice').length +
        repeatsOf(rejections, { source, sent }) +
        Math.max(0, stored - good.size),
      foreign: streams.has('readings') ? [...kept.readings].filter((name) => !good.has(name)).length : 0,
      miscounted:
        Math.abs(received - stored - unchanged - superseded - rejected) +
        Math.abs(rejected - [...rejections.values()].flat().reduce((sum, count) => sum + count, 0)),
    });
  }
  return accounts;
}

interface Kept {
  readings: Set<string>;
  /** When the row that is kept was observed, by stream and key. */
  rows: Map<string, number>;
}

function judge(
  entry: LedgerEntry,
  { kept, rejections }: { kept: Kept; rejections: Rejections },
): 'kept' | 'rejected' | 'lost' | 'twice' {
  const isRejected = rejections.has(nameOf(entry));
  if (entry.bad) return isRejected ? 'rejected' : 'lost';
  const isKept =
    entry.stream === 'readings'
      ? kept.readings.has(nameOf(entry))
      : (kept.rows.get(`${entry.stream} ${entry.key}`) ?? -Infinity) >= momentOf(entry.version);
  if (isKept && isRejected) return 'twice';
  return isKept ? 'kept' : isRejected ? 'rejected' : 'lost';
}

/**
 * Rejected more often than it came. Files and messages bring a record once. A page of dual-prevention is taken again
 * when it has changed, with the wrong record that still stands in it: at most once for each later record of its stream.
 */
function repeatsOf(
  rejections: Rejections,
  { source, sent }: { source: string; sent: readonly LedgerEntry[] },
): number {
  const after = new Map<string, number>();
  const later = new Map<string, number>();
  for (const entry of [...sent].reverse()) {
    after.set(nameOf(entry), later.get(entry.stream) ?? 0);
    later.set(entry.stream, (later.get(entry.stream) ?? 0) + 1);
  }
  return [...rejections].reduce((sum, [name, counts]) => {
    const mayCome = source === 'dual-prevention' ? 1 + (after.get(name) ?? 0) : 1;
    return sum + counts.reduce((more, count) => more + Math.max(0, count - mayCome), 0);
  }, 0);
}

async function keptReadings(sql: Sql): Promise<Set<string>> {
  const rows = await sql.query<{ sensor_id: string; at: Date }>(
    'select sensor_id, at from monitoring.history',
  );
  return new Set(
    rows.map(({ sensor_id: key, at }) => nameOf({ stream: 'readings', key, version: at.toISOString() })),
  );
}

async function keptRows(sql: Sql): Promise<Map<string, number>> {
  const rows = new Map<string, number>();
  for (const [stream, [table, key]] of Object.entries(TABLES))
    for (const row of await sql.query<{ key: string; at: Date }>(
      `select ${key} as key, observed_at as at from ${table}`,
    ))
      rows.set(`${stream} ${row.key}`, row.at.getTime());
  return rows;
}

type Counters = Pick<SourceAccount, 'received' | 'stored' | 'unchanged' | 'superseded' | 'rejected'>;

async function countersOf(sql: Sql, source: string): Promise<Counters> {
  const [row] = await sql.query<Counters>(
    `select received::float8, stored::float8, unchanged::float8, superseded::float8, rejected::float8
     from hub.source where id = $1`,
    [source],
  );
  return row ?? { received: 0, stored: 0, unchanged: 0, superseded: 0, rejected: 0 };
}

/** How often each record was rejected, over each channel: a row that stands in two files was sent twice. */
type Rejections = ReadonlyMap<string, readonly number[]>;

/** One without a reason does not count as rejected. */
async function rejectionsOf(sql: Sql, source: string): Promise<Rejections> {
  const rows = await sql.query<{ stream: string; raw: Buffer; count: number }>(
    `select stream, raw, count(*)::float8 as count from hub.rejected_record
     where source = $1 and reason <> '' group by stream, channel, raw`,
    [source],
  );
  const counts = new Map<string, number[]>();
  for (const { stream, raw, count } of rows) {
    const name = source === 'enterprise-registry' ? nameOfLine(stream, raw) : nameOfJson(stream, raw);
    counts.set(name, [...(counts.get(name) ?? []), count]);
  }
  return counts;
}

/** The key is the first cell of the register's lines, the version the last. */
function nameOfLine(stream: string, raw: Buffer): string {
  const cells = decode(raw, 'gb18030').split(',');
  return nameOf({ stream, key: cells[0] ?? '', version: cells.at(-1) ?? '' });
}

function nameOfJson(stream: string, raw: Buffer): string {
  try {
    const { point, id, at, updatedAt } = JSON.parse(raw.toString()) as Record<string, string>;
    return nameOf({ stream, key: point ?? id ?? '', version: updatedAt ?? at ?? '' });
  } catch {
    return `${stream} ${raw.toString('base64')}`;
  }
}

import { createHash } from 'node:crypto';
import type { Sql } from '../database/sql';
import { occurrencesOf, type DeclaredPeriod } from './event-periods';
import type { RuleSet } from './rule-set';
import { ruleSetSchema } from './rule-set-document';
import { scheduleOf } from './rule-schedule';
import { markOf, RULE_SETS } from './rule-sets/rule-sets';

/** By what levels are judged: rule sets, each with the moments between which it holds, and event periods. */
export interface Regime {
  ruleSets: readonly RuleSet[];
  periods: readonly DeclaredPeriod[];
  /** Changes with any word, figure or date of either: what was assessed under another mark is to be assessed again. */
  mark: string;
}

interface Row {
  releases: { version: string; activeFrom: string }[];
  periods: (Omit<DeclaredPeriod, 'from' | 'to' | 'declaredAt' | 'endedAt'> &
    Record<'from' | 'to' | 'declaredAt', string> & { endedAt: string | null })[];
}

/** Of hub.event_period, as DeclaredPeriod names them. */
export const PERIOD_COLUMNS = `id, name, starts_at as "from", ends_at as "to", division_codes as divisions, industries, yearly,
  declared_at as "declaredAt", ended_at as "endedAt"`;

const PERIODS = `select coalesce(json_agg(p order by p.id), '[]') from (select ${PERIOD_COLUMNS} from hub.event_period) p`;

const RELEASES = `select coalesce(json_agg(json_build_object('version', version, 'activeFrom', active_from,
  'document', md5(document::text)) order by active_from, approved_at, id), '[]')
  from hub.rule_release join hub.rule_document using (version) where approved_at is not null`;

/** As it stands in this transaction. */
export async function readRegime(sql: Sql): Promise<Regime> {
  const [row] = await sql.query<Row>(`select (${RELEASES}) as releases, (${PERIODS}) as periods`);
  const text = JSON.stringify(row);
  if (last?.text !== text) last = { text, regime: await regimeOf(sql, row!, text) };
  return last.regime;
}

/** Nearly every page is judged by the same regime as the one before it. */
let last: { text: string; regime: Regime } | null = null;

async function regimeOf(sql: Sql, { releases, periods }: Row, text: string): Promise<Regime> {
  const documents = await readDocuments(sql, [...new Set(releases.map(({ version }) => version))]);
  const released = releases.map(({ version, activeFrom }) => ({
    set: documents.get(version)!,
    activeFrom: Date.parse(activeFrom),
  }));
  return {
    ruleSets: scheduleOf(RULE_SETS, released),
    periods: periods.map(({ from, to, declaredAt, endedAt, ...rest }) => ({
      ...{ ...rest, from: new Date(from), to: new Date(to), declaredAt: new Date(declaredAt) },
      endedAt: endedAt === null ? null : new Date(endedAt),
    })),
    mark: createHash('sha256').update(markOf(RULE_SETS)).update(text).digest('base64url'),
  };
}

/** Released rule sets by version. A document never changes. */
export async function readDocuments(sql: Sql, versions: readonly string[]): Promise<Map<string, RuleSet>> {
  const rows = await sql.query<{ version: string; document: unknown }>(
    'select version, document from hub.rule_document where version = any($1::text[])',
    [versions],
  );
  return new Map(
    rows.map(({ version, document }) => [version, ruleSetSchema.parse(document) as unknown as RuleSet]),
  );
}

/**
 * The batch of what changes at a moment at which rules or a period begin: however many chunks the firms are assessed in,
 * what one cause moves is one batch. null: nothing begins then.
 */
export function batchAt(
  { ruleSets, periods }: Pick<Regime, 'ruleSets' | 'periods'>,
  at: Date,
): string | null {
  const set = ruleSets.find(({ heldFrom }) => heldFrom === at.getTime());
  if (set) return `rules ${set.version} ${at.toISOString()}`;
  const begins = periods.find((period) =>
    occurrencesOf(period, at).some(({ from }) => from.getTime() === at.getTime()),
  );
  return begins ? `period ${begins.id} ${at.toISOString()}` : null;
}

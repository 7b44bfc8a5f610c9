import type { Sql } from '../../kernel/database/sql';
import { render, withinDivision, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { requireDivision } from '../../kernel/reference/divisions';
import {
  betterClassOf,
  type ClassHistory,
  type HazardThen,
  type HeardSource,
  type KnownFirm,
} from '../../kernel/risk/better-class';
import type { Fact } from '../../kernel/risk/facts';
import { groupBy } from '../../kernel/risk/group-by';
import { readRegime } from '../../kernel/risk/regime';
import { entryOf, figuresOf, ruleSetAt } from '../../kernel/risk/rule-set';
import { readSilences } from '../../kernel/risk/state-table';
import type { SafetyClassProposal } from '../../schema/risk/safety-class-proposal';

const LONGEST_MONTH_MS = 31 * 86_400_000;

/** What is proposed for one firm; null: nothing, or too little is known. */
export const proposalOf = (
  uscc: string,
  { load, clock }: Pick<HubContext, 'load' | 'clock'>,
): Promise<SafetyClassProposal | null> =>
  load
    .batch<string, SafetyClassProposal>('safety class proposals', async (usccs, sql) => {
      const firm = { text: ['f.key = any(', '::text[])'], values: [usccs] };
      const found = await readProposals(sql, firm, clock.now());
      return new Map(found.map((proposal) => [proposal.uscc, proposal]));
    })
    .load(uscc);

/** What is proposed for the firms of a division, by USCC. */
export async function proposalsIn(
  { division, first }: { division: string; first: number | null },
  { sql, clock }: Pick<HubContext, 'sql' | 'clock'>,
): Promise<SafetyClassProposal[]> {
  const limit = pageSize(first, 100);
  const { code } = requireDivision('division', division);
  const found = await readProposals(sql, withinDivision('p.division', code), clock.now());
  return found.slice(0, limit);
}

/** `firm` is about `f`, what the register says of it, and `p`, its place. */
async function readProposals(sql: Sql, firm: Condition, now: Date): Promise<SafetyClassProposal[]> {
  const { ruleSets } = await readRegime(sql);
  const set = ruleSetAt(ruleSets, now.getTime());
  const rule = entryOf(set, 'better-class');
  if (!set || !rule) return [];
  const months = Math.max(...figuresOf(rule).map((figures) => Number(figures.months)));
  const since = new Date(now.getTime() - months * LONGEST_MONTH_MS);
  const histories = await readHistories(sql, firm, since);
  const sources = histories.size > 0 ? await readSources(sql, since) : [];
  return [...histories].flatMap(([uscc, known]): SafetyClassProposal[] => {
    const found = betterClassOf({ ...historyOf(known), sources }, { set, now });
    if (!found) return [];
    const { id, basis, certainty, parameters } = found.rule;
    const readFrom = ['enterprise-registry', ...parameters.sources];
    return [{ ...found, uscc, rule: id, basis, certainty, ruleSetVersion: set.version, readFrom }];
  });
}

interface KnownRow {
  uscc: string;
  kind: Fact['kind'];
  key: string;
  source: string;
  from: Date;
  to: Date | null;
  knownFrom: Date;
  knownTo: Date | null;
  value: never;
}

/** What is known of firms with a safety class, by USCC; of the register and of hazards also what was known before. */
async function readHistories(sql: Sql, firm: Condition, since: Date): Promise<Map<string, KnownRow[]>> {
  const params: unknown[] = [since];
  const rows = await sql.query<KnownRow>(
    `select h.subject as uscc, h.kind, h.key, h.source, h.true_from as "from", h.true_to as "to",
       h.known_from as "knownFrom", h.known_to as "knownTo", h.value
     from hub.fact f join hub.subject p on p.uscc = f.key join hub.fact h on h.subject = f.key
     where f.kind = 'firm' and f.known_to is null and f.value ->> 'safetyClass' is not null and ${render(firm, params)}
       and (h.kind in ('firm', 'hazard') or h.kind in ('committee', 'accident', 'consultation', 'silence') and h.known_to is null)
       and (h.kind <> 'silence' or coalesce(h.true_to, 'infinity') > $1)
     order by h.subject, h.known_from, h.id`,
    params,
  );
  return groupBy(rows, ({ uscc }) => uscc);
}

function historyOf(rows: readonly KnownRow[]): Omit<ClassHistory, 'sources'> {
  const facts = rows.map(({ uscc: subject, knownFrom: _, ...fact }) => ({ subject, ...fact }));
  return {
    register: rows
      .filter(({ kind }) => kind === 'firm')
      .map(({ value, knownFrom, knownTo }) => ({ ...(value as KnownFirm), knownFrom, knownTo })),
    facts: facts.filter(({ knownTo }) => knownTo === null) as Fact[],
    hazards: facts.filter(({ kind }) => kind === 'hazard') as HazardThen[],
  };
}

async function readSources(sql: Sql, since: Date): Promise<HeardSource[]> {
  const sources = await sql.query<Omit<HeardSource, 'silences'>>(
    'select id, first_received_at as "firstHeardAt" from hub.source',
  );
  const silences = groupBy(await readSilences(sql, since), ({ source }) => source);
  return sources.map((source) => ({ ...source, silences: silences.get(source.id) ?? [] }));
}

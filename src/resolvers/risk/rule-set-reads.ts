import type { HubContext } from '../../kernel/graphql/context';
import { readDocuments, readRegime, type Regime } from '../../kernel/risk/regime';
import { readReleases, type Release } from '../../kernel/risk/release';
import { inForce, ruleSetAt, type RuleSet as KnownRuleSet } from '../../kernel/risk/rule-set';
import { RULE_SETS } from '../../kernel/risk/rule-sets/rule-sets';
import { RuleSetState } from '../../schema/risk/enums';
import type { RuleSet } from '../../schema/risk/rule-set';

/** The rule sets that were proposed, the newest first, and those that the hub ships, with the state of each now. */
export async function knownRuleSets({ sql, clock }: Pick<HubContext, 'sql' | 'clock'>): Promise<RuleSet[]> {
  const [regime, releases] = [await readRegime(sql), await readReleases(sql)];
  const documents = await readDocuments(
    sql,
    releases.map(({ version }) => version),
  );
  const proposed = releases.map((release) => ({ release, set: documents.get(release.version)! }));
  const shipped = RULE_SETS.filter(({ version }) => !documents.has(version)).map((set) => ({ set }));
  return [...proposed, ...shipped].map((known) => shown(known, regime, clock.now()));
}

function shown(
  { set, release }: { set: KnownRuleSet; release?: Release },
  regime: Regime,
  now: Date,
): RuleSet {
  const { proposedBy = null, approvedBy = null, proposedAt = null, approvedAt = null } = release ?? {};
  const { activeFrom = null, note = null } = release ?? {};
  return {
    ...{ ...set, document: set, state: stateOf(set, { release, regime, now }) },
    ...{ proposedBy, approvedBy, proposedAt, approvedAt, activeFrom, note },
  };
}

function stateOf(
  { version }: KnownRuleSet,
  { release, regime: { ruleSets }, now }: { release?: Release; regime: Regime; now: Date },
): RuleSetState {
  if (ruleSetAt(ruleSets, now.getTime())?.version === version) return RuleSetState.ACTIVE;
  if (release && !release.approvedAt) return RuleSetState.DRAFT;
  const comes = ruleSets.some((set) => set.version === version && inForce(set).from > now.getTime());
  return comes ? RuleSetState.APPROVED : RuleSetState.RETIRED;
}

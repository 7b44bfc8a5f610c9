import type { Fact } from './facts';
import type { Interval } from './intervals';
import { allRules } from './rules/all-rules';
import { knownFacts, type KnownFacts, type Rule, type RuleEffect } from './rule';
import { inForce, ruleSetAt, type AnyRuleEntry, type RuleSet } from './rule-set';

/** A source was not heard from `from` to `to` (null: still not). */
export interface SourceSilence {
  source: string;
  from: Date;
  to: Date | null;
}

export interface Inputs {
  /** Of one subject, as known now: those still true and those that ended within the longest hold. */
  facts: readonly Fact[];
  silences: readonly SourceSilence[];
  ruleSets: readonly RuleSet[];
  /** A hazard unit is asked fewer rules than a firm. @default 'firm' */
  subject?: 'firm' | 'unit';
}

export interface Effect extends RuleEffect {
  entry: AnyRuleEntry;
}

/** Everything that the facts, silences and rules say about all times. */
export interface Timeline {
  effects: Effect[];
  /** When anything can begin or end, ascending. */
  moments: number[];
  /** Sources whose silence counts; `*`: any. */
  inputsAt(at: number): string[];
  silentAt(at: number): boolean;
  ruleSetAt(at: number): RuleSet | null;
}

export function timelineOf({ facts, silences, ruleSets, subject = 'firm' }: Inputs): Timeline {
  const known = knownFacts(facts);
  const effects = ruleSets.flatMap((set) =>
    set.rules.flatMap((entry) => effectsOf(known, { entry, subject, within: inForce(set) })),
  );
  const bounds = [...effects, ...ruleSets.map(inForce)].flatMap(({ from, to }) => [from, to]);
  const moments = [...new Set(bounds.filter(Number.isFinite))].sort((one, other) => one - other);
  const sources = [...new Set(facts.map(({ source }) => source))].sort();
  const inputsAt = (at: number) => {
    const everySource = ruleSetAt(ruleSets, at)?.fedByAllSources ?? [];
    return known.firm.some(({ value }) => everySource.includes(value.industry)) ? ['*'] : sources;
  };
  const silentAt = (at: number) => {
    const inputs = inputsAt(at);
    return silences.some(
      ({ source, from, to }) =>
        from.getTime() <= at &&
        at < (to?.getTime() ?? Infinity) &&
        (inputs[0] === '*' || inputs.includes(source)),
    );
  };
  return { effects, moments, inputsAt, silentAt, ruleSetAt: (at) => ruleSetAt(ruleSets, at) };
}

function effectsOf(
  known: KnownFacts,
  { entry, subject, within }: { entry: AnyRuleEntry; subject: 'firm' | 'unit'; within: Interval },
): Effect[] {
  if (entry.id === 'R30') return [];
  // an entry's parameters belong to its own rule, which the union cannot say
  const rule = allRules[entry.id] as Rule;
  if (subject === 'unit' && rule.scope === 'firm') return [];
  const own = inForce(entry);
  return rule
    .effects(known, entry.parameters as never)
    .map((effect) => ({
      ...effect,
      from: Math.max(effect.from, within.from, own.from),
      to: Math.min(effect.to, within.to, own.to),
      entry,
    }))
    .filter(({ from, to }) => to > from);
}

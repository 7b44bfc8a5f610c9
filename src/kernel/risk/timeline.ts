import { HUB } from './event-periods';
import type { Fact } from './facts';
import { without, type Interval } from './intervals';
import { refusedInput } from './refused-input';
import { ruleOf } from './rules/all-rules';
import { remembered } from './remembered';
import { knownFacts, type KnownFacts, type RuleEffect } from './rule';
import {
  figuresOf,
  longestHoldMs,
  ruleSetAt,
  spanOf,
  type AnyRuleEntry,
  type RuleEntry,
  type RuleKind,
  type RuleSet,
} from './rule-set';
import { whenFor } from './where';

/** A source was not heard from `from` to `to` (null: still not). */
export interface SourceSilence {
  source: string;
  from: Date;
  to: Date | null;
  /**
   * When it could be known of: before that its source was within its promised rhythm. Whenever a moment is worked out, it
   * comes out as it would have there and then. @default from
   */
  knownAt?: Date | null;
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
  /** When it would have begun if its rule set had always held: another set may have carried it before. */
  began: number;
  /** When it would end if its rule set went on for ever: another set carries it on, or does not. */
  ends: number;
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
  const ruled = ruleSets.flatMap((set) =>
    set.rules.flatMap((entry) => effectsOf(known, { entry, subject, within: spanOf(set) })),
  );
  const effects = [...ruled, ...refusedInput(known)];
  const bounds = [...effects, ...ruleSets.map(spanOf)].flatMap(({ from, to }) => [from, to]);
  const moments = [...new Set(bounds.filter(Number.isFinite))].sort((one, other) => one - other);
  // who supervises a firm says nothing of its danger, and what people told the hub itself is always heard
  const telling = facts.filter(({ kind, source }) => kind !== 'committee' && source !== HUB);
  const toldUntil = new Map<string, number>();
  for (const { source, to } of telling)
    toldUntil.set(source, Math.max(to?.getTime() ?? Infinity, toldUntil.get(source) ?? 0));
  const sources = [...toldUntil.keys()].sort();
  const inputsAt = (at: number) => {
    const set = ruleSetAt(ruleSets, at);
    if (known.firm.some(({ value }) => set?.fedByAllSources.includes(value.industry))) return ['*'];
    // by the moment alone, whatever else was read along with it
    const stillCounts = at - (set ? longestHoldOf(set) : 0);
    return sources.filter((source) => toldUntil.get(source)! > stillCounts);
  };
  const silentAt = (at: number) => {
    const inputs = inputsAt(at);
    return silences.some(
      ({ source, from, to, knownAt }) =>
        Math.max(from.getTime(), knownAt?.getTime() ?? 0) <= at &&
        at < (to?.getTime() ?? Infinity) &&
        (inputs[0] === '*' || inputs.includes(source)),
    );
  };
  return { effects, moments, inputsAt, silentAt, ruleSetAt: (at) => ruleSetAt(ruleSets, at) };
}

const longestHoldOf = remembered((set: RuleSet) => longestHoldMs([set]));

function effectsOf(
  known: KnownFacts,
  { entry, subject, within }: { entry: AnyRuleEntry; subject: 'firm' | 'unit'; within: Interval },
): Effect[] {
  const rule = ruleOf(entry.kind);
  if (subject === 'unit' && rule.scope === 'firm') return [];
  return partsOf(known, entry, within).flatMap(({ parameters, intervals }) =>
    rule.effects(known, parameters).flatMap((effect) =>
      intervals
        .map(({ from, to }) => ({
          ...effect,
          from: Math.max(effect.from, from),
          to: Math.min(effect.to, to),
          began: from === within.from ? effect.from : Math.max(effect.from, from),
          ends: to === within.to ? effect.to : Math.min(effect.to, to),
          entry,
        }))
        .filter(({ from, to }) => to > from),
    ),
  );
}

/** The figures that a rule has for a firm, and when: those of the first variant that is for it, else its own. */
function partsOf(known: KnownFacts, entry: AnyRuleEntry, within: Interval) {
  const own = spanOf(entry);
  const holds = { from: Math.max(within.from, own.from), to: Math.min(within.to, own.to) };
  if (entry.where === null && entry.variants.length === 0)
    return [{ parameters: entry.parameters as Record<string, unknown>, intervals: [holds] }];
  let left = whenFor(entry.where, known, holds);
  const [parameters, ...others] = figuresOf(entry);
  const parts = others.map((figures, n) => {
    const { where } = entry.variants[n]!;
    const intervals = left.flatMap((interval) => whenFor(where, known, interval));
    left = left.flatMap((interval) => without(interval, intervals));
    return { parameters: figures, intervals };
  });
  return [...parts, { parameters: parameters!, intervals: left }];
}

/** The figures that a rule of a set has for a firm at a moment; null: it is not for it then. */
export function figuresAt<Kind extends RuleKind>(
  known: KnownFacts,
  entry: RuleEntry<Kind>,
  { within, at }: { within: Interval; at: number },
): RuleEntry<Kind>['parameters'] | null {
  const part = partsOf(known, entry as AnyRuleEntry, within).find(({ intervals }) =>
    intervals.some(({ from, to }) => from <= at && at < to),
  );
  return (part?.parameters ?? null) as RuleEntry<Kind>['parameters'] | null;
}

/** Kinds of rules of a set that say something of a firm at a moment. */
export const activeOf = (known: KnownFacts, set: RuleSet, at: number): Set<RuleKind> =>
  new Set(
    set.rules
      .flatMap((entry) => effectsOf(known, { entry, subject: 'firm', within: spanOf(set) }))
      .filter(({ from, to }) => from <= at && at < to)
      .map(({ entry }) => entry.kind),
  );

import type { Fact, FactKind } from './facts';
import type { Interval } from './intervals';
import type { RuleId, RuleParameters } from './rule-set';

/**
 * base: the inherent level is at least `value` (a rank). step: `value` levels up, once per rule. floor: the level is at
 * least `value`. gap: an input is missing, so the level cannot fall; silence: the same, because points are not heard.
 */
export type EffectKind = 'base' | 'step' | 'floor' | 'gap' | 'silence';

/** What one rule makes of the facts: an effect from a moment on, until its hold has run out. */
export interface RuleEffect extends Interval {
  kind: EffectKind;
  value: number;
  /** Value, limit, place, time and source, for people. Equal texts are shown once. */
  evidence: string;
  /** It rests on what the hub learnt late. @default false */
  late?: boolean;
}

export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>;

/** Known facts of one subject by kind, oldest first. */
export type KnownFacts = { [Kind in FactKind]: FactOf<Kind>[] };

/** A pure function from facts and figures to effects; knows no clock. */
export interface Rule<Id extends RuleId = RuleId> {
  id: Id;
  /** firm: not asked for hazard units. */
  scope: 'firm' | 'firm and unit';
  effects(facts: KnownFacts, parameters: RuleParameters[Id]): RuleEffect[];
}

/** Interval in which a fact was true. */
export const lifeOf = (fact: Fact): Interval => ({
  from: fact.from.getTime(),
  to: fact.to?.getTime() ?? Infinity,
});

/** Sorted, so that the same facts give the same result in whatever order they were read. */
export function knownFacts(facts: readonly Fact[]): KnownFacts {
  const known: KnownFacts = {
    firm: [],
    licence: [],
    hazardUnit: [],
    riskPoint: [],
    hazard: [],
    alarm: [],
    silence: [],
  };
  const inOrder = [...facts].sort(
    (one, other) => one.from.getTime() - other.from.getTime() || (one.key < other.key ? -1 : 1),
  );
  for (const fact of inOrder) (known[fact.kind] as Fact[]).push(fact);
  return known;
}

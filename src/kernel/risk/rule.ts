import type { z } from 'zod';
import { FACT_KINDS, type Fact, type FactKind } from './facts';
import type { Interval } from './intervals';

/**
 * base: the inherent level is at least `value` (a rank). step: `value` levels up, once per rule. floor: the level is at
 * least `value`. override: set by hand to `value`. flag: shown, and moves no level. gap: an input is missing, so the level cannot fall; silence: the same,
 * because points are not heard.
 */
export type EffectKind = 'base' | 'step' | 'floor' | 'override' | 'flag' | 'gap' | 'silence';

/** What one rule makes of the facts: an effect from a moment on, until its hold has run out. */
export interface RuleEffect extends Interval {
  kind: EffectKind;
  value: number;
  /** Value, limit, place, time and source, for people. Equal texts are shown once. */
  evidence: string;
  /** Of what was set by hand. */
  manual?: { by: string; reason: string };
  /** It rests on what the hub learnt late. @default false */
  late?: boolean;
}

export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>;

/** Known facts of one subject by kind, oldest first. */
export type KnownFacts = { [Kind in FactKind]: FactOf<Kind>[] };

/** A kind of rule: a pure function from facts and figures to effects; knows no clock. */
export interface Rule<Kind extends string = string, Schema extends z.ZodObject = z.ZodObject> {
  /** What a rule of a rule set names it by. */
  kind: Kind;
  /** firm: not asked for hazard units. */
  scope: 'firm' | 'firm and unit';
  /** The figures that it needs. */
  parameters: Schema;
  /** How long after its end a fact still counts. @default not at all */
  holdMs?(parameters: z.output<Schema>): number;
  effects(facts: KnownFacts, parameters: z.output<Schema>): RuleEffect[];
}

/** Keeps the parameters of a rule between its schema and its function. */
export const defineRule = <const Kind extends string, Schema extends z.ZodObject>(
  rule: Rule<Kind, Schema>,
): Rule<Kind, Schema> => rule;

/** Interval in which a fact was true. */
export const lifeOf = (fact: Fact): Interval => ({
  from: fact.from.getTime(),
  to: fact.to?.getTime() ?? Infinity,
});

/** Sorted, so that the same facts give the same result in whatever order they were read. */
export function knownFacts(facts: readonly Fact[]): KnownFacts {
  const known = Object.fromEntries(FACT_KINDS.map((kind) => [kind, [] as Fact[]]));
  const inOrder = [...facts].sort(
    (one, other) => one.from.getTime() - other.from.getTime() || (one.key < other.key ? -1 : 1),
  );
  for (const fact of inOrder) known[fact.kind]!.push(fact);
  return known as unknown as KnownFacts;
}

import type { z } from 'zod';
import { endOfCityDate, startOfCityDate } from '../clock';
import type { Interval } from './intervals';
import type { Where } from './where';
import { remembered } from './remembered';
import { ruleOf, type RuleKinds } from './rules/all-rules';

/** C certain (text of a law or standard), L likely (common practice), P proposal of the rule set itself, U unsure. */
export type Certainty = 'C' | 'L' | 'P' | 'U';

export type RuleKind = keyof RuleKinds;

type FiguresOf<Kind extends RuleKind> = z.output<RuleKinds[Kind]['parameters']>;

export interface RuleEntry<Kind extends RuleKind = RuleKind> {
  /** Its own in the rule set: R03. Reasons name it. */
  id: string;
  /** What it does; several rules may be of one kind. */
  kind: Kind;
  titleZh: string;
  /** For people, bilingual. */
  when: string;
  effect: string;
  /** Standard and clause. */
  basis: string;
  certainty: Certainty;
  /** First and last city date on which it holds; null: as the rule set. */
  validFrom: string | null;
  validTo: string | null;
  /** Firms and times that it is for; null: all. */
  where: Where | null;
  parameters: FiguresOf<Kind>;
  /** Other figures for some; of several that are for a firm and time, the first. */
  variants: { where: Where; parameters: Partial<FiguresOf<Kind>> }[];
}

export type AnyRuleEntry = { [Kind in RuleKind]: RuleEntry<Kind> }[RuleKind];

/** A version of the rules, in force on its dates; two sets never hold on one date. */
export interface RuleSet {
  version: string;
  validFrom: string;
  validTo: string | null;
  /**
   * Firms of these industries are fed by every source: while any is silent, nothing of theirs steps down. Others are
   * fed by the sources that facts about them came from.
   */
  fedByAllSources: string[];
  rules: AnyRuleEntry[];
  /** Between these moments of its dates, in milliseconds, as releases give it. @default all of them */
  heldFrom?: number;
  heldTo?: number;
}

interface Dated {
  validFrom: string | null;
  validTo: string | null;
  heldFrom?: number;
  heldTo?: number;
}

/** When a dated document holds, in city time. */
export const inForce = ({
  validFrom,
  validTo,
  heldFrom = -Infinity,
  heldTo = Infinity,
}: Dated): Interval => ({
  from: Math.max(heldFrom, validFrom === null ? -Infinity : startOfCityDate(validFrom).getTime()),
  to: Math.min(heldTo, validTo === null ? Infinity : endOfCityDate(validTo).getTime()),
});

/** The same, of a set or rule of a regime, which every subject asks again. */
export const spanOf: (dated: Dated) => Interval = remembered(inForce);

/** The set that holds at a moment; null before the first one. */
export function ruleSetAt(ruleSets: readonly RuleSet[], at: number): RuleSet | null {
  return (
    ruleSets.find((set) => {
      const { from, to } = spanOf(set);
      return from <= at && at < to;
    }) ?? null
  );
}

/** The first rule of a kind in a set. */
export const entryOf = <Kind extends RuleKind>(set: RuleSet | null, kind: Kind): RuleEntry<Kind> | null =>
  (set?.rules.find((entry) => entry.kind === kind) as RuleEntry<Kind> | undefined) ?? null;

/** How long ago a fact may have ended and still count: the longest hold of all rules. */
export function longestHoldMs(ruleSets: readonly RuleSet[]): number {
  const holds = ruleSets.flatMap(({ rules }) => rules.map(holdOf));
  return Math.max(0, ...holds);
}

/** The figures of a rule, and with each of its variants. */
export const figuresOf = remembered(({ parameters, variants }: AnyRuleEntry): Record<string, unknown>[] => [
  parameters,
  ...variants.map((variant) => ({ ...parameters, ...variant.parameters })),
]);

const holdOf = (entry: AnyRuleEntry): number => {
  const { holdMs } = ruleOf(entry.kind);
  return holdMs ? Math.max(...figuresOf(entry).map(holdMs)) : 0;
};

import { z } from 'zod';
import { conditionFault, conditionOf, type Condition } from '../condition';
import type { Fact } from '../facts';
import { HOUR, MINUTE, overlapOf, type Interval } from '../intervals';
import { rankOf } from '../levels';
import { defineRule, lifeOf, type KnownFacts, type RuleEffect } from '../rule';
import { figures, floorLevel, hours, levels, minutes } from '../rule-parameters';

/** So many of each kind, the newest: what a condition costs is bounded. */
const AT_MOST = 200;

const parameters = figures({
  condition: z
    .string('has to be a text')
    .superRefine((source, context) => {
      const message = conditionFault(source);
      if (message) context.addIssue({ code: 'custom', message });
    })
    .describe(
      '条件,CEL 表达式 · An expression in CEL over firm, committee and the lists of facts that are true at one time',
    ),
  says: z.string().min(1).describe('依据说明 · What is told as its evidence'),
  effect: z
    .union([
      figures({ steps: levels }),
      figures({ floor: floorLevel }),
      figures({ flag: z.literal(true).describe('仅提示 · Shown only') }),
    ])
    .describe('作用 · What it does'),
  afterMinutes: minutes,
  holdHours: hours,
});
type Figures = z.output<typeof parameters>;

/**
 * A condition that a city writes itself, over what is true of a firm at one time: an effect once it has held for so long,
 * and for a while after. What cannot be worked out is a gap, which never lets a level fall.
 */
export const expression = defineRule({
  kind: 'expression',
  scope: 'firm',
  parameters,
  holdMs: ({ holdHours }) => holdHours * HOUR,
  effects(facts, { condition: source, says, effect, afterMinutes, holdHours }) {
    const condition = conditionOf(source);
    const { met, failed } = walk(facts, condition);
    const evidence = `${says}: ${source}`;
    const lasting = overlapOf(met)
      .filter(({ from, to }) => to > from + afterMinutes * MINUTE)
      .map(({ from, to }): RuleEffect => ({
        from: from + afterMinutes * MINUTE,
        to: to + holdHours * HOUR,
        ...effectOf(effect),
        evidence,
      }));
    const gaps = failed.map(({ reason, ...interval }): RuleEffect => ({
      ...interval,
      kind: 'gap',
      value: 0,
      evidence: `${evidence}: ${reason}`,
    }));
    return [...lasting, ...gaps];
  },
});

function effectOf(effect: Figures['effect']): Pick<RuleEffect, 'kind' | 'value'> {
  if ('steps' in effect) return { kind: 'step', value: effect.steps };
  if ('floor' in effect) return { kind: 'floor', value: rankOf(effect.floor) };
  return { kind: 'flag', value: 0 };
}

/** Between two moments at which a fact begins or ends nothing changes, so it is asked once for each stretch. */
function walk(known: KnownFacts, condition: Condition) {
  const met: Interval[] = [];
  const failed: (Interval & { reason: string })[] = [];
  const [firm] = known.firm;
  if (!firm) return { met, failed };
  const asked: Fact[] = condition.kinds.flatMap((kind) => (known[kind] as Fact[]).slice(-AT_MOST));
  const life = lifeOf(firm);
  const edges = asked.map(lifeOf).flatMap(({ from, to }) => [from, to]);
  const moments = [...new Set([life.from, ...edges.filter((at) => at > life.from && at < life.to)])].sort(
    (one, other) => one - other,
  );
  const committee = known.committee[0]?.value.committee ?? '';
  for (const [n, from] of moments.entries()) {
    const to = moments[n + 1] ?? life.to;
    const active = asked.filter((fact) => lifeOf(fact).from <= from && from < lifeOf(fact).to);
    try {
      if (condition.holds({ firm, committee, active })) met.push({ from, to });
    } catch (error) {
      failed.push({ from, to, reason: (error as Error).message.split('\n')[0]! });
    }
  }
  return { met, failed };
}

import { without, type Interval } from '../intervals';
import { rankOf } from '../levels';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { figures, floorLevel } from '../rule-parameters';
import { z } from 'zod';

const parameters = figures({
  floor: floorLevel,
  statuses: z
    .array(z.string())
    .describe('视为复工复产的经营状态 · States of the register that are a resumption'),
});

/**
 * Start-up, shutdown, resumption, the first shift after a holiday: a floor until signed off. A firm that the register
 * calls resuming is one until its resumption is signed off.
 */
export const transitions = defineRule({
  kind: 'transition',
  scope: 'firm',
  parameters,
  effects({ transition, firm }, { floor, statuses }) {
    const value = rankOf(floor);
    const reported = transition.map((fact): RuleEffect => ({
      ...timeOf(fact),
      kind: 'floor',
      value,
      evidence: `${fact.value.transition}, ${fact.key}, ${fact.source}`,
    }));
    const signedOff = transition
      .filter((fact) => fact.value.transition === 'RESUMPTION' && fact.to !== null)
      .map(({ to }): Interval => ({ from: to!.getTime(), to: Infinity }));
    const resuming = firm
      .filter(({ value: row }) => statuses.includes(row.status))
      .flatMap((fact) =>
        without(lifeOf(fact), signedOff).map((life): RuleEffect => ({
          ...life,
          kind: 'floor',
          value,
          evidence: `${fact.value.status}, ${fact.source}`,
        })),
      );
    return [...reported, ...resuming].filter(({ from, to }) => to > from);
  },
});

function timeOf(fact: FactOf<'transition'>): Interval {
  const { from, to } = lifeOf(fact);
  return { from: Math.max(from, Date.parse(fact.value.startsAt)), to };
}

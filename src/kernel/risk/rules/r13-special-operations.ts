import { overlapOf, type Interval } from '../intervals';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { count, figures, levels } from '../rule-parameters';

const parameters = figures({ steps: levels, atOnce: count, stepsAtOnce: levels });

/**
 * Special operations 特殊作业 (GB 30871) in a major hazard area: a step while one is under way, two while two or more
 * are. Outside such an area they raise nothing. No hold: it ends with the permit.
 */
export const specialOperations = defineRule({
  kind: 'special-operations',
  scope: 'firm and unit',
  parameters,
  effects({ operation }, { steps, atOnce, stepsAtOnce }) {
    const under = operation
      .filter(({ value }) => value.unit !== null)
      .map((fact) => ({ fact, ...timeOf(fact) }));
    const busy = overlapOf(under, atOnce);
    return under.flatMap(({ fact, from, to }): RuleEffect[] => {
      const evidence = evidenceOf(fact);
      const together = busy.map((both) => ({
        from: Math.max(from, both.from),
        to: Math.min(to, both.to),
        kind: 'step' as const,
        value: stepsAtOnce,
        evidence,
      }));
      return [
        { from, to, kind: 'step', value: steps, evidence },
        ...together.filter((one) => one.to > one.from),
      ];
    });
  },
});

function timeOf(fact: FactOf<'operation'>): Interval {
  const { from, to } = lifeOf(fact);
  return { from: Math.max(from, Date.parse(fact.value.startsAt)), to };
}

const evidenceOf = ({ key, value, source }: FactOf<'operation'>): string =>
  `${value.unit}: ${value.operation}${value.grade ?? ''}, 作业票 · permit ${key}, ${source}`;

import { HOUR, MINUTE } from '../intervals';
import { rankOf } from '../levels';
import { lifeOf, type FactOf, type Rule, type RuleEffect } from '../rule';
import type { RuleParameters } from '../rule-set';
import { cityTime } from '../words';

/**
 * Unknown is not safe: key points that are not heard are a gap at once, and a floor after 30 min and a higher one after
 * 24 h. The floor that was reached holds for 2 h after they are heard again.
 */
export const silentPoints: Rule<'R06'> = {
  id: 'R06',
  scope: 'firm and unit',
  effects: ({ silence }, parameters) => silence.flatMap((fact) => effectsOf(fact, parameters)),
};

function effectsOf(fact: FactOf<'silence'>, { floors, holdHours }: RuleParameters['R06']): RuleEffect[] {
  const { from, to } = lifeOf(fact);
  const { site, points, total } = fact.value;
  const evidence = `${site}: ${points}/${total} 测点失联 · points not heard since ${cityTime(from)}, ${fact.source}`;
  const reached = floors
    .map(({ afterMinutes, floor }) => ({ from: from + afterMinutes * MINUTE, value: rankOf(floor) }))
    .filter((floor) => floor.from < to)
    .map((floor): RuleEffect => ({ ...floor, to: to + holdHours * HOUR, kind: 'floor', evidence }));
  return [{ from, to, kind: 'silence', value: 0, evidence }, ...reached];
}

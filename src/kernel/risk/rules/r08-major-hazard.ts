import { DAY } from '../intervals';
import { rankOf } from '../levels';
import { overdueFrom } from '../overdue';
import { lifeOf, type FactOf, type Rule, type RuleEffect } from '../rule';
import type { RuleParameters } from '../rule-set';

/** An open major hazard sets a floor, a higher one once it is overdue; holds for 7 d after it is closed. */
export const majorHazard: Rule<'R08'> = {
  id: 'R08',
  scope: 'firm',
  effects: ({ hazard }, parameters) =>
    hazard.filter(({ value }) => value.grade === 'MAJOR').flatMap((fact) => effectsOf(fact, parameters)),
};

function effectsOf(fact: FactOf<'hazard'>, parameters: RuleParameters['R08']): RuleEffect[] {
  const { from, to } = lifeOf(fact);
  const { title, dueOn } = fact.value;
  const until = to + parameters.holdDays * DAY;
  const evidence = `${title}, 期限 · due ${dueOn}, ${fact.source}`;
  const effects: RuleEffect[] = [
    { from, to: until, kind: 'floor', value: rankOf(parameters.floor), evidence },
  ];
  const overdue = Math.max(from, overdueFrom(dueOn).getTime());
  if (overdue < to)
    effects.push({
      from: overdue,
      to: until,
      kind: 'floor',
      value: rankOf(parameters.overdueFloor),
      evidence,
    });
  return effects;
}

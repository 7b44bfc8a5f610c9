import type { z } from 'zod';
import { DAY } from '../intervals';
import { rankOf } from '../levels';
import { overdueFrom } from '../overdue';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { days, figures, floorLevel } from '../rule-parameters';

const parameters = figures({ floor: floorLevel, overdueFloor: floorLevel, holdDays: days });
type Figures = z.output<typeof parameters>;

/** An open major hazard sets a floor, a higher one once it is overdue; holds for 7 d after it is closed. */
export const majorHazard = defineRule({
  kind: 'major-hazard',
  scope: 'firm',
  parameters,
  holdMs: ({ holdDays }) => holdDays * DAY,
  effects: ({ hazard }, parameters) =>
    hazard.filter(({ value }) => value.grade === 'MAJOR').flatMap((fact) => effectsOf(fact, parameters)),
});

function effectsOf(fact: FactOf<'hazard'>, parameters: Figures): RuleEffect[] {
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

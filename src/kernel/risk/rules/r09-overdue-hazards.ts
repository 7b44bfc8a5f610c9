import { DAY, overlapOf } from '../intervals';
import { overdueFrom } from '../overdue';
import { defineRule, lifeOf, type FactOf } from '../rule';
import { count, days, figures, levels } from '../rule-parameters';

const parameters = figures({ steps: levels, overdueCount: count, lateDays: days, holdDays: days });

/** General hazards: three overdue at once, or any more than 15 d late, step up; holds for 7 d. */
export const overdueHazards = defineRule({
  kind: 'overdue-hazards',
  scope: 'firm',
  parameters,
  holdMs: ({ holdDays }) => holdDays * DAY,
  effects({ hazard }, { steps, overdueCount, lateDays, holdDays }) {
    const overdue = hazard.filter(({ value }) => value.grade === 'GENERAL').map(overdueLife);
    const late = overdue.map((life) => ({ ...life, from: life.from + lateDays * DAY }));
    const condition = overlapOf([...overlapOf(overdue, overdueCount), ...overlapOf(late)]);
    return condition.flatMap(({ from, to }) =>
      overdue
        .filter((life) => life.from < to && life.to > from)
        .map((life) => ({
          from: Math.max(from, life.from),
          to: to + holdDays * DAY,
          kind: 'step' as const,
          value: steps,
          evidence: `${life.title}, 期限 · due ${life.dueOn}, ${life.source}`,
        })),
    );
  },
});

function overdueLife(fact: FactOf<'hazard'>) {
  const { title, dueOn } = fact.value;
  const { from, to } = lifeOf(fact);
  return { from: Math.max(from, overdueFrom(dueOn).getTime()), to, title, dueOn, source: fact.source };
}

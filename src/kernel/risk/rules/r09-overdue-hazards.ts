import { DAY, overlapOf } from '../intervals';
import { overdueFrom } from '../overdue';
import { lifeOf, type FactOf, type Rule } from '../rule';

/** General hazards: three overdue at once, or any more than 15 d late, step up; holds for 7 d. */
export const overdueHazards: Rule<'R09'> = {
  id: 'R09',
  scope: 'firm',
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
};

function overdueLife(fact: FactOf<'hazard'>) {
  const { title, dueOn } = fact.value;
  const { from, to } = lifeOf(fact);
  return { from: Math.max(from, overdueFrom(dueOn).getTime()), to, title, dueOn, source: fact.source };
}

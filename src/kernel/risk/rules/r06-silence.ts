import { z } from 'zod';
import { HOUR, MINUTE } from '../intervals';
import { rankOf } from '../levels';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { cityTime } from '../words';
import { figures, floorLevel, hours, minutes } from '../rule-parameters';

const parameters = figures({
  floors: z.array(figures({ afterMinutes: minutes, floor: floorLevel })).min(1),
  holdHours: hours,
});
type Figures = z.output<typeof parameters>;

/**
 * Unknown is not safe: key points that are not heard are a gap at once, and a floor after 30 min and a higher one after
 * 24 h. The floor that was reached holds for 2 h after they are heard again.
 */
export const silentPoints = defineRule({
  kind: 'silent-points',
  scope: 'firm and unit',
  parameters,
  holdMs: ({ holdHours }) => holdHours * HOUR,
  effects: ({ silence }, parameters) => silence.flatMap((fact) => effectsOf(fact, parameters)),
});

function effectsOf(fact: FactOf<'silence'>, { floors, holdHours }: Figures): RuleEffect[] {
  const { from, to } = lifeOf(fact);
  const { site, points, total } = fact.value;
  const evidence = `${site}: ${points}/${total} 测点失联 · points not heard since ${cityTime(from)}, ${fact.source}`;
  const reached = floors
    .map(({ afterMinutes, floor }) => ({ from: from + afterMinutes * MINUTE, value: rankOf(floor) }))
    .filter((floor) => floor.from < to)
    .map((floor): RuleEffect => ({ ...floor, to: to + holdHours * HOUR, kind: 'floor', evidence }));
  return [{ from, to, kind: 'silence', value: 0, evidence }, ...reached];
}

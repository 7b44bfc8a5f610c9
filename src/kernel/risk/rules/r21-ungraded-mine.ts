import { z } from 'zod';
import { endOfCityDate } from '../../clock';
import { rankOf } from '../levels';
import { defineRule, lifeOf, type RuleEffect } from '../rule';
import { figures, floorLevel, industry, words } from '../rule-parameters';

const parameters = figures({
  industries: z.array(industry).min(1),
  statuses: words.describe('经营状态 · States in which it counts'),
  grades: words.describe('可生产的标准化等级 · Grades that may produce'),
  floor: floorLevel,
});

/** A coal mine that runs below standardisation grade 2, or whose grade has lapsed: a floor until it is graded. */
export const ungradedMine = defineRule({
  kind: 'ungraded-mine',
  scope: 'firm',
  parameters,
  effects: ({ firm }, { industries, statuses, grades, floor }) =>
    firm
      .filter(
        ({ value }) => (industries as string[]).includes(value.industry) && statuses.includes(value.status),
      )
      .map((fact): RuleEffect => {
        const { from, to } = lifeOf(fact);
        const { grade, gradeExpiresOn } = fact.value;
        const lapse = gradeExpiresOn === null ? Infinity : endOfCityDate(gradeExpiresOn).getTime();
        return {
          from: grades.includes(grade) ? Math.max(from, lapse) : from,
          to,
          kind: 'floor',
          value: rankOf(floor),
          evidence: `${grade}, 有效期至 · valid to ${gradeExpiresOn ?? '—'}, ${fact.source}`,
        };
      })
      .filter(({ from, to }) => to > from),
});

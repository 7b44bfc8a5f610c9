import { DAY } from '../intervals';
import { rankOf } from '../levels';
import { defineRule, type RuleEffect } from '../rule';
import { days, figures, floorLevel, words } from '../rule-parameters';
import { cityTime } from '../words';

const parameters = figures({
  floor: floorLevel,
  graveGrades: words.describe('较大及以上 · Grades from larger on'),
  deathHoldDays: days,
  graveHoldDays: days,
});

/**
 * An accident with any death, or of the larger grade or worse (Order 493), sets the floor from when it happened until 90
 * or 365 d after it was closed. The safety class counts as the worst and the grade is due for review, which the reason
 * says.
 */
export const accident = defineRule({
  kind: 'accident',
  scope: 'firm',
  parameters,
  effects: ({ accident: accidents }, { floor, graveGrades, deathHoldDays, graveHoldDays }) =>
    accidents.flatMap(({ value, from, source }): RuleEffect[] => {
      const grave = value.grade !== null && graveGrades.includes(value.grade);
      if (!grave && value.deaths === 0) return [];
      const hold =
        (grave ? Math.max(graveHoldDays, value.deaths > 0 ? deathHoldDays : 0) : deathHoldDays) * DAY;
      const to = value.closedAt === null ? Infinity : Date.parse(value.closedAt) + hold;
      const evidence = `${value.title}, ${cityTime(from)}, ${value.grade ?? '—'}, 死亡${value.deaths}人 · ${value.deaths} dead; 安全分类按最低类,标准化等级待复核 · class counts as the worst, grade under review, ${source}`;
      return [{ from: from.getTime(), to, kind: 'floor', value: rankOf(floor), evidence }];
    }),
});

import { z } from 'zod';
import { cityDate, endOfCityDate } from '../../clock';
import { DAY, HOUR, MINUTE } from '../intervals';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { count, figures, industry, levels, words } from '../rule-parameters';

const parameters = figures({
  industries: z.array(industry).min(1),
  statuses: words.describe('经营状态 · States in which a promise is due'),
  dueAt: z
    .stringFormat('HH:MM', /^([01]\d|2[0-3]):[0-5]\d$/)
    .describe('每日时限 · Time of day by which it is due'),
  stepAfter: count.describe('连续几日 · So many days running'),
  steps: levels,
});

/**
 * A promise 安全承诺公告 is due by 10:00 each day: flagged when it is missing, a step on the third day running, until the
 * next one. A firm of which none was ever known, though others' are, is flagged and no more: whether it is to give any is a
 * matter of the register.
 */
export const dailyPromise = defineRule({
  kind: 'daily-promise',
  scope: 'firm',
  parameters,
  effects({ firm: [firm], promise }, { industries, statuses, dueAt, stepAfter, steps }) {
    const last = promise.filter(({ value }) => value.on !== null).at(-1);
    const counted = last ?? promise.at(-1);
    if (!firm || !counted) return [];
    if (!(industries as string[]).includes(firm.value.industry) || !statuses.includes(firm.value.status))
      return [];
    const from = counted.value.on ?? cityDate(counted.from);
    const dueAfter = (days: number) => endOfCityDate(from).getTime() + (days - 1) * DAY + timeOf(dueAt);
    const evidence = evidenceOf(counted);
    const effects: RuleEffect[] = [
      { from: dueAfter(1), to: Infinity, kind: 'flag', value: 0, evidence },
      ...(last
        ? [{ from: dueAfter(stepAfter), to: Infinity, kind: 'step' as const, value: steps, evidence }]
        : []),
    ];
    const running = lifeOf(firm);
    return effects
      .map((effect) => ({ ...effect, from: Math.max(effect.from, running.from) }))
      .filter((effect) => effect.from < running.to);
  },
});

function timeOf(time: string): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return hour * HOUR + minute * MINUTE;
}

const evidenceOf = ({ value, source }: FactOf<'promise'>): string =>
  value.on === null
    ? `从未公告 · none was ever given, ${source}`
    : `最近承诺 · last promise ${value.on}, ${source}`;

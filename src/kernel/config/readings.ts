import { z } from 'zod';
import { CITY_RETENTION, type Kept, type Retention } from '../ingest/retention';
import { objectOf } from './sources/forms';

const DAY_SECONDS = 86_400;
const LEAST_DAYS = 1 / 24;
const MOST_DAYS = 36_500;
const GIGABYTE = 1_000_000_000;
const LEVELS = ['raw', 'minutes', 'hours'] as const;

const allowedDays = `allowed is a number of days from ${LEAST_DAYS.toFixed(3)} (an hour) to ${MOST_DAYS}`;
const allowedRoom = 'allowed is a number of gigabytes from 0.1 to 1000000';

const kept = (description: string) =>
  objectOf(
    {
      keepDays: z
        .number(allowedDays)
        .min(LEAST_DAYS, allowedDays)
        .max(MOST_DAYS, allowedDays)
        .optional()
        .describe('保留天数 · Days that they are kept; 0.25 is six hours'),
      atMostGigabytes: z
        .number(allowedRoom)
        .min(0.1, allowedRoom)
        .max(1_000_000, allowedRoom)
        .optional()
        .describe(
          '占用上限(GB),超出则先删最旧 · They take no more room: the oldest go first. Left out: no bound',
        ),
    },
    'has to say keepDays, atMostGigabytes or both',
  )
    .optional()
    .describe(description);

type Said = Partial<Record<(typeof LEVELS)[number], { keepDays?: number; atMostGigabytes?: number }>>;

/** `readings` of hub.yaml: how long measured values are kept. */
export const readingsSchema = objectOf(
  {
    raw: kept('原始读数,默认 7 天 · As they came: 7 days'),
    minutes: kept('分钟汇总,默认 90 天 · Summed up by the minute: 90 days'),
    hours: kept('小时汇总,默认 1825 天 · Summed up by the hour: 1825 days'),
  },
  'has to be raw, minutes and hours, each with keepDays or atMostGigabytes',
)
  .superRefine(checkOrder, { when: () => true })
  .describe('读数保留 · How long readings are kept');

/** What holds where a file says this of it; what it leaves out is kept as usual, and for no less than what comes before. */
export function retentionOf(said: Said | undefined): Retention {
  if (!said) return CITY_RETENTION;
  const level = (name: (typeof LEVELS)[number], least: number): Kept => {
    const { keepDays, atMostGigabytes } = said[name] ?? {};
    return {
      seconds:
        keepDays === undefined ? Math.max(least, CITY_RETENTION[name].seconds) : keepDays * DAY_SECONDS,
      bytes: atMostGigabytes === undefined ? null : atMostGigabytes * GIGABYTE,
    };
  };
  const raw = level('raw', 0);
  const minutes = level('minutes', raw.seconds);
  return { raw, minutes, hours: level('hours', minutes.seconds), stated: true };
}

type Refinement = { addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string }): void };

/** What is summed up stands for what is let go, so it is kept for as long. Runs beside the other checks. */
function checkOrder(said: unknown, context: Refinement): void {
  if (typeof said !== 'object' || said === null) return;
  let least = 0;
  for (const name of LEVELS) {
    const own: unknown = (said as Record<string, { keepDays?: unknown } | null>)[name]?.keepDays;
    if (typeof own === 'number' && own >= LEAST_DAYS && own < least)
      context.addIssue({
        code: 'custom',
        path: [name, 'keepDays'],
        message: `allowed are ${least} days or more: what it is the sum of is kept for so long`,
      });
    least = typeof own === 'number' ? own : Math.max(least, CITY_RETENTION[name].seconds / DAY_SECONDS);
  }
}

import { z } from 'zod';
import { defineRule } from '../rule';
import { count, figures, industry, words } from '../rule-parameters';

/** It moves no level: what it proposes to people is worked out when they ask (@see betterClassOf). */
export const betterClass = defineRule({
  kind: 'better-class',
  scope: 'firm',
  parameters: figures({
    ladders: z
      .array(
        figures({
          industries: z.array(industry).min(1),
          classes: words.describe('安全分类,由优到劣 · Safety classes, the best first'),
        }),
      )
      .min(1),
    statuses: words.describe('经营状态 · States in which the time counts'),
    months: count.describe('月数 · Calendar months without fault'),
    uptimePercent: z.number().min(0).max(100).describe('链路在线率下限 · Least link uptime, in percent'),
    sources: words.describe('须有数据的来源 · Sources that have to have been heard all the time'),
  }),
  effects: () => [],
});

import { z } from 'zod';
import { rankOf } from '../levels';
import { defineRule, type RuleEffect } from '../rule';
import { figures, floorLevel, industry, words } from '../rule-parameters';
import { cityTime } from '../words';
import { inspectedAt } from './inspected';

const parameters = figures({
  industries: z.array(industry).min(1),
  statuses: words.describe('长期停产 · States that mean long stopped'),
  safetyClasses: words.describe('煤矿D类即长期停产 · Classes that mean long stopped'),
  floor: floorLevel,
  inspections: words.describe('何种检查可解除 · Kinds of check that end it'),
});

/**
 * A long stopped mine that shows power, methane or people may be producing in secret: a floor until it is over and
 * somebody has inspected it since.
 */
export const stoppedMine = defineRule({
  kind: 'stopped-mine',
  scope: 'firm',
  parameters,
  effects(
    { firm: [firm], production, inspection },
    { industries, statuses, safetyClasses, floor, inspections },
  ) {
    if (!firm || !(industries as string[]).includes(firm.value.industry)) return [];
    const { status, safetyClass } = firm.value;
    if (!statuses.includes(status) && !safetyClasses.includes(safetyClass ?? '')) return [];
    return production.map(({ value, from, source }): RuleEffect => ({
      from: from.getTime(),
      to: inspectedAt({ from, endedAt: value.endedAt }, inspection, inspections),
      kind: 'floor',
      value: rankOf(floor),
      evidence: `${value.place}: ${value.signal} ${value.value}${value.unit}, ${cityTime(from)}, ${source}`,
    }));
  },
});

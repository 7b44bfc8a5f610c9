import { rankOf } from '../levels';
import { defineRule, type RuleEffect } from '../rule';
import { figures, floorLevel, words } from '../rule-parameters';
import { cityTime } from '../words';
import { inspectedAt } from './inspected';

const parameters = figures({
  floor: floorLevel,
  inspections: words.describe('何种检查可解除 · Kinds of check that end it'),
});

/**
 * Limits edited without approval, or a live quantity that stands still for hours: monitoring data may be falsified. A
 * floor until it is over and somebody has inspected the firm since.
 */
export const tampering = defineRule({
  kind: 'tampering',
  scope: 'firm and unit',
  parameters,
  effects: ({ tampering: suspicions, inspection }, { floor, inspections }) =>
    suspicions.map(({ value, from, source }): RuleEffect => {
      // an edit is over once it is made
      const endedAt = value.cause === 'LIMITS' ? from.toISOString() : value.endedAt;
      return {
        from: from.getTime(),
        to: inspectedAt({ from, endedAt }, inspection, inspections),
        kind: 'floor',
        value: rankOf(floor),
        evidence: `${value.place} ${value.quantity}: ${value.detail}, ${cityTime(from)}, ${source}`,
      };
    }),
});

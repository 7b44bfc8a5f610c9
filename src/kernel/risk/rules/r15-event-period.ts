import { z } from 'zod';
import { overlapOf } from '../intervals';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { figures, industry, levels } from '../rule-parameters';

const parameters = figures({
  steps: levels,
  industries: z.array(industry).min(1).describe('未指明行业时适用的行业 · Trades, where a period names none'),
});

/** A period of a major event that covers the firm's division and trade: a step while it lasts. */
export const eventPeriod = defineRule({
  kind: 'event-period',
  scope: 'firm and unit',
  parameters,
  effects: ({ period, firm }, { steps, industries }) =>
    period.flatMap((declared) =>
      firm
        .filter((row) => covers(declared, row, industries))
        .flatMap((row) => overlapOf([lifeOf(declared), lifeOf(row)], 2))
        .map((life): RuleEffect => ({ ...life, kind: 'step', value: steps, evidence: declared.value.name })),
    ),
});

function covers(
  { value }: FactOf<'period'>,
  { value: row }: FactOf<'firm'>,
  usual: readonly string[],
): boolean {
  const isThere = value.divisions.some((code) => row.division?.startsWith(code));
  return isThere && (value.industries ?? usual).includes(row.industry);
}

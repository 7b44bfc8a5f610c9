import { rankOf } from '../levels';
import { defineRule, lifeOf, type RuleEffect } from '../rule';
import { days, figures, words } from '../rule-parameters';

const parameters = figures({
  longestDays: days,
  legalFloors: words.describe(
    '不得突破的法定底线规则 · Numbers of rules whose floors no person may go below',
  ),
});

/** Set by hand until it expires. What begins after it acts on top of it; @see pictureAt. */
export const override = defineRule({
  kind: 'override',
  scope: 'firm and unit',
  parameters,
  effects: (facts) =>
    facts.override.map((fact): RuleEffect => {
      const { level, by, reason, basis } = fact.value;
      const evidence = `${by}: ${reason} (${basis})`;
      return { ...lifeOf(fact), kind: 'override', value: rankOf(level), evidence, manual: { by, reason } };
    }),
});

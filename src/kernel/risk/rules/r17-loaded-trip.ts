import { HOUR } from '../intervals';
import { defineRule, lifeOf, type RuleEffect } from '../rule';
import { figures, hours, levels, words } from '../rule-parameters';

const parameters = figures({
  severities: words.describe('违规程度 · How grave a violation has to be'),
  steps: levels,
  holdHours: hours,
});

/** A trip that was loaded here against a rule that forbids it: a step for consignor and loader, until 72 h after. */
export const loadedTrip = defineRule({
  kind: 'loaded-trip',
  scope: 'firm',
  parameters,
  holdMs: ({ holdHours }) => holdHours * HOUR,
  effects: ({ loadedTrip: trips }, { severities, steps, holdHours }) =>
    trips
      .filter(({ value }) => severities.includes(value.severity))
      .map((fact): RuleEffect => {
        const { from, to } = lifeOf(fact);
        const { waybill, rules, role } = fact.value;
        const evidence = `${waybill}: ${rules.join(' ')}, ${role}, ${fact.source}`;
        return { from, to: to + holdHours * HOUR, kind: 'step', value: steps, evidence };
      }),
});

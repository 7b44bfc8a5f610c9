import { rankOf } from '../levels';
import { defineRule, lifeOf } from '../rule';
import { figures } from '../rule-parameters';

const parameters = figures({});

/** The inherent level of a firm is the highest level among its risk points (DOMAIN §2.2). */
export const riskPoints = defineRule({
  kind: 'risk-points',
  scope: 'firm',
  parameters,
  effects: ({ riskPoint }) =>
    riskPoint.map((fact) => ({
      ...lifeOf(fact),
      kind: 'base',
      value: rankOf(fact.value.level),
      evidence: `${fact.value.name}: ${fact.value.level}, ${fact.value.assessedOn}, ${fact.source}`,
    })),
});

import { rankOf } from '../levels';
import { lifeOf, type Rule } from '../rule';

/** The inherent level of a firm is the highest level among its risk points (DOMAIN §2.2). */
export const riskPoints: Rule<'R01'> = {
  id: 'R01',
  scope: 'firm',
  effects: ({ riskPoint }) =>
    riskPoint.map((fact) => ({
      ...lifeOf(fact),
      kind: 'base',
      value: rankOf(fact.value.level),
      evidence: `${fact.value.name}: ${fact.value.level}, ${fact.value.assessedOn}, ${fact.source}`,
    })),
};

import { rankOf } from '../levels';
import { lifeOf, type FactOf, type Rule, type RuleEffect } from '../rule';
import type { RuleParameters } from '../rule-set';

/**
 * A major hazard unit of level 1 to 4 raises the inherent level. A grading at fault gives no level: what it might be is
 * a gap, and a gap never lets a level fall. Below the critical quantity (no level, no fault) a unit says nothing.
 */
export const hazardUnits: Rule<'R02'> = {
  id: 'R02',
  scope: 'firm and unit',
  effects: ({ hazardUnit }, parameters) => hazardUnit.flatMap((fact) => effectsOf(fact, parameters)),
};

function effectsOf(fact: FactOf<'hazardUnit'>, { base }: RuleParameters['R02']): RuleEffect[] {
  const { unit, level, fault } = fact.value;
  const named = `${unit}: `;
  if (level !== null) {
    const evidence = `${named}重大危险源${level}级 · level ${level}, ${fact.source}`;
    return [{ ...lifeOf(fact), kind: 'base', value: rankOf(base[level]), evidence }];
  }
  if (fault === null) return [];
  return [{ ...lifeOf(fact), kind: 'gap', value: 0, evidence: `${named}${fault}, ${fact.source}` }];
}

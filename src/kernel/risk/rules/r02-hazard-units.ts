import type { z } from 'zod';
import { rankOf } from '../levels';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { figures, floorLevel } from '../rule-parameters';

const parameters = figures({
  base: figures({ 1: floorLevel, 2: floorLevel, 3: floorLevel, 4: floorLevel }).describe(
    '一至四级各为何级 · The level that each level of unit gives',
  ),
});
type Figures = z.output<typeof parameters>;

/**
 * A major hazard unit of level 1 to 4 raises the inherent level. A grading at fault gives no level: what it might be is
 * a gap, and a gap never lets a level fall. Below the critical quantity (no level, no fault) a unit says nothing.
 */
export const hazardUnits = defineRule({
  kind: 'hazard-units',
  scope: 'firm and unit',
  parameters,
  effects: ({ hazardUnit }, parameters) => hazardUnit.flatMap((fact) => effectsOf(fact, parameters)),
});

function effectsOf(fact: FactOf<'hazardUnit'>, { base }: Figures): RuleEffect[] {
  const { unit, level, fault } = fact.value;
  const named = `${unit}: `;
  if (level !== null) {
    const evidence = `${named}重大危险源${level}级 · level ${level}, ${fact.source}`;
    return [{ ...lifeOf(fact), kind: 'base', value: rankOf(base[level]), evidence }];
  }
  if (fault === null) return [];
  return [{ ...lifeOf(fact), kind: 'gap', value: 0, evidence: `${named}${fault}, ${fact.source}` }];
}

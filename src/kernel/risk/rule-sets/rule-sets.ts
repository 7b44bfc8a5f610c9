import { createHash } from 'node:crypto';
import type { RuleSet } from '../rule-set';
import { cnSxDefault } from './cn-sx-default';

/** All versions that the hub judges by, each on its dates. */
export const RULE_SETS: readonly RuleSet[] = [cnSxDefault];

const marks = new WeakMap<readonly RuleSet[], string>();

/** Changes with any word or figure of any version: what was assessed under another mark is to be assessed again. */
export function markOf(ruleSets: readonly RuleSet[]): string {
  const known = marks.get(ruleSets);
  if (known) return known;
  const mark = createHash('sha256').update(JSON.stringify(ruleSets)).digest('base64url');
  marks.set(ruleSets, mark);
  return mark;
}

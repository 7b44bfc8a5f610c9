import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSet } from '../rule-set';
import { readRuleSets } from '../rule-set-document';

/** The shipped documents, which lie beside this module, in the order of their dates. */
const SHIPPED = ['cn-sx-2019.yaml', 'cn-sx-default.yaml'];

/** All versions that the hub judges by, each on its dates. */
export const RULE_SETS: readonly RuleSet[] = readRuleSets(
  SHIPPED.map((name) => ({ name, text: readFileSync(join(__dirname, name), 'utf8') })),
);

const marks = new WeakMap<readonly RuleSet[], string>();

/** Changes with any word or figure of any version: what was assessed under another mark is to be assessed again. */
export function markOf(ruleSets: readonly RuleSet[]): string {
  const known = marks.get(ruleSets);
  if (known) return known;
  const mark = createHash('sha256').update(JSON.stringify(ruleSets)).digest('base64url');
  marks.set(ruleSets, mark);
  return mark;
}

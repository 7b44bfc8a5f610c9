import type { KnownFacts } from './rule';
import type { RuleEntry } from './rule-set';
import type { Effect } from './timeline';
import { lifeOf } from './rule';
import { cityTime } from './words';

/**
 * No rule set can do without it, so it stands in none: while something about a firm could not be read, its level holds or
 * rises (DESIGN §5). Shown among the reasons.
 */
const ENTRY: RuleEntry<'step-down'> = {
  ...{ id: 'INPUT', kind: 'step-down', titleZh: '输入被拒收' },
  when: '有关记录被拒收、未更正 · records about the firm were refused and not put right',
  effect: '更正前只升不降 · holds or rises until they are',
  basis: '未知不等于安全 · unknown is not safe',
  ...{ certainty: 'P', validFrom: null, validTo: null, where: null, variants: [] },
  parameters: { stepsPerDay: 1 },
};

export const refusedInput = ({ refusal }: KnownFacts): Effect[] =>
  refusal.map((fact) => {
    const { stream, records, reason } = fact.value;
    const evidence = `${fact.source} ${stream}: ${records}条未能读取 · ${records} refused since ${cityTime(fact.from)}: ${reason}`;
    const life = lifeOf(fact);
    return { ...life, began: life.from, ends: life.to, kind: 'gap', value: 0, evidence, entry: ENTRY };
  });

import type { Sweep } from '../graphql/define-subgraph';
import type { RuleSet } from './rule-set';
import { markOf, RULE_SETS } from './rule-sets/rule-sets';

/**
 * Other rules reach every firm, not only those of which something is heard: who was last assessed under others is
 * assessed again, at most 500 firms at a time, so that alarms pass between, all in one batch. When a version that is
 * known begins to hold is a moment of each firm's own (@see riskClock).
 */
export function rulesSweep(ruleSets: readonly RuleSet[] = RULE_SETS): Sweep {
  const mark = markOf(ruleSets);
  return {
    name: 'risk-rules',
    everySeconds: 60,
    async run(tx) {
      const others = await tx.query<{ uscc: string }>(
        `select distinct uscc from (
           select uscc from hub.risk_state where rules is null or rules < $1 or rules > $1 limit 500) others`,
        [mark],
      );
      if (others.length === 0) return null;
      return { reassess: others.map(({ uscc }) => uscc), batchId: `rules ${mark}` };
    },
  };
}

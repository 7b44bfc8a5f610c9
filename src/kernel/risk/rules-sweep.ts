import type { Sweep } from '../graphql/define-subgraph';
import { FIRMS_AT_ONCE } from './clock';
import { readRegime } from './regime';

/**
 * Another regime reaches every firm, not only those of which something is heard: who was last assessed under another is
 * assessed again, some firms at a time, so that alarms pass between, all in one batch. When rules or a period that
 * are known begin is a moment of each firm's own (@see riskClock).
 */
export const rulesSweep: Sweep = {
  name: 'risk-rules',
  everySeconds: 1,
  async run(tx) {
    const { mark } = await readRegime(tx);
    const others = await tx.query<{ uscc: string }>(
      `select distinct uscc from (
         select uscc from hub.risk_state where rules is null or rules < $1 or rules > $1 limit ${FIRMS_AT_ONCE}) others`,
      [mark],
    );
    if (others.length === 0) return null;
    return { reassess: others.map(({ uscc }) => uscc), batchId: `rules ${mark}` };
  },
};

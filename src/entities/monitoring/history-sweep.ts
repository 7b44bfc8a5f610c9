import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { trimJudgeLog } from './judge-memory';

/** Makes tomorrow's partition and lets go of what is older than monitoring.setting says. */
export const historySweep: Sweep = {
  name: 'reading-history',
  everySeconds: 60,
  async run(tx, now) {
    await tx.query('select monitoring.keep_readings($1)', [now]);
    await trimJudgeLog(tx, now);
    return null;
  },
};

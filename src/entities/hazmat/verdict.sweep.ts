import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { judgeMarked } from './register-watchers';
import { lockJudging } from './rejudge';

/** Judges the trips that were too many for the transaction that changed what they depend on. */
export const verdictSweep: Sweep = {
  name: 'trip-verdicts',
  everySeconds: 1,
  async run(tx, now) {
    const [due] = await tx.query('select from hazmat.waybill where recheck limit 1');
    if (!due) return null;
    await lockJudging(tx);
    return judgeMarked(tx, now);
  },
};

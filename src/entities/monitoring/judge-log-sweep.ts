import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { trimJudgeLog } from './judge-memory';
import { trimPointChanges } from './point-memory';

/** Forgets how judging came to what it remembers, where the readings are gone too. Apart from them: dropping a part stops writers until the commit. */
export const judgeLogSweep: Sweep = {
  name: 'judge-log',
  everySeconds: 60,
  async run(tx, now) {
    await trimJudgeLog(tx, now);
    await trimPointChanges(tx);
    return null;
  },
};

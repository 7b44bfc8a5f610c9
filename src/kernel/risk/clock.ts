import type { Sweep } from '../graphql/define-subgraph';

/**
 * Firms in one transaction of a mass change. An alarm of one of them, and its place in the log, waits for as long as that
 * takes; with 500 they waited longer, and the whole was no sooner done (npm run bench -- risk opening).
 */
export const FIRMS_AT_ONCE = 200;

/** Time itself moves levels: holds run out, deadlines pass, a step down falls due. */
export const riskClock: Sweep = {
  name: 'risk-clock',
  everySeconds: 1,
  async run(tx, now) {
    const due = await tx.query<{ uscc: string }>(
      `select distinct uscc from (
         select uscc from hub.risk_state where next_at <= $1::timestamptz order by next_at limit ${FIRMS_AT_ONCE}) due`,
      [now],
    );
    return due.length > 0 ? { reassess: due.map(({ uscc }) => uscc) } : null;
  },
};

import type { Sweep } from '../graphql/define-subgraph';

/** Time itself moves levels: holds run out, deadlines pass, a step down falls due. At most 500 firms at a time. */
export const riskClock: Sweep = {
  name: 'risk-clock',
  everySeconds: 1,
  async run(tx, now) {
    const due = await tx.query<{ uscc: string }>(
      `select distinct uscc from (
         select uscc from hub.risk_state where next_at <= $1::timestamptz order by next_at limit 500) due`,
      [now],
    );
    return due.length > 0 ? { reassess: due.map(({ uscc }) => uscc) } : null;
  },
};

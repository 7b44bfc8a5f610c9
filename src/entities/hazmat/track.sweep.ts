import type { Sweep } from '../../kernel/graphql/define-subgraph';

/** How much of a vehicle's way is kept. */
const KEPT = '2 hours';

/** Lets go of what is older. The latest position of each vehicle is kept apart from its track. */
export const trackSweep: Sweep = {
  name: 'vehicle-tracks',
  everySeconds: 60,
  async run(tx, now) {
    await tx.query(`delete from hazmat.track where at < $1::timestamptz - interval '${KEPT}'`, [now]);
    return null;
  },
};

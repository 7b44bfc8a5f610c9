import type { Sweep } from '../../kernel/graphql/define-subgraph';

/**
 * Lets go of readings that are older than monitoring.setting says, and of the oldest when they take more room than it
 * allows: whole parts of the history at a time, so up to one part's length more may be kept.
 */
export const historySweep: Sweep = {
  name: 'reading-history',
  everySeconds: 15,
  async run(tx, now) {
    await tx.query('select monitoring.keep_readings($1)', [now]);
    return null;
  },
};

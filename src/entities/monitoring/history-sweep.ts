import type { Sweep } from '../../kernel/graphql/define-subgraph';

/**
 * Lets go of readings that are older than monitoring.setting says, and of the oldest when they take more room than it
 * allows: whole parts of the history at a time, so up to one part's length more may be kept. What is not summed up yet
 * stays (@see rollUpSweep).
 */
export const historySweep: Sweep = {
  name: 'reading-history',
  everySeconds: 15,
  async run(tx, now) {
    await tx.query('select monitoring.keep_readings($1)', [now]);
    return null;
  },
};

/** The same for what is summed up. Apart from it, so that readings are not waited for. */
export const rollUpHistorySweep: Sweep = {
  name: 'roll-up-history',
  everySeconds: 60,
  async run(tx, now) {
    await tx.query('select monitoring.keep_roll_ups($1)', [now]);
    return null;
  },
};

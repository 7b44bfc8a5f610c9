import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { tellPeriods } from './period-events';

/** Tells that event periods are announced anew, open and end, each with the moment at which it was due. */
export const periodsSweep: Sweep = {
  name: 'event-periods',
  everySeconds: 1,
  async run(tx, now) {
    const events = await tellPeriods(tx, now);
    return events.length > 0 ? { events } : null;
  },
};

import type { TripRule } from './rule';

/** Nobody escorts the load. */
export const noEscort: TripRule = {
  id: 'V06',
  findings: ({ escort }) =>
    escort ? [] : [{ about: 'escort', message: '未配备押运员 · the trip has no escort' }],
};

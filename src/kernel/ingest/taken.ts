import type { Counts } from './source-table';

/**
 * What became of records. `refused`: how many could not be taken, also those whose refusal was on file before (they count
 * as unchanged).
 */
export interface Taken extends Counts {
  refused: number;
}

export const NOTHING_TAKEN: Taken = {
  ...{ received: 0, stored: 0, unchanged: 0, superseded: 0, rejected: 0, refused: 0 },
};

export const addTaken = (one: Taken, other: Taken): Taken => ({
  received: one.received + other.received,
  stored: one.stored + other.stored,
  unchanged: one.unchanged + other.unchanged,
  superseded: one.superseded + other.superseded,
  rejected: one.rejected + other.rejected,
  refused: one.refused + other.refused,
});

import type { Counts } from './source-table';

/**
 * What became of records. `refused`: how many could not be taken, also those whose refusal was on file before (they count
 * as unchanged); 0 when somebody has dismissed them all.
 */
export interface Taken extends Counts {
  refused: number;
}

export const NOTHING_TAKEN: Taken = {
  ...{ received: 0, stored: 0, unchanged: 0, superseded: 0, rejected: 0, refused: 0 },
};

/** Something was there, and nothing of it could be read. */
export const isUnread = ({ received, refused }: Pick<Taken, 'received' | 'refused'>): boolean =>
  received > 0 && refused === received;

/** What one reading of a list, table or file came to, over all its parts. */
export class Outcome {
  private read = false;
  private refused = false;

  add(taken: Pick<Taken, 'received' | 'refused'>): void {
    if (isUnread(taken)) this.refused = true;
    else if (taken.received > 0) this.read = true;
  }

  /** A part of it is as it was, and could be read then. */
  addKnown(): void {
    this.read = true;
  }

  get isRead(): boolean {
    return this.read;
  }

  /** The source is as good as silent, also while nothing changes. */
  get isUnread(): boolean {
    return this.refused && !this.read;
  }
}

export const addTaken = (one: Taken, other: Taken): Taken => ({
  received: one.received + other.received,
  stored: one.stored + other.stored,
  unchanged: one.unchanged + other.unchanged,
  superseded: one.superseded + other.superseded,
  rejected: one.rejected + other.rejected,
  refused: one.refused + other.refused,
});

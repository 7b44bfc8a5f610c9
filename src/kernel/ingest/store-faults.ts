import { setTimeout as delay } from 'node:timers/promises';

/** Another transaction came between; the same work again will do. */
export class StoreConflict extends Error {}

/** The page touches more subjects than one transaction may hold locked; it is to be halved. */
export class PageTooWide extends Error {}

/** The source's checkpoint is not where this reader left it: another process reads the source now. */
export class ReaderReplaced extends Error {}

const ATTEMPTS = 6;
const codeOf = (error: unknown): string => String((error as { code?: unknown })?.code ?? '');

/** serialization_failure, deadlock_detected, lock_not_available */
const isPassing = (error: unknown): boolean =>
  error instanceof StoreConflict || ['40001', '40P01', '55P03'].includes(codeOf(error));

/**
 * True when the record itself is at fault, so that the rest of its page can go on without it: a value that the database
 * refuses (class 22 data, 23 constraint), or one that code of a slice trips over. Not: a missing table or right (42),
 * a lost connection or full disk.
 */
export const isRecordFault = (error: unknown): boolean =>
  /^2[23]/.test(codeOf(error)) || error instanceof TypeError || error instanceof RangeError;

/** Runs it again after a conflict with another transaction, a few times, with jitter. */
export async function withRetries<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || attempt === ATTEMPTS) throw error;
      await delay(Math.random() * 20 * 2 ** attempt);
    }
  }
}

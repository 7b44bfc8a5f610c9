import { ClientError } from '../errors';

/**
 * Entries of lists in one answer. The cost of an operation is estimated before it runs, with ten entries for a list
 * that takes no page size; lists that lead back to each other (a division's parent, its children, …) hold more, level
 * by level.
 */
export const MOST_ENTRIES = 50_000;

const taken = new WeakMap<object, number>();

/** Counts entries of a request (of an event of a subscription), by its context; throws when they are too many. */
export function takeEntries(context: object, entries: number): void {
  const total = (taken.get(context) ?? 0) + entries;
  taken.set(context, total);
  if (total > MOST_ENTRIES)
    throw new ClientError(
      'BAD_USER_INPUT',
      `The answer would hold more than ${MOST_ENTRIES} entries: ask for fewer.`,
    );
}

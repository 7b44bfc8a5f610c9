import type { LogFilter } from '../graphql/context';
import type { LoggedEvent } from './event';

/** Whether an event in memory is what the filter selects; says the same as the SQL of `selectEvents`, and asks `where`. */
export function matches(filter: LogFilter, event: LoggedEvent): boolean {
  return (
    filter.topics.includes(event.topic) &&
    (absent(filter.division) || (event.division?.startsWith(filter.division) ?? false)) &&
    oneOf(filter.uscc, event.uscc) &&
    oneOf(filter.industry, event.industry) &&
    (absent(filter.committee) || event.committee === filter.committee) &&
    (absent(filter.minRank) || (event.rank !== null && event.rank >= filter.minRank)) &&
    (absent(filter.direction) || event.direction === filter.direction) &&
    (filter.where?.(event) ?? true)
  );
}

const absent = (value: unknown): value is null | undefined => value === null || value === undefined;

const oneOf = (wanted: readonly string[] | null | undefined, value: string | null) =>
  absent(wanted) || (value !== null && wanted.includes(value));

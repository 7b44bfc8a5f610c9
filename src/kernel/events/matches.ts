import type { LogFilter } from '../graphql/context';
import type { LoggedEvent, Place } from './event';

/** Whether an event in memory is what the filter selects; says the same as the SQL of `selectEvents`, and asks `where`. */
export function matches(filter: LogFilter, event: LoggedEvent): boolean {
  return (
    filter.topics.includes(event.topic) &&
    oneOf(filter.uscc, event.uscc) &&
    (isPlaced(filter, event) || (event.left !== null && isPlaced(filter, event.left))) &&
    (absent(filter.minRank) || (event.rank !== null && event.rank >= filter.minRank)) &&
    (absent(filter.direction) || (event.direction ?? filter.direction) === filter.direction) &&
    (filter.where?.(event) ?? true)
  );
}

const isPlaced = (filter: LogFilter, { division, industry, committee }: Place): boolean =>
  (absent(filter.division) || (division?.startsWith(filter.division) ?? false)) &&
  oneOf(filter.industry, industry) &&
  (absent(filter.committee) || committee === filter.committee);

const absent = (value: unknown): value is null | undefined => value === null || value === undefined;

const oneOf = (wanted: readonly string[] | null | undefined, value: string | null) =>
  absent(wanted) || (value !== null && wanted.includes(value));

import type DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { Clock } from '../clock';
import type { CountedSql, Database, Sql } from '../database/sql';
import type { EventDraft, LoggedEvent } from '../events/event';
import type { EntityClass } from '../ingest/contract';
import type { Consequences } from './define-subgraph';
import type { Also } from './select-list';
import type { ReadKeys } from './shared-reads';

/** Who is asking: carried by HTTP header, socket and SSE alike. Rights will be read from here and nowhere else. */
export interface Viewer {
  id: string;
  name: string;
  department: string | null;
  roles: string[];
  divisions: string[];
  expiresAt: Date | null;
}

export type FreshnessState = 'FRESH' | 'STALE' | 'UNKNOWN';

/** The shape of the GraphQL type Freshness. */
export interface FreshnessValue {
  source: string;
  observedAt: Date | null;
  receivedAt: Date | null;
  state: FreshnessState;
}

/** Opaque, signed positions. Forged or of another filter: BAD_USER_INPUT. */
export interface Cursors {
  /** Of a keyset page: the sort keys of a row, bound to what was asked (`scope` = filter and order). */
  encodeKey(scope: string, keys: readonly (string | number | null)[]): string;
  decodeKey(scope: string, argument: string, cursor: string): (string | number | null)[];
  /** Of the event log. */
  encodeSeq(seq: number): string;
  /** Throws BAD_USER_INPUT when forged, RESYNC_REQUIRED of another epoch. The reader also refuses what is ahead of the head or trimmed. */
  decodeSeq(argument: string, cursor: string): number;
}

/** Selects from the log; each field narrows. `minRank` looks at the worst rank before or after. */
export interface LogFilter {
  topics: readonly string[];
  /** Prefix of the division code. */
  division?: string | null;
  uscc?: readonly string[] | null;
  industry?: readonly string[] | null;
  committee?: string | null;
  minRank?: number | null;
  direction?: 'UP' | 'DOWN' | null;
  /** What columns cannot say, over the payload; applied after the columns. */
  where?: (event: LoggedEvent) => boolean;
}

/** Reading side of the event log. */
export interface EventReader {
  /** Up to `first` events after the cursor in order; without a cursor from the oldest kept. RESYNC_REQUIRED when older than the log. */
  page(
    sql: Sql,
    filter: LogFilter,
    options: { after: string | null; first: number },
  ): Promise<{
    events: LoggedEvent[];
    hasNextPage: boolean;
    /** Everything up to here was looked at: resume from it, also when no event matched. */
    covered: string;
  }>;
  /** Every event after the cursor, in order, then live, without a seam; without a cursor live from now. Ends when the consumer returns. */
  follow(filter: LogFilter, after: string | null): AsyncIterableIterator<LoggedEvent>;
  /** As `follow`, but the cursor is checked against the log before it returns: for subscription resolvers. */
  subscribe(filter: LogFilter, after: string | null): Promise<AsyncIterableIterator<LoggedEvent>>;
}

/** What every process of the hub has; lives as long as it runs. */
export interface HubServices {
  database: Database;
  clock: Clock;
  cursors: Cursors;
  events: EventReader;
  /** Known from memory, no statement: the state of a source now, and of a row that it brought. */
  freshness: {
    /** UNKNOWN when the source is DOWN or was never heard, STALE when it is LATE or the row is older than its own interval. */
    of(row: {
      source: string;
      observedAt: Date | null;
      receivedAt: Date | null;
      intervalSeconds?: number | null;
    }): FreshnessValue;
    /** The worst of several, with the stalest input's times. Empty: UNKNOWN. */
    worst(values: readonly FreshnessValue[]): FreshnessValue;
    /** The worst of these sources by when each was last heard; `*`: of all but those that are PAUSED with nothing left of them. None of them known: UNKNOWN. */
    ofSources(ids: readonly string[]): FreshnessValue;
    /** SourceState of hub.source by id, as it is now. */
    sourceState(id: string): string;
    /** True when no source, of whatever process, is LATE, DOWN or never heard, nor PAUSED while something of what it brought is left. */
    allHeard(): boolean;
  };
  /** Latest readings as they are committed, not logged: subscription `readings`. */
  liveReadings: {
    /** `{ sensorId, at, receivedAt, value, text, quality, calibrating }`; bounded: of what a slow reader misses the latest wins. */
    follow(
      sensorIds: readonly string[],
      options?: { maxPerSecond?: number },
    ): AsyncIterableIterator<Record<string, unknown>>;
  };
  /** The one write path for what is not a connector: lock, facts, assess, events, commit (DESIGN §3.4). */
  commit<Result>(work: (tx: Sql, now: Date) => Promise<Consequences & { result: Result }>): Promise<Result>;
  /** Takes refused records in once more, through what their sources are read by now; how many were accepted. */
  retryRejected(ids: readonly string[]): Promise<number>;
}

/** One request's world. */
export interface HubContext extends HubServices {
  viewer: Viewer;
  /** Counted; use this for every read of the request. */
  sql: CountedSql;
  load: Load;
}

/**
 * Batched reads of one request. Rows are plain objects keyed by entity property. Only the columns behind the fields
 * that `info` asks for are read, plus the keys and what `also` names. Equal (entity, by, columns) share one statement
 * `= any($1)` per tick.
 */
export interface Load {
  one<Row extends object>(
    entity: EntityClass<Row>,
    by: keyof Row & string,
    key: string,
    options?: LoadOptions<Row>,
  ): Promise<Row | null>;
  many<Row extends object>(
    entity: EntityClass<Row>,
    by: keyof Row & string,
    key: string,
    options?: LoadOptions<Row>,
  ): Promise<Row[]>;
  /**
   * A loader of one's own, kept for the request under `name`. Requests of the same moment share a read of the same
   * name, so the name says everything that the values depend on beside the keys, and values are not to be changed.
   */
  batch<Key, Value>(name: string, read: ReadKeys<Key, Value>): DataLoader<Key, Value | null>;
}

export interface LoadOptions<Row> {
  info?: GraphQLResolveInfo;
  also?: Also<keyof Row & string>;
  /** Fixed narrowing and order, part of the loader's identity: SQL over the table's own columns, no parameters. */
  where?: string;
  orderBy?: string;
}

export type { EventDraft };

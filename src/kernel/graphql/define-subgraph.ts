import type { GraphQLResolveInfo } from 'graphql';
import type { MigrationInterface } from 'typeorm';
import type { Sql } from '../database/sql';
import type { EventDraft } from '../events/event';
import type { Connector, EntityClass, MappedReading } from '../ingest/contract';
import type { Retention } from '../ingest/retention';
import type { Fact, FactRetraction } from '../risk/facts';
import type { HubContext } from './context';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
type Class = Function;

/**
 * Answers a reference to one of this subgraph's entities (`{ uscc }`), once per object in the joined graph and once per
 * representation behind a gateway. null: there is no such entity. Batches through `context.load`; `info` is that of a
 * field whose selection covers what will be asked of the entity, for `context.load.one(…, { info })`.
 */
export type ReferenceResolver = (
  reference: Record<string, unknown>,
  context: HubContext,
  info: GraphQLResolveInfo,
) => unknown;

/** What a change of rows means to the rest of the hub; worked out inside the store's transaction. */
export interface Consequences {
  facts?: (Fact | FactRetraction)[];
  events?: EventDraft[];
  /** Rows for hub.subject (registry and committees only). */
  subjects?: SubjectRow[];
  /** Firms (USCC) to assess again although no fact of theirs changed: a clock came due. */
  reassess?: string[];
  /** Of a mass change that is spread over several transactions. */
  batchId?: string;
}

/** Takes the hot path: a batch of readings of one source, inside the store's transaction; one batch at a time. */
export interface ReadingSink {
  store(
    batch: readonly (MappedReading & { receivedAt: Date })[],
    options: { tx: Sql; source: string; now: Date },
  ): Promise<ReadingOutcome>;
  /** Called after the commit of what `store` was given; memory may follow the database only from here. */
  committed(batch: readonly (MappedReading & { receivedAt: Date })[]): void;
  /** Called after a rollback: forget what `store` worked out. */
  rolledBack(): void;
}

/** Where the readings of all sources go. */
export interface ReadingTaker {
  /** One for each store: what it remembers follows the commits of that store. */
  openSink(): ReadingSink;
  /** Keeps readings for so long from now on. */
  keep?(tx: Sql, retention: Retention, now: Date): Promise<void>;
}

export interface ReadingOutcome extends Consequences {
  stored: number;
  unchanged: number;
  superseded: number;
  /** Indexes into the batch that cannot be taken, with the reason (unknown point, time too far ahead …). */
  rejected: { index: number; reason: string }[];
}

/** The only knowledge that slices share about a firm (DESIGN §4). */
export interface SubjectRow {
  uscc: string;
  /** Current division code; null when the registry's code is unknown. */
  division?: string | null;
  industry?: string | null;
  committee?: string | null;
  /** From when it is out of use 停用; null: in use. */
  outOfUseSince?: Date | null;
}

/** Called once per entity and page with the rows that really changed (before is null for a new row). */
export interface RowWatcher<Row extends object = object> {
  entity: EntityClass<Row>;
  consequences(
    changes: { before: Row | null; after: Row }[],
    tx: Sql,
    now: Date,
  ): Promise<Consequences> | Consequences;
}

/** Work that time itself brings: silence, a deadline that passes. Runs in one store transaction, at most every `everySeconds`. */
export interface Sweep {
  name: string;
  everySeconds: number;
  /** Returns null when nothing was due. Takes at most 500 subjects; is called again at once while it returns something. */
  run(tx: Sql, now: Date): Promise<Consequences | null>;
}

/** One subgraph: the list of everything that it brings. */
export interface Subgraph {
  /** Also the folder in each layer and the PostgreSQL schema. */
  name: string;
  title: string;
  resolvers: readonly [Class, ...Class[]];
  /** Object types that no field of this subgraph returns (references met only as keys). */
  orphanedTypes?: readonly Class[];
  /** __typename → resolver, for each type with a resolvable key. */
  references: Record<string, ReferenceResolver>;
  entities: readonly EntityClass[];
  migrations: readonly (new () => MigrationInterface)[];
  connectors: readonly Connector[];
  watchers?: readonly RowWatcher[];
  sweeps?: readonly Sweep[];
  /** JSON Schemas of the documents that it reads, by the names of their files, for `npm run emit` to publish. */
  schemas?(): ReadonlyMap<string, string>;
  /** Where readings go; at most one subgraph has it. */
  readings?: ReadingTaker;
}

/** Declares a subgraph; src/subgraphs lists them. */
export const defineSubgraph = (subgraph: Subgraph): Subgraph => subgraph;

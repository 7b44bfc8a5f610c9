import type { Log } from '../../log';
import type { Connector, Frame, MappedRow, SourceBinding, Stream } from '../contract';

/** A frame and the stream that reads it. */
export interface Delivery {
  /** Or why nobody reads it; then it is kept as one rejected record. */
  stream: Stream | { refusal: string };
  frame: Frame;
  /** Whether it proves that the source is alive now. @default true; false for what a broker kept from before. */
  live?: boolean;
}

export interface TakeOptions {
  /** What is to be remembered when that many records of these deliveries are stored. */
  checkpoint?: (progress: { records: number; done: boolean }) => string;
  /** Leaves out the first records: they were stored before. */
  skip?: number;
}

/** A row of a table that is read whole, as it was last accepted. */
export interface KnownRow {
  /** Tells it from all others of its table. */
  key: string;
  json: string;
}

/** What the last snapshots of a source held; outlives the process. */
export interface KnownRows {
  keys(stream: string): Promise<Set<string>>;
  rows(stream: string, keys: readonly string[]): Promise<KnownRow[]>;
  remember(stream: string, rows: readonly KnownRow[]): Promise<void>;
  forget(stream: string, keys: readonly string[]): Promise<void>;
  /** Which of these rows the hub holds from this source, in use. */
  inUse(rows: readonly MappedRow[]): Promise<MappedRow[]>;
}

/** What a transport hands its bytes to. */
export interface Intake {
  connector: Connector;
  binding: SourceBinding;
  /** As it stands in the database; moves in the transaction that stores what it stands for. */
  readonly checkpoint: string | null;
  /** Names this hub to a broker; the same after a restart, another for another database. */
  hubId: string;
  /** Somebody only looks: nothing may be left behind at the source. */
  trial?: boolean;
  log: Pick<Log, 'warn' | 'info'>;
  now(): Date;
  /**
   * Resolves when everything is committed: only then may the source be acknowledged. Waits out a database that is away.
   * Rejects when the run is over (aborted) or another process reads the source.
   */
  take(
    deliveries: readonly Delivery[],
    options?: TakeOptions,
  ): Promise<{ received: number; refused: number }>;
  /** Of tables that are read whole. */
  readonly known: KnownRows;
  /** The source answered, without records. */
  heard(): Promise<void>;
  /** Shows what is wrong in `sources`; never carries a secret. */
  failed(message: string): Promise<void>;
}

/** Moves bytes from one source until `signal` aborts, or throws SourceUnavailable to be run again later. */
export type Transport = (intake: Intake, signal: AbortSignal) => Promise<void>;

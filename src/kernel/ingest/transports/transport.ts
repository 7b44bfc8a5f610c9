import type { Sql } from '../../database/sql';
import type { Log } from '../../log';
import type { Piece } from '../piece';
import type { Connector, Frame, MappedRow, SourceBinding, Stream } from '../contract';
import type { Outcome, Taken } from '../taken';
import type { KnownDeliveries } from './webhook-contract';
import type { WebhookDoors } from './webhook-doors';

/** A frame and the stream that reads it. */
export interface Delivery {
  /** Or why nobody reads it; then it is kept as one rejected record. `piece`: if it is not the whole of what came. */
  stream: Stream | { refusal: string; piece?: Piece };
  frame: Frame;
  /** Whether it proves that the source is alive now. @default true; false for what a broker kept from before. */
  live?: boolean;
}

/** How many records of the deliveries are stored, with those that were left out; before, and whether these are all. */
export interface Progress {
  before: number;
  records: number;
  done: boolean;
}

export interface TakeOptions {
  /**
   * What is to be remembered when that many records of these deliveries are stored. `unread`: and nothing of the reading could
   * be read so far. It is asked for both, and what became of the records decides.
   */
  checkpoint?: (progress: Progress & { unread: boolean }) => string;
  /** The reading that these deliveries are a part of. @default one of its own */
  reading?: Outcome;
  /** Written in the transaction that stores what it stands for; `taken` is what became of all records of this call so far. */
  alongside?(tx: Sql, progress: Progress, taken: Taken): Promise<void>;
  /** Rejects when it cannot be stored now, in place of waiting until it can. */
  once?: boolean;
  /** Makes ready at once, and stores nothing before this is resolved. */
  after?: Promise<unknown>;
  /** Leaves out the first records: they were stored before. */
  skip?: number;
  /** Remembers which records of a file are refused (@see FileRefusals); `before`: so many records of it came earlier. */
  refusals?: { file: string; before: number };
}

/** A record of a file that was refused, by its number from the beginning of the file. */
export interface FileRefusal {
  number: number;
  reason: string;
}

/** What of the file that a source is reading was refused; written with the rows, so it outlives the process. */
export interface FileRefusals {
  /** In the order of their numbers, the next some behind a number. Empty: there are no more. */
  behind(file: string, number: number): Promise<FileRefusal[]>;
  forget(file: string): Promise<void>;
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
  /** Of several sessions that share a source, which one this is, from 0. @default 0 */
  slot?: number;
  /** Somebody only looks: nothing may be left behind at the source. */
  trial?: boolean;
  log: Pick<Log, 'warn' | 'info'>;
  now(): Date;
  /**
   * Resolves when everything is committed: only then may the source be acknowledged. Waits out a database that is away.
   * Rejects when the run is over (aborted) or another process reads the source.
   */
  take(deliveries: readonly Delivery[], options?: TakeOptions): Promise<Taken>;
  /** Of tables that are read whole. */
  readonly known: KnownRows;
  readonly refusals: FileRefusals;
  /** Of sources that push. */
  readonly deliveries: KnownDeliveries;
  /** Where sources push to. */
  readonly doors: WebhookDoors;
  /** The source answered, without records. */
  heard(): Promise<void>;
  /** Shows what is wrong in `sources`; never carries a secret. */
  failed(message: string): Promise<void>;
  /** What lies at the source and nobody reads; null: nothing. Shown in `sources` where nothing worse is. */
  leftUnread(what: string | null): Promise<void>;
}

/** Moves bytes from one source until `signal` aborts, or throws SourceUnavailable to be run again later. */
export type Transport = (intake: Intake, signal: AbortSignal) => Promise<void>;

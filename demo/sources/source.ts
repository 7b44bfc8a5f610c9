import type { SourceBinding } from '../../src/kernel/ingest/contract';
import type { City } from '../city/generate-city';
import type { MovableClock } from '../clock';
import type { DemoOptions } from '../options';
import type { Ledger } from './ledger';
import type { RecordStream } from './record-stream';

/** One simulated source system, running. */
export interface Source {
  binding: SourceBinding;
  /** Its records, for the command `set`. */
  streams: RecordStream[];
  /** Falls silent; `how` in the source's own words, see demo/README.md. */
  stop(how?: string): unknown;
  start(): unknown;
  /** Writes its files now and answers their names; only of sources that drop files. */
  drop?(): Promise<string[]>;
  /** Does what has become due; called four times a second unless the city is frozen. */
  tick?(): unknown;
  close?(): Promise<void>;
}

/** What a source is opened with. */
export interface Surroundings {
  options: DemoOptions;
  city: City;
  clock: MovableClock;
  /** Of this source alone, when it needs one. */
  folder: string;
  ledger: Ledger;
}

export type OpenSource = (around: Surroundings) => Promise<Source>;

/** null: the city was started without what this source needs, so it has none. */
export type OpenOptionalSource = (around: Surroundings) => Promise<Source | null>;

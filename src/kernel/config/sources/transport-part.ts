import type { z } from 'zod';
import type { Connector } from '../../ingest/contract';

/** Reports a fault of one source; `path` starts at the source. */
export type AddFault = (path: readonly PropertyKey[], message: string) => void;

/** What hub.yaml may say of a source because of its transport. */
export interface TransportPart {
  /** What an address looks like. A login in it would be a secret in the text. */
  address: { pattern: RegExp; allowed: string };
  /** Keys of a source that only some transports have. */
  keys: z.core.$ZodLooseShape;
  /** Keys of an entry of its `streams`. */
  streamKeys: z.core.$ZodLooseShape;
  /** What has to fit together. Runs beside the checks of the keys, so nothing is known to be of the right type. */
  check?(source: Readonly<Record<string, unknown>>, add: AddFault, connector: Connector): void;
}

/** What is none is reported by its own schema. */
export const mapOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

import type { z } from 'zod';

/** What a transport hands over: bytes and where they came from, nothing interpreted. */
export interface Frame {
  /** The topic, request path or file name. */
  channel: string;
  bytes: Buffer;
  receivedAt: Date;
}

/** A class with TypeORM columns. Table, schema and column names come from its metadata. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type EntityClass<Row extends object = any> = new () => Row;

/** A row for an entity table. Late and repeated rows change nothing: the newest `observedAt` wins, ties go to the later arrival. */
export interface MappedRow<Row extends object = object> {
  entity: EntityClass<Row>;
  values: Partial<Row>;
  /** When the source says that this state was true. */
  observedAt: Date;
}

/** One value of one measuring point. */
export interface MappedReading {
  sensorId: string;
  at: Date;
  value: number | null;
  text?: string | null;
  quality: 'GOOD' | 'UNCERTAIN' | 'BAD' | 'SUBSTITUTED';
  /** The device is in calibration 标校: kept, shown, never judged. */
  calibrating?: boolean;
}

export interface Mapped {
  rows?: MappedRow[];
  readings?: MappedReading[];
}

/**
 * One kind of record that a source sends. `record` and `map` are pure.
 * A record that fails either goes to hub.rejected_record as it came, with the reason; the rest go on.
 */
export interface Stream<Rec = unknown> {
  name: string;
  /** Where it comes in: MQTT topic filter, path below the base address, or a file name with `*`. */
  channel: string;
  /** How bytes become records. `json`: one record or an array of them. `csv`: one record a line, keys from the head line. */
  format: 'json' | 'csv';
  /** Of `csv` files and JSON text. @default 'utf8' */
  charset?: 'utf8' | 'gb18030';
  /** For `json` frames that wrap their records: the property that holds the array. */
  items?: string;
  /**
   * For frames that bundle values of one moment: turns what was decoded into the raw records, each of which is then
   * checked, counted and, if need be, rejected alone. Pure; sees what is not yet checked. Without it one decoded item is one record.
   */
  split?(raw: unknown): unknown[];
  record: z.ZodType<Rec>;
  map(record: Rec, frame: { channel: string; receivedAt: Date }): Mapped;
}

/** One source system. `name` is the folder, the source id, the log field and the commit scope. */
export interface Connector {
  name: string;
  subgraph: string;
  /** Whose system it is, bilingual: 中文 · English. */
  owner: string;
  transport: 'mqtt' | 'http' | 'files';
  /** The source promises to be heard at least this often; @see freshness. */
  rhythmSeconds: number;
  streams: Stream[];
}

/** Keeps each stream's record type between its schema and its map. */
export const stream = <Rec>(definition: Stream<Rec>): Stream => definition as unknown as Stream;

/** Declares a connector; throws on a name or stream that cannot work. */
export function defineConnector(connector: Connector): Connector {
  const names = connector.streams.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw new Error(`${connector.name}: two streams share a name`);
  if (!/^[a-z][a-z-]*$/.test(connector.name))
    throw new Error(`${connector.name}: a connector is named in kebab-case`);
  return connector;
}

/** How one source is reached; from hub.yaml or the demo city. */
export interface SourceBinding {
  /** The connector's name, which is also the source's id. */
  name: string;
  transport: 'mqtt' | 'http' | 'files';
  /** mqtt://host:port, http://host:port/base or a folder. */
  address: string;
  /** Overrides the connector's own. */
  rhythmSeconds?: number;
  username?: string;
  /** Password or bearer token, already resolved from its reference. */
  secret?: string;
}

import type { z } from 'zod';
import type { Charset } from './charset';
import { protocols, type ProtocolName } from './protocols/protocols';
import type { HttpAuth, Paging } from './transports/http-contract';
import type { UnpackedWorkbook } from './workbook';

/** What a transport hands over: bytes and where they came from, nothing interpreted. */
export interface Frame {
  /** The topic, request path or file name. */
  channel: string;
  bytes: Buffer;
  receivedAt: Date;
  /** Of lines that are part of a file: the number of the first one that holds a record (behind the head, if any). */
  line?: number;
  /** Of a spreadsheet, once it is unpacked (@see unpack). */
  workbook?: UnpackedWorkbook;
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
 * A table in a workbook. Its head begins in the row that has a cell `firstHead` and is `headRows` rows high; what stands
 * above is a title. Heads of several rows become keys `group/leaf`.
 */
export interface SheetLayout {
  name: string;
  firstHead: string;
  /** @default 1 */
  headRows?: number;
}

/**
 * Turns one decoded item of a vendor into what the stream expects in its place, before `split`: none, one or several.
 * Throws RecordRejected.
 */
export type Mapping = (item: unknown, frame: Pick<Frame, 'channel' | 'receivedAt'>) => Promise<unknown[]>;

/**
 * One kind of record that a source sends. `record` and `map` are pure.
 * A record that fails either goes to hub.rejected_record as it came, with the reason; the rest go on.
 */
export interface Stream<Rec = unknown> {
  name: string;
  /** Where it comes in: MQTT topic filter, path below the base address or below `/ingest/NAME`, or a file name with `*`. */
  channel: string;
  /**
   * How bytes become records. `json`: one record or an array of them. `jsonl`: each line is such a text. `csv`: one record
   * a line, keys from the head line. `xml`: one record an element (@see xmlRecords). `xlsx`: one record a row of `sheet`.
   * Over TCP the protocol: one record a frame.
   */
  format: 'json' | 'jsonl' | 'csv' | 'xml' | 'xlsx' | ProtocolName;
  /** Of `xlsx`: where in the workbook the table stands. Streams that share a channel share the workbook. */
  sheet?: SheetLayout;
  /** Of text; `auto`: found out (@see CharsetVotes). @default 'auto' of files and of XML, else 'utf8' */
  charset?: Charset | 'auto';
  /**
   * For `json` that wraps its records: the property that holds the array, or a path to it (`data.rows`). For `xml` the path
   * of the record elements from the root (`data.rows.row`); empty: the root is the record. @default its children
   */
  items?: string;
  /** Of files over HTTP: which there are, below the address. @default the channel */
  files?: readonly string[];
  /** From a vendor's shape to what this stream reads; from hub.yaml, never of a connector (@see asBound). */
  mapping?: Mapping;
  /**
   * For frames that bundle values of one moment: turns what was decoded into the raw records, each of which is then
   * checked, counted and, if need be, rejected alone. Pure; sees what is not yet checked. Without it one decoded item is one record.
   */
  split?(raw: unknown): unknown[];
  /** Over HTTP: a source that does not have the list (404) is heard all the same. @default false */
  optional?: boolean;
  /** Over HTTP: ask for what was changed in a stretch of time, not for the whole list. */
  window?: TimeWindow;
  /** Over HTTP: how the pages of the list, or of a window, follow one another. @default by page number */
  paging?: Paging;
  /** Over SQL, where `channel` is the table or view (`schema.table`): how it is read on from where it was left. */
  table?: TableOrder;
  /** Over SQL, in place of `table`: it is read whole each time, and rows that are gone are out of use. */
  snapshot?: TableSnapshot;
  /**
   * For streams of thousands of records a second: what `record` and `map` make of a raw record in its plainest form, without
   * the cost of the schema; null: those two decide. Pure.
   */
  plain?(raw: unknown): Mapped | null;
  record: z.ZodType<Rec>;
  map(record: Rec, frame: { channel: string; receivedAt: Date }): Mapped;
}

/**
 * How a list that is too long to be read whole is read: only the records whose own change time lies between two moments
 * (RFC 3339, both included). The next window begins where the last committed one ended, by the source's own clock.
 */
export interface TimeWindow {
  /** Names of the two query parameters. */
  from: string;
  to: string;
  /** How far a window reaches back into the one before: longer than a record may take from its change time to the list. */
  overlapSeconds: number;
  /** How far back the first window reaches. */
  firstSpanSeconds: number;
  /** A longer stretch is read in windows of at most this length. @default all in one */
  stepSeconds?: number;
}

/** The order in which a table is read. The table should have an index on these columns, or each reading walks all of it. */
export interface TableOrder {
  /** The column with the time of the last change, set with every change. A time without a zone is the city's. */
  watermark: string;
  /** Columns that no two rows have in common. */
  key: readonly string[];
  /**
   * By how much a row may show up later than its watermark says: the source's longest transaction, and what its clocks
   * differ from the hub's. Rows younger than this are read again each time. @default 300
   */
  lagSeconds?: number;
}

/**
 * How a table without a time of change is read: whole, as it is at one moment. What its rows say is true at that moment
 * (`observedAt`), and what they became is put out of use (`outOfUseSince`) when a later snapshot no longer has them.
 */
export interface TableSnapshot {
  /** Columns that tell a row from all others, and that make up the key of what it becomes. */
  key: readonly string[];
  /**
   * A snapshot in which a greater share of the rows known before is missing is taken for a fault of the source: none is put
   * out of use. An empty one is refused whatever stands here. Five rows may always go. @default 0.1
   */
  maxRetiredShare?: number;
}

/** One source system. `name` is the folder, the source id, the log field and the commit scope. */
export interface Connector {
  name: string;
  subgraph: string;
  /** Whose system it is, bilingual: 中文 · English. */
  owner: string;
  transport: 'mqtt' | 'http' | 'files' | 'sql' | 'tcp' | 'webhook';
  /** Over TCP: what the peers speak. */
  protocol?: ProtocolName;
  /** The source promises to be heard at least this often; @see freshness. */
  rhythmSeconds: number;
  /** Over HTTP: how the hub is let in. @default by the secret as a bearer token */
  auth?: HttpAuth;
  /** Raised when a record becomes another row than before: what the source still has is then read from its beginning. */
  version?: number;
  streams: Stream[];
}

/** Keeps each stream's record type between its schema and its map. */
export const stream = <Rec>(definition: Stream<Rec>): Stream => definition as unknown as Stream;

/** Declares a connector; throws on a name or stream that cannot work. */
export function defineConnector(connector: Connector): Connector {
  const names = connector.streams.map(({ name }) => name);
  if (new Set(names).size !== names.length) throw new Error(`${connector.name}: two streams share a name`);
  for (const { name, format, sheet } of connector.streams)
    if ((format === 'xlsx') !== (sheet !== undefined))
      throw new Error(`${connector.name}: ${name} names a sheet if, and only if, it is of a workbook`);
  if (!/^[a-z][a-z-]*$/.test(connector.name))
    throw new Error(`${connector.name}: a connector is named in kebab-case`);
  for (const { name, table, snapshot, format } of connector.streams)
    if (connector.transport === 'sql' && (!(table ?? snapshot)?.key.length || format !== 'json'))
      throw new Error(
        `${connector.name}: ${name} is read by SQL, as json, and has to name its table's order, or its key for a snapshot`,
      );
  const speaks = ({ format }: Stream) => format === (connector.protocol ?? format) && format in protocols;
  if ((connector.transport === 'tcp') !== (connector.protocol !== undefined))
    throw new Error(`${connector.name}: a protocol is named if, and only if, it is read over tcp`);
  if (connector.streams.some((one) => speaks(one) !== (connector.transport === 'tcp')))
    throw new Error(
      `${connector.name}: the streams of a source over tcp, and no others, have its protocol as format`,
    );
  return connector;
}

/** What a city's own system has in another place or form than the connector expects. */
export interface StreamBinding extends Partial<
  Pick<
    Stream,
    | 'optional'
    | 'channel'
    | 'format'
    | 'charset'
    | 'sheet'
    | 'files'
    | 'window'
    | 'paging'
    | 'table'
    | 'snapshot'
  >
> {
  /** null: the records are not wrapped. */
  items?: string | null;
  /** JSONata, from the vendor's shape to the one that the connector's README shows (@see compileMapping). */
  mapping?: string;
}

export const MQTT_PROTOCOLS = ['3.1.1', 5] as const;
export type MqttProtocol = (typeof MQTT_PROTOCOLS)[number];

/**
 * Streams that are read through `$share`: each message goes to one of the sessions, in this process or another on the same
 * database. A broker hands what it has kept (retained) to no such subscription, and the messages of one point may be
 * stored in another order than they were sent.
 */
export interface SharedReading {
  group: string;
  /** By the connector's names; the others are read by the first session alone. */
  streams: readonly string[];
  /** Sessions in all. @default 2 */
  connections?: number;
  /** Of those, as many as one process takes at most. @default all */
  perProcess?: number;
}

/** How one source is reached; from hub.yaml or the demo city. */
export interface SourceBinding {
  /** The connector's name, which is also the source's id. */
  name: string;
  transport: 'mqtt' | 'http' | 'files' | 'sql' | 'tcp' | 'webhook';
  /**
   * mqtt://host:port, http://host:port/base (files too), postgresql:// or mysql://user@host:port/database, a folder, or,
   * to be listened on, tcp://address:port; /ingest/NAME on the hub's own server.
   */
  address: string;
  /** Overrides the connector's own. */
  rhythmSeconds?: number;
  /** User, number of the key, or id of the client. */
  username?: string;
  /** Password, token or key, already resolved from its reference; for a webhook one or more signing secrets. */
  secret?: string;
  /** Over HTTP: overrides the connector's own. */
  auth?: HttpAuth;
  /** Over HTTP: that of each stream which has none of its own in `streams`. */
  paging?: Paging;
  /** Of one call to the source as a whole, or of one delivery until it is answered. @default 10 */
  deadlineSeconds?: number;
  /** Over HTTP: no answer is larger. Over MQTT: of a larger message the beginning is kept and refused. @default 10 */
  maxMegabytes?: number;
  /** Of a folder: a file is read once its size and time have stayed as they are for so long. @default 5 */
  settleSeconds?: number;
  /** Of a folder that other sources read too: what the names of their files look like. */
  others?: readonly string[];
  /** By the names of the connector's streams. false: the system has none such. */
  streams?: Readonly<Record<string, StreamBinding | false>>;
  /** Over MQTT. @default '3.1.1' */
  protocol?: MqttProtocol;
  /** Over mqtts: whom the hub believes and as whom it comes, as text (PEM). */
  tls?: { ca?: string; certificate?: string; key?: string; serverName?: string };
  /** Over MQTT: streams that several sessions read together. */
  share?: SharedReading;
  /** Over MQTT 5: for how long the broker keeps the session of a hub that is away. @default 7 days */
  sessionSeconds?: number;
  /** Over MQTT 5: no more messages are on their way to the hub that it has not acknowledged. @default what the broker allows */
  receiveMaximum?: number;
  /** Over TCP: from where peers may connect, addresses or blocks of them (CIDR). Nobody else is let in. */
  peers?: readonly string[];
  /** Over TCP: so many links at once. @default 4096 */
  maxPeers?: number;
  /** Over TCP: a link without a whole frame for so long is closed. @default 5 rhythms, at least 300 */
  idleSeconds?: number;
}

import type { CountedSql, Sql } from '../database/sql';

/** Values by key; what has no value is absent. */
export type ReadKeys<Key, Value> = (keys: readonly Key[], sql: Sql) => Promise<Map<Key, Value>>;

export interface SharedRead<Key, Value> {
  /** Two reads of one name give equal values for equal keys, whoever asks. */
  name: string;
  keys: readonly Key[];
  read: ReadKeys<Key, Value>;
  /** Of the request. */
  sql: CountedSql;
}

/** Reads these keys and perhaps more; the values belong to several requests, so nobody may change them. */
export type ShareReads = <Key, Value>(asked: SharedRead<Key, Value>) => Promise<Map<Key, Value>>;

export const readAlone: ShareReads = ({ read, keys, sql }) => read(keys, sql);

/** A reading of more keys than this takes nobody else in. */
const MANY_KEYS = 1_000;

/** What fails sooner than this may do so for another's key. */
const AT_ONCE_MS = 500;

/**
 * Reads of the same name that come up in one round of the event loop, in whatever requests, become one over all their
 * keys. It begins when all have asked, so nobody is told what was true before. When it fails at once each reads alone:
 * no request fails for the keys of another.
 */
export function shareReads(sql: Sql): ShareReads {
  let due: Reading<unknown, unknown>[] = [];
  const open = new Map<string, Reading<unknown, unknown>>();

  const begin = () => {
    const readings = due;
    due = [];
    open.clear();
    for (const reading of readings) void reading.begin(sql);
  };

  const readingOf = (name: string, read: ReadKeys<unknown, unknown>) => {
    const known = open.get(name);
    if (known && known.keys.size < MANY_KEYS) return known;
    const reading = new Reading(read);
    open.set(name, reading);
    if (due.push(reading) === 1) setImmediate(begin);
    return reading;
  };

  return async <Key, Value>({ name, keys, read, sql: own }: SharedRead<Key, Value>) => {
    const reading = readingOf(name, read as ReadKeys<unknown, unknown>) as unknown as Reading<Key, Value>;
    try {
      return await reading.join(keys, own);
    } catch (error) {
      if (!reading.isWorthApart()) throw error;
      return read(keys, own);
    }
  };
}

/** One reading for those who joined it before it began. */
class Reading<Key, Value> {
  readonly keys = new Set<Key>();
  private readonly askers: CountedSql[] = [];
  private failedAtOnce = false;
  private resolve!: (values: Map<Key, Value>) => void;
  private reject!: (error: unknown) => void;
  private readonly values = new Promise<Map<Key, Value>>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor(private readonly read: ReadKeys<Key, Value>) {}

  join(keys: readonly Key[], sql: CountedSql): Promise<Map<Key, Value>> {
    for (const key of keys) this.keys.add(key);
    this.askers.push(sql);
    return this.values;
  }

  async begin(sql: Sql): Promise<void> {
    const began = performance.now();
    try {
      this.resolve(await this.read([...this.keys], this.counted(sql)));
    } catch (error) {
      this.failedAtOnce = performance.now() - began < AT_ONCE_MS;
      this.reject(error);
    }
  }

  /** Whether those who joined may do better apart. */
  isWorthApart(): boolean {
    return this.failedAtOnce && this.askers.length > 1;
  }

  /** Each who asked counts each statement as its own. */
  private counted(sql: Sql): Sql {
    return {
      query: (text, params) => {
        const rows = sql.query<never>(text, params);
        for (const asker of this.askers) asker.count(rows);
        return rows;
      },
    };
  }
}

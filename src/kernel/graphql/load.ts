import DataLoader from 'dataloader';
import type { CountedSql } from '../database/sql';
import type { EntityClass } from '../ingest/contract';
import type { Load, LoadOptions } from './context';
import { rowsBy } from './rows-by';
import { readAlone, type ReadKeys, type ShareReads } from './shared-reads';

/**
 * The batched reads of one request; to be made anew for each request and for each event of a subscription. Those with
 * the same `share` share the statements of the same moment.
 */
export function createLoad(sql: CountedSql, share: ShareReads = readAlone): Load {
  const loaders = new Map<string, DataLoader<unknown, unknown>>();

  function batch<Key, Value>(name: string, read: ReadKeys<Key, Value>): DataLoader<Key, Value | null> {
    const known = loaders.get(name);
    if (known) return known as DataLoader<Key, Value | null>;
    const loader = new DataLoader<Key, Value | null>(async (keys) => {
      const values = await share({ name, keys, read, sql });
      return keys.map((key) => values.get(key) ?? null);
    });
    loaders.set(name, loader as DataLoader<unknown, unknown>);
    return loader;
  }

  const many = <Row extends object>(
    entity: EntityClass<Row>,
    by: keyof Row & string,
    key: string,
    options?: LoadOptions<Row>,
  ) => {
    const { statement, read } = rowsBy(entity, by, options);
    return batch(statement, read).load(key) as Promise<Row[]>;
  };

  return {
    batch,
    many,
    one: (entity, by, key, options) => many(entity, by, key, options).then(([row]) => row ?? null),
  };
}

import DataLoader from 'dataloader';
import type { Sql } from '../database/sql';
import type { EntityClass } from '../ingest/contract';
import type { Load, LoadOptions } from './context';
import { createRowLoaders } from './row-loaders';

/** The batched reads of one request; to be made anew for each request and for each event of a subscription. */
export function createLoad(sql: Sql): Load {
  const rows = createRowLoaders(sql);
  const own = new Map<string, DataLoader<unknown, unknown>>();

  return {
    async one<Row extends object>(
      entity: EntityClass<Row>,
      by: keyof Row & string,
      key: string,
      options?: LoadOptions<Row>,
    ) {
      const [row] = await rows(entity, by, options).load(key);
      return (row as Row | undefined) ?? null;
    },
    async many<Row extends object>(
      entity: EntityClass<Row>,
      by: keyof Row & string,
      key: string,
      options?: LoadOptions<Row>,
    ) {
      return (await rows(entity, by, options).load(key)) as Row[];
    },
    batch<Key, Value>(name: string, read: (keys: readonly Key[], sql: Sql) => Promise<Map<Key, Value>>) {
      const loader =
        own.get(name) ??
        new DataLoader<unknown, unknown>(async (keys) => {
          const values = await read(keys as Key[], sql);
          return keys.map((key) => values.get(key as Key) ?? null);
        });
      own.set(name, loader);
      return loader as DataLoader<Key, Value | null>;
    },
  };
}

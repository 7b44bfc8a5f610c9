import type { ReserveMode, Supplies } from '../city/depots-records';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { openInventoryDatabase, type InventoryDatabase, type Table } from './inventory-database';
import { createRecordStream, type RecordStream, type WireRecord } from './record-stream';
import type { OpenOptionalSource, Surroundings } from './source';

const MODE_WORDS: Record<ReserveMode, string> = {
  PHYSICAL: '实物',
  ENTRUSTED: '协议',
  CAPACITY: '产能',
  FAMILY: '家庭',
};

/** The inventory of the depots: programs write to its database, the hub reads it. Without `--sql` there is none. */
export const openDepotInventory: OpenOptionalSource = async ({ options, city, ledger }) => {
  if (options.sql === null) return null;
  const database = await openInventoryDatabase(options.sql);
  const streams = inventoryStreams(city.supplies, city.at).map(({ table, records }) =>
    writtenThrough(records, table, { database, ledger }),
  );
  for (const { flush } of streams) await flush();
  return {
    binding: bindingOf(options.sql),
    streams: streams.map(({ stream }) => stream),
    stop: () => database.shut(),
    start: () => database.open(),
    close: () => database.close(),
  };
};

/** A change is in the database when it is done; the ledger has it before. */
function writtenThrough(
  records: RecordStream,
  table: Table,
  { database, ledger }: { database: InventoryDatabase; ledger: Surroundings['ledger'] },
) {
  const flush = async (rows = records.records()) => {
    ledger.write(records.unsent(rows));
    await database.write(table, rows);
  };
  const stream: RecordStream = {
    ...records,
    get revision() {
      return records.revision;
    },
    async set(key, values, now) {
      records.set(key, values, now);
      await flush(records.records().filter((record) => record[table.key] === key));
    },
  };
  return { stream, flush };
}

/** An address holds no password; it goes beside it. */
function bindingOf(connectionString: string): SourceBinding {
  const secret = /^\w+:\/\/[^:@/]*:([^@]*)@/.exec(connectionString)?.[1];
  const address = secret === undefined ? connectionString : connectionString.replace(`:${secret}@`, '@');
  return {
    ...{ name: 'depot-inventory', transport: 'sql', address },
    ...(secret !== undefined && { secret: decodeURIComponent(secret) }),
  };
}

function inventoryStreams({ depots, materials, stockLines }: Supplies, now: Date) {
  const list = (name: string, table: Table, records: WireRecord[]) => {
    const format = (version: Date) => version.toISOString();
    const options = { name, key: table.key, versionField: 'updated_at', format, stepMs: 1, records, now };
    return { table, records: createRecordStream(options) };
  };
  return [
    list(
      'depots',
      { name: 'depot', key: 'id' },
      depots.map(({ truth, keeper: keeper_uscc, mode, openAllHours: open_all_hours, ...depot }) => ({
        ...{ ...depot, keeper_uscc, mode: MODE_WORDS[mode], open_all_hours, in_use: true },
      })),
    ),
    list(
      'materials',
      { name: 'material', key: 'code' },
      materials.map(({ shelfLifeMonths: shelf_life_months, ...material }) => ({
        ...material,
        shelf_life_months,
      })),
    ),
    list(
      'stock-lines',
      { name: 'stock_line', key: 'id' },
      stockLines.map(({ id, depot: depot_id, material: material_code, qty, reserved, ...line }) => ({
        ...{ id, depot_id, material_code, qty, reserved, min_qty: line.minQty },
        ...{ expires_on: line.expiresOn, counted_on: line.countedOn, in_use: true },
      })),
    ),
  ];
}

import { Client } from 'pg';
import type { WireRecord } from './record-stream';

/** A table of the inventory, and its key. */
export interface Table {
  name: string;
  key: string;
}

/** The inventory's own database, to which its programs write and which others may read. */
export interface InventoryDatabase {
  write(table: Table, rows: readonly WireRecord[]): Promise<void>;
  /** Readers wait in vain until `open`. What is written meanwhile shows then. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Does nothing to what is there already. */
const TABLES = `
  create schema if not exists inventory;
  create table if not exists inventory.depot (
    id text primary key, name text not null, division text not null, lng numeric not null, lat numeric not null,
    crs text not null, keeper_uscc text, mode text not null, open_all_hours boolean not null, in_use boolean not null,
    updated_at timestamptz not null);
  create table if not exists inventory.material (
    code text primary key, name text not null, category text not null, keywords text[] not null, unit text not null,
    shelf_life_months integer, updated_at timestamptz not null);
  create table if not exists inventory.stock_line (
    id text primary key, depot_id text not null, material_code text not null, qty numeric not null,
    reserved numeric not null, min_qty numeric not null, expires_on date, counted_on date, in_use boolean not null,
    updated_at timestamptz not null);
  create index if not exists depot_changes on inventory.depot (updated_at, id);
  create index if not exists material_changes on inventory.material (updated_at, code);
  create index if not exists stock_line_changes on inventory.stock_line (updated_at, id)`;

/** Connects with a login that owns the database, and makes the tables where there are none. Works one after the other. */
export async function openInventoryDatabase(connectionString: string): Promise<InventoryDatabase> {
  let client: Client | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const connected = async (): Promise<Client> => {
    if (client) return client;
    const fresh = new Client({ connectionString, connectionTimeoutMillis: 4_000 });
    // a server that goes away ends the connection; the next work connects again
    fresh.on('error', () => (client = null)).on('end', () => (client = null));
    await fresh.connect();
    return (client = fresh);
  };
  const inTurn = (work: (client: Client) => Promise<unknown>): Promise<void> => {
    const next = turn.then(connected).then(work);
    turn = next.catch(() => undefined);
    return next.then(() => undefined);
  };
  await inTurn((one) => one.query(TABLES));
  return {
    write: (table, rows) => inTurn((one) => one.query(upsert(table), [JSON.stringify(rows)])),
    shut: () =>
      inTurn((one) =>
        one.query(
          'begin; lock table inventory.depot, inventory.material, inventory.stock_line in access exclusive mode',
        ),
      ),
    open: () => inTurn((one) => one.query('commit')),
    close: () => turn.then(() => client?.end()),
  };
}

const upsert = ({ name, key }: Table): string => `
  merge into inventory.${name} t using json_populate_recordset(null::inventory.${name}, $1::json) s on t.${key} = s.${key}
  when matched then update set ${COLUMNS[name]!.map((column) => `${column} = s.${column}`).join(', ')}
  when not matched then insert (${key}, ${COLUMNS[name]!.join(', ')})
    values (s.${key}, ${COLUMNS[name]!.map((column) => `s.${column}`).join(', ')})`;

const COLUMNS: Record<string, readonly string[]> = {
  depot: [
    ...[
      'name',
      'division',
      'lng',
      'lat',
      'crs',
      'keeper_uscc',
      'mode',
      'open_all_hours',
      'in_use',
      'updated_at',
    ],
  ],
  material: ['name', 'category', 'keywords', 'unit', 'shelf_life_months', 'updated_at'],
  stock_line: [
    ...['depot_id', 'material_code', 'qty', 'reserved', 'min_qty', 'expires_on', 'counted_on', 'in_use'],
    'updated_at',
  ],
};

import type { Sql } from '../database/sql';
import { tableOf } from '../database/tables';
import type { EntityClass, MappedRow } from './contract';
import { outOfUseColumn } from './out-of-use';
import type { KnownRow, KnownRows } from './transports/transport';

/** The rows of a source's snapshots, in `hub.snapshot_row`. */
export const knownRows = (sql: Sql, source: string): KnownRows => ({
  async keys(stream) {
    const rows = await sql.query<{ key: string }>(
      'select key from hub.snapshot_row where source = $1 and stream = $2',
      [source, stream],
    );
    return new Set(rows.map(({ key }) => key));
  },
  rows: (stream, keys) =>
    sql.query<KnownRow>(
      'select key, json from hub.snapshot_row where source = $1 and stream = $2 and key = any($3) order by key',
      [source, stream, keys],
    ),
  async remember(stream, rows) {
    await sql.query(
      `insert into hub.snapshot_row (source, stream, key, json)
       select $1, $2, * from unnest($3::text[], $4::text[])
       on conflict (source, stream, key) do update set json = excluded.json`,
      [source, stream, rows.map(({ key }) => key), rows.map(({ json }) => json)],
    );
  },
  async forget(stream, keys) {
    await sql.query('delete from hub.snapshot_row where source = $1 and stream = $2 and key = any($3)', [
      ...[source, stream, keys],
    ]);
  },
  async inUse(rows) {
    const found: MappedRow[] = [];
    for (const entity of new Set(rows.map((row) => row.entity)))
      found.push(
        ...(await inUseOf(
          entity,
          rows.filter((row) => row.entity === entity),
          { sql, source },
        )),
      );
    return found;
  },
});

/** Who else brought the row last answers for it from then on: this source's leaving it out means nothing. */
async function inUseOf(
  entity: EntityClass,
  rows: readonly MappedRow[],
  { sql, source }: { sql: Sql; source: string },
): Promise<MappedRow[]> {
  const { name, columns, keyProperties } = tableOf(entity);
  const keys = keyProperties.map((property) => columns.get(property)!);
  const asked = rows.map(({ values }) =>
    Object.fromEntries(
      keyProperties.map((property, i) => [keys[i]!.column, (values as Record<string, unknown>)[property]]),
    ),
  );
  const since = columns.get(outOfUseColumn(entity))!.quoted;
  const found = await sql.query<{ place: number }>(
    `select k.place::int from json_array_elements($1::json) with ordinality as k(key, place)
     cross join json_populate_record(null::${name}, k.key) w
     join ${name} x on ${keys.map(({ quoted }) => `x.${quoted} = w.${quoted}`).join(' and ')}
     where x.source = $2 and x.${since} is null order by k.place`,
    [JSON.stringify(asked), source],
  );
  return found.map(({ place }) => rows[place - 1]!);
}

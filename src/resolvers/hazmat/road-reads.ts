import { RestrictedArea } from '../../entities/hazmat/restricted-area';
import { RoadBan } from '../../entities/hazmat/road-ban';
import { RoadsideCheck } from '../../entities/hazmat/roadside-check';
import type { Waybill } from '../../entities/hazmat/waybill';
import { cityDate } from '../../kernel/clock';
import { tableOf } from '../../kernel/database/tables';
import type { HubContext } from '../../kernel/graphql/context';
import { selectList } from '../../kernel/graphql/select-list';
import { groupBy } from '../../kernel/risk/group-by';

const AT_MOST = 500;

/** Areas that are valid on the day, by number. */
export function restrictedAreasOn(at: Date, { sql }: HubContext): Promise<RestrictedArea[]> {
  const table = tableOf(RestrictedArea);
  return sql.query<RestrictedArea>(
    `select ${selectList(table, table.columns.keys())} from ${table.name}
     where valid_from <= $1 and (valid_to is null or valid_to >= $1) order by id limit ${AT_MOST}`,
    [cityDate(at)],
  );
}

/** Bans that are in force at a moment or come later, the earliest first. */
export function roadBansFrom(at: Date, { sql }: HubContext): Promise<RoadBan[]> {
  const table = tableOf(RoadBan);
  return sql.query<RoadBan>(
    `select ${selectList(table, table.columns.keys())} from ${table.name}
     where ends_at is null or ends_at >= $1 order by starts_at, id limit ${AT_MOST}`,
    [at],
  );
}

/** Checks of the trip's vehicle while it lasts, the oldest first. */
export async function roadsideChecksOf(
  { vehicleKey, loadAt, endsAt }: Waybill,
  { load }: HubContext,
): Promise<RoadsideCheck[]> {
  const table = tableOf(RoadsideCheck);
  const checks = await load
    .batch<string, RoadsideCheck[]>('hazmat.roadside checks', async (keys, sql) => {
      const rows = await sql.query<RoadsideCheck>(
        `select ${selectList(table, table.columns.keys())} from ${table.name}
         where vehicle_key = any($1::text[]) order by at, id`,
        [keys],
      );
      return groupBy(rows, (row) => row.vehicleKey);
    })
    .load(vehicleKey);
  return (checks ?? []).filter(({ at }) => loadAt <= at && at <= endsAt);
}

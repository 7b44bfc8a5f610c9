import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { TripEventKind } from '../../schema/hazmat/enums';
import { tripEvents, worstRank } from './trip-events';
import { VehiclePosition } from './vehicle-position';
import { Waybill } from './waybill';

/** A position goes into the track; one of a vehicle that was missed on its trip ends the loss. */
export const positionWatcher: RowWatcher<VehiclePosition> = {
  entity: VehiclePosition,
  async consequences(changes, tx) {
    const positions = changes.map(({ after }) => after);
    await writeTrack(tx, positions);
    const back = await readBack(tx, positions);
    if (back.length === 0) return {};
    await tx.query('update hazmat.waybill set signal_lost_since = null where id = any($1::text[])', [
      back.map(({ id }) => id),
    ]);
    const seenAt = new Map(positions.map(({ key, at }) => [key, at]));
    const steps = back.map((waybill) => ({
      ...{ kind: TripEventKind.SIGNAL_BACK, at: seenAt.get(waybill.vehicleKey)!, waybill },
      rank: worstRank(waybill.violations),
    }));
    return { events: await tripEvents(steps, tx) };
  },
};

async function writeTrack(tx: Sql, positions: readonly VehiclePosition[]): Promise<void> {
  const column = <Value>(of: (position: VehiclePosition) => Value) => positions.map(of);
  await tx.query(
    `insert into hazmat.track (key, at, lng, lat, speed_kmh, raw_crs)
     select * from unnest($1::text[], $2::timestamptz[], $3::float8[], $4::float8[], $5::float8[], $6::text[])
     on conflict do nothing`,
    [
      ...[
        column(({ key }) => key),
        column(({ at }) => at),
        column(({ lng }) => lng),
        column(({ lat }) => lat),
      ],
      ...[column(({ speedKmh }) => speedKmh), column(({ rawCrs }) => rawCrs)],
    ],
  );
}

function readBack(tx: Sql, positions: readonly VehiclePosition[]): Promise<Waybill[]> {
  const table = tableOf(Waybill);
  return tx.query<Waybill>(
    `select ${selectList(table, table.columns.keys(), 'w')} from hazmat.waybill w
     join unnest($1::text[], $2::timestamptz[]) p(key, at) on p.key = w.vehicle_key and p.at > w.signal_lost_since
     where w.stage = 'IN_TRANSIT' and w.signal_lost_since is not null order by w.id for update of w`,
    [positions.map(({ key }) => key), positions.map(({ at }) => at)],
  );
}

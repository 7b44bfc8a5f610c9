import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { TripEventKind } from '../../schema/hazmat/enums';
import { lockJudging, rejudge } from './rejudge';
import { TrackPosition } from './track-position';
import { tripEvents, worstRank, type TripStep } from './trip-events';
import { Waybill } from './waybill';

/**
 * Positions carry the trips of their vehicles on along the way, in whatever order they come: one that lies before what was
 * judged has the way gone over again. One of a vehicle that was missed on its trip ends the loss.
 */
export const positionWatcher: RowWatcher<TrackPosition> = {
  entity: TrackPosition,
  async consequences(changes, tx, now) {
    await lockJudging(tx);
    const positions = changes.map(({ after }) => after);
    await markStale(tx, positions);
    const back = await signalBack(tx, positions);
    const rejudged = await rejudge(tx, await readTrips(tx, positions), { now, isOnTheRoad: true });
    const steps = [...back, ...[...rejudged.values()].flatMap((one) => one.steps)];
    return steps.length === 0 ? {} : { events: await tripEvents(steps, tx) };
  },
};

/** Of each vehicle that it is about: its first position among these. */
function firstOf(positions: readonly TrackPosition[]): [keys: string[], ats: Date[]] {
  const first = new Map<string, Date>();
  for (const { key, at } of positions) {
    const known = first.get(key);
    if (!known || at < known) first.set(key, at);
  }
  return [[...first.keys()], [...first.values()]];
}

async function markStale(tx: Sql, positions: readonly TrackPosition[]): Promise<void> {
  await tx.query(
    `update hazmat.trip_road r set stale = true from unnest($1::text[], $2::timestamptz[]) p(key, at)
     where r.vehicle_key = p.key and not r.closed and r.up_to >= p.at`,
    firstOf(positions),
  );
}

/** Trips that were on the road at one of these positions, by what is known of them. */
async function readTrips(tx: Sql, positions: readonly TrackPosition[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct w.id from unnest($1::text[], $2::timestamptz[]) p(key, at)
     join hazmat.waybill w on w.vehicle_key = p.key and w.load_at between p.at - interval '4 days' and p.at + interval '1 day'
       and w.stage in ('IN_TRANSIT', 'ARRIVED', 'UNLOADED', 'CLOSED', 'CANCELLED')
       and coalesce(w.departed_at, w.loaded_at, w.load_at) <= p.at
       and coalesce(w.arrived_at, w.unloaded_at, 'infinity') >= p.at`,
    [positions.map(({ key }) => key), positions.map(({ at }) => at)],
  );
  return rows.map(({ id }) => id);
}

async function signalBack(tx: Sql, positions: readonly TrackPosition[]): Promise<TripStep[]> {
  const back = await readBack(tx, positions);
  if (back.length === 0) return [];
  await tx.query('update hazmat.waybill set signal_lost_since = null where id = any($1::text[])', [
    back.map(({ id }) => id),
  ]);
  return back.map(({ seenAt, ...waybill }) => ({
    ...{ kind: TripEventKind.SIGNAL_BACK, at: seenAt, waybill },
    rank: worstRank(waybill.violations),
  }));
}

/** One that another transaction holds is back with its next position. */
function readBack(tx: Sql, positions: readonly TrackPosition[]): Promise<(Waybill & { seenAt: Date })[]> {
  const table = tableOf(Waybill);
  return tx.query<Waybill & { seenAt: Date }>(
    `select ${selectList(table, table.columns.keys(), 'w')}, p.at as "seenAt" from hazmat.waybill w
     join lateral (
       select min(p.at) as at from unnest($1::text[], $2::timestamptz[]) p(key, at)
       where p.key = w.vehicle_key and p.at > w.signal_lost_since) p on p.at is not null
     where w.vehicle_key = any($1::text[]) and w.stage = 'IN_TRANSIT' and w.signal_lost_since is not null
     order by w.id for update of w skip locked`,
    [positions.map(({ key }) => key), positions.map(({ at }) => at)],
  );
}

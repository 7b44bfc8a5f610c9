import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { TripEventKind } from '../../schema/hazmat/enums';
import { tripEvents, worstRank } from './trip-events';
import { Waybill } from './waybill';

type LostTrip = Waybill & { lastSeen: Date };

/**
 * Vehicles on their way that are not positioned for more than five minutes, though the platform itself was heard since:
 * when the platform is silent, that is told of the source and not of every vehicle. Told once, until it is seen again.
 */
export const signalSweep: Sweep = {
  name: 'trip-signals',
  everySeconds: 5,
  async run(tx, now) {
    const lost = await readLost(tx);
    if (lost.length === 0) return null;
    await tx.query(
      `update hazmat.waybill w set signal_lost_since = u.seen
       from unnest($1::text[], $2::timestamptz[]) u(id, seen) where w.id = u.id`,
      [lost.map(({ id }) => id), lost.map(({ lastSeen }) => lastSeen)],
    );
    const steps = lost.map(({ lastSeen: _, ...waybill }) => ({
      ...{ kind: TripEventKind.SIGNAL_LOST, at: now, waybill },
      rank: worstRank(waybill.violations),
    }));
    return { events: await tripEvents(steps, tx) };
  },
};

function readLost(tx: Sql): Promise<LostTrip[]> {
  const table = tableOf(Waybill);
  return tx.query<LostTrip>(
    `select ${selectList(table, table.columns.keys(), 'w')},
       greatest(p.at, coalesce(w.departed_at, w.observed_at)) as "lastSeen"
     from hazmat.waybill w
     left join hazmat.vehicle_position p on p.key = w.vehicle_key
     join lateral (
       select max(s.last_received_at) as heard from hub.source s where s.subgraph = 'hazmat'
         and (s.id = p.source or p.source is null and s.id <> w.source)) platform on true
     where w.stage = 'IN_TRANSIT' and w.signal_lost_since is null
       and platform.heard - greatest(p.at, coalesce(w.departed_at, w.observed_at)) > interval '5 minutes'
     order by w.id limit 500 for update of w skip locked`,
  );
}

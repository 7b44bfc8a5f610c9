import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { TripEventKind } from '../../schema/hazmat/enums';
import { lockJudging, rejudge } from './rejudge';
import { tripEvents, worstRank } from './trip-events';
import { Waybill } from './waybill';

type LostTrip = Waybill & { lastSeen: Date };

/** A loss of signal is graver from here on (V16). */
const LONG = '30 minutes';

/**
 * Vehicles on their way that are not positioned for more than five minutes, though the platform itself was heard since:
 * when the platform is silent, that is told of the source and not of every vehicle. Told once, until it is seen again, and
 * judged (V16) when it begins and when it has become long.
 */
export const signalSweep: Sweep = {
  name: 'trip-signals',
  everySeconds: 5,
  async run(tx, now) {
    const isAny = await tx.query(`select from hazmat.waybill where stage = 'IN_TRANSIT' limit 1`);
    if (isAny.length === 0) return null;
    await lockJudging(tx);
    const lost = await readLost(tx);
    const long = await markLong(tx);
    if (lost.length + long.length === 0) return null;
    await tx.query(
      `update hazmat.waybill w set signal_lost_since = u.seen
       from unnest($1::text[], $2::timestamptz[]) u(id, seen) where w.id = u.id`,
      [lost.map(({ id }) => id), lost.map(({ lastSeen }) => lastSeen)],
    );
    const steps = lost.map(({ lastSeen: _, ...waybill }) => ({
      ...{ kind: TripEventKind.SIGNAL_LOST, at: now, waybill },
      rank: worstRank(waybill.violations),
    }));
    const ids = [...new Set([...lost.map(({ id }) => id), ...long])];
    const rejudged = await rejudge(tx, ids, { now });
    return {
      events: await tripEvents([...steps, ...[...rejudged.values()].flatMap((one) => one.steps)], tx),
    };
  },
};

/** Since when its platform could have told of the vehicle, and until when it was heard. */
const HEARD = `join lateral (
       select max(s.last_received_at) as heard from hub.source s where s.subgraph = 'hazmat'
         and (s.id = p.source or p.source is null and s.id <> w.source)) platform on true`;

function readLost(tx: Sql): Promise<LostTrip[]> {
  const table = tableOf(Waybill);
  return tx.query<LostTrip>(
    `select ${selectList(table, table.columns.keys(), 'w')},
       greatest(p.at, coalesce(w.departed_at, w.observed_at)) as "lastSeen"
     from hazmat.waybill w
     left join hazmat.vehicle_position p on p.key = w.vehicle_key
     ${HEARD}
     where w.stage = 'IN_TRANSIT' and w.signal_lost_since is null
       and platform.heard - greatest(p.at, coalesce(w.departed_at, w.observed_at)) > interval '5 minutes'
     order by w.id limit 500 for update of w skip locked`,
  );
}

/** Those whose loss has become a long one, each once. */
async function markLong(tx: Sql): Promise<string[]> {
  const rows = await tx.query<{ waybill: string }>(
    `update hazmat.trip_road r set told = r.told || jsonb_build_object('long', w.signal_lost_since)
     from hazmat.waybill w
     left join hazmat.vehicle_position p on p.key = w.vehicle_key
     ${HEARD}
     where w.id = r.waybill and w.stage = 'IN_TRANSIT' and platform.heard - w.signal_lost_since > interval '${LONG}'
       and r.told -> 'long' is distinct from to_jsonb(w.signal_lost_since)
     returning r.waybill`,
    [],
  );
  return rows.map(({ waybill }) => waybill);
}

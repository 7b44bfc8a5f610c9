import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { FOLLOWED_MS, OPEN_AFTER_END_MS } from './trip-road';

/** How much of a vehicle's way is kept beside its trips, and shown. */
export const TRACK_KEPT_MS = 2 * 3_600_000;

/**
 * Lets go of what is older. The positions of a trip are kept until a while after its end, so that late ones can be judged
 * with them; from then on its way stays as it was judged. The latest position of each vehicle is kept apart from its track.
 */
export const trackSweep: Sweep = {
  name: 'vehicle-tracks',
  everySeconds: 60,
  async run(tx, now) {
    const before = (ms: number) => new Date(now.getTime() - ms);
    await tx.query(
      `update hazmat.trip_road set closed = true
       where not closed and (ends_at < $1 or starts_at < $2)`,
      [before(OPEN_AFTER_END_MS), before(FOLLOWED_MS)],
    );
    await tx.query(
      `delete from hazmat.track t where t.at < $1 and not exists (
         select from hazmat.trip_road r where r.vehicle_key = t.key and not r.closed and r.starts_at <= t.at)`,
      [before(TRACK_KEPT_MS)],
    );
    return null;
  },
};

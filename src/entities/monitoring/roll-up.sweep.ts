import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { lockJudging } from './known-points';
import { redoLateMinutes } from './late-minutes';
import { lockRollUps, makeRollUpParts, sumUpHoursOfAll, sumUpMinutesOfAll } from './roll-up';

/** How long a minute is waited for: what comes later costs a little more, and is as right. */
const CLOSED_AFTER_MS = 60_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** At most so much is summed up in one transaction. */
const CHUNK_MS = 10 * MINUTE_MS;

const floorTo = (ms: number, at: Date | number) => new Date(Math.floor(Number(at) / ms) * ms);

/**
 * Sums readings up by the minute, and by the hour when one has ended, beside the hot path. A minute is closed in a
 * transaction of its own: whoever writes readings holds the judging lock to the commit, so all that was written before it
 * is summed up, and all that comes after it marks its minute (@see markLate). A crash between leaves nothing half done.
 */
export const rollUpSweep: Sweep = {
  name: 'reading-roll-ups',
  everySeconds: 15,
  async run(tx, now) {
    if (await closeMinutes(tx, now)) return {};
    await lockRollUps(tx);
    return (await rollOn(tx)) || (await redoLateMinutes(tx, now)) ? {} : null;
  },
};

async function closeMinutes(tx: Sql, now: Date): Promise<boolean> {
  const until = floorTo(MINUTE_MS, now.getTime() - CLOSED_AFTER_MS);
  const isDue = `select 1 from monitoring.reading_span where closed_until < $1`;
  if ((await tx.query(isDue, [until])).length === 0) return false;
  await lockJudging(tx);
  await tx.query('update monitoring.reading_span set closed_until = $1 where closed_until < $1', [until]);
  return true;
}

/** Sums up the next minutes that are closed; false when there are none. */
async function rollOn(tx: Sql): Promise<boolean> {
  const [span] = await tx.query<{ from: Date; until: Date; next: Date | null }>(
    `select rolled_until as "from", closed_until as until,
       (select min(since) from monitoring.history_part where until > rolled_until) as next
     from monitoring.reading_span where rolled_until < closed_until`,
  );
  if (!span) return false;
  // where there is no part nothing was read
  const from = new Date(
    Math.max(span.from.getTime(), Math.min(Number(span.next ?? span.until), Number(span.until))),
  );
  const until = new Date(Math.min(from.getTime() + CHUNK_MS, span.until.getTime()));
  if (from < until) {
    await makeRollUpParts(tx, [from, new Date(until.getTime() - 1)]);
    await sumUpMinutesOfAll(tx, from, until);
  }
  const [first, last] = [floorTo(HOUR_MS, span.from), floorTo(HOUR_MS, until)];
  if (first < last) await sumUpHoursOfAll(tx, first, last);
  await tx.query('update monitoring.reading_span set rolled_until = $1', [until]);
  return true;
}

/**
 * A point is not heard any more after two of its own intervals and half a minute for the way. Freshness says STALE half a
 * minute before.
 */
export const OFFLINE_AFTER_INTERVALS = 2;
export const OFFLINE_SLACK_SECONDS = 30;

/** Whether a point whose last sign is of `heardAt` counts as offline. */
export function isOffline(heardAt: Date | null, intervalSeconds: number, now: Date): boolean {
  if (heardAt === null) return true;
  const seconds = (now.getTime() - heardAt.getTime()) / 1000;
  return seconds > OFFLINE_AFTER_INTERVALS * intervalSeconds + OFFLINE_SLACK_SECONDS;
}

/** The same in SQL over `s` (sensor), for how many seconds a point may be silent. */
export const OFFLINE_AFTER_SQL = `make_interval(secs => ${OFFLINE_AFTER_INTERVALS} * s.interval_seconds + ${OFFLINE_SLACK_SECONDS})`;

/**
 * In SQL over `s` (sensor) and `f` (hub.subject, may be missing): somebody waits for the point at the moment in `place`;
 * neither it nor its firm is out of use 停用.
 */
export const inUseSql = (place: string): string =>
  `not coalesce(least(s.out_of_use_since, f.out_of_use_since) <= ${place}, false)`;

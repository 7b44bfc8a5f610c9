import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../../kernel/database/sql';
import type { Limit } from '../../schema/monitoring/limit';
import type { Sensor } from './sensor';

/** What the limits of a point were until they were changed. */
export interface FormerLimits {
  until: Date;
  limits: Limit[];
}

/** The limits that were in force at a moment; `former` the earliest first. */
export const limitsAt = (
  limits: readonly Limit[],
  former: readonly FormerLimits[],
  at: Date,
): readonly Limit[] => former.find(({ until }) => until > at)?.limits ?? limits;

/** Keeps the limits that points had until now. A change of limits judges nothing: only a reading does. */
export async function keepFormerLimits(
  tx: Sql,
  changes: readonly { before: Sensor | null; after: Sensor }[],
  now: Date,
): Promise<void> {
  const changed = changes.flatMap(({ before, after }) =>
    before && !isDeepStrictEqual(before.limits, after.limits) ? [before] : [],
  );
  if (changed.length === 0) return;
  await tx.query(
    `insert into monitoring.former_limits (sensor_id, until, limits)
     select id, $3, limits from unnest($1::text[], $2::jsonb[]) u(id, limits) on conflict do nothing`,
    [changed.map(({ id }) => id), changed.map(({ limits }) => JSON.stringify(limits)), now],
  );
}

/** What the limits of these points were, the earliest first. */
export async function readFormerLimits(
  tx: Sql,
  ids: readonly string[],
): Promise<Map<string, FormerLimits[]>> {
  const rows = await tx.query<FormerLimits & { id: string }>(
    `select sensor_id as id, until, limits from monitoring.former_limits
     where sensor_id = any($1::text[]) order by until`,
    [ids],
  );
  const former = new Map<string, FormerLimits[]>(ids.map((id) => [id, []]));
  for (const { id, ...row } of rows) former.get(id)!.push(row);
  return former;
}

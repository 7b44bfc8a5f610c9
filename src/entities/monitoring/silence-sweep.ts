import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import type { Fact, FactRetraction } from '../../kernel/risk/facts';
import { inUseSql, OFFLINE_AFTER_SQL } from './offline';

/** How a firm's key points at a site stand; `points` = 0: all are heard again, or nobody waits for them. */
interface SiteSilence {
  site: string;
  uscc: string;
  source: string;
  first: Date;
  points: number;
  total: number;
  /** As it was last told; null: nothing was silent. */
  told: { first: string; points: number } | null;
}

/**
 * Sites with key points 关键测点 that are not usefully heard: a dated fact for the engine (R06), for each firm that has
 * points there, until they are heard or out of use. What tells nothing about the danger does not count as heard (@see
 * isUsable). Since the hub's own start a point is given its time to be heard, then the silence counts from when it was
 * really last heard; but no start ends a silence that is on record.
 */
export const silenceSweep: Sweep = {
  name: 'silence',
  everySeconds: 5,
  async run(tx, now) {
    const changed = await readChanged(tx, now);
    if (changed.length === 0) return null;
    await writeSilence(tx, changed);
    return { facts: changed.flatMap((site) => silenceFacts(site, now)) };
  },
};

/** Sites where it differs from what was last told; at most 500 at a time. */
function readChanged(tx: Sql, now: Date): Promise<SiteSilence[]> {
  return tx.query<SiteSilence>(
    `with point as (
       select s.site_id, s.uscc, s.source, coalesce(l.usable_at, l.since) as heard,
         $1::timestamptz - greatest(coalesce(l.usable_at, l.since), case when o.site_id is null then k.started_at end)
           > ${OFFLINE_AFTER_SQL} as silent
       from monitoring.sensor s
       join monitoring.latest l on l.sensor_id = s.id
       left join hub.subject f on f.uscc = s.uscc
       left join hub.source k on k.id = s.source
       left join monitoring.site_silence o on o.site_id = s.site_id and o.uscc = s.uscc
       where s.key_point and ${inUseSql('$1')}
     ), site as (
       select site_id, uscc, min(source) as source, min(heard) filter (where silent) as first,
         count(*) filter (where silent)::int as points, count(*)::int as total
       from point group by site_id, uscc
     )
     select site_id as site, uscc, coalesce(n.source, o.source) as source,
       coalesce(n.first, o.first) as first, coalesce(n.points, 0) as points, coalesce(n.total, o.total) as total,
       case when o.site_id is not null then json_build_object('first', o.first, 'points', o.points) end as told
     from site n full join monitoring.site_silence o using (site_id, uscc)
     where case when o.site_id is null then n.points > 0
       else (n.points, n.first, n.total, n.source) is distinct from (o.points, o.first, o.total, o.source) end
     order by site_id, uscc limit 500`,
    [now],
  );
}

async function writeSilence(tx: Sql, changed: readonly SiteSilence[]): Promise<void> {
  const silent = changed.filter(({ points }) => points > 0);
  const ended = changed.filter(({ points }) => points === 0);
  const column = <Value>(of: (site: SiteSilence) => Value) => silent.map(of);
  await tx.query(
    `with ended as (
       delete from monitoring.site_silence o
       using unnest($1::text[], $2::text[]) e(site_id, uscc) where (o.site_id, o.uscc) = (e.site_id, e.uscc))
     insert into monitoring.site_silence (site_id, uscc, source, first, points, total)
     select * from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::int[], $8::int[])
     on conflict (site_id, uscc) do update set source = excluded.source, first = excluded.first,
       points = excluded.points, total = excluded.total`,
    [
      ...[ended.map(({ site }) => site), ended.map(({ uscc }) => uscc)],
      ...[column(({ site }) => site), column(({ uscc }) => uscc), column(({ source }) => source)],
      ...[column(({ first }) => first), column(({ points }) => points), column(({ total }) => total)],
    ],
  );
}

/**
 * The silence that lasts has one slot, and each that is over one of its own: what it set off is held for a while (R06),
 * also when the next silence begins meanwhile.
 */
function silenceFacts(site: SiteSilence, now: Date): (Fact | FactRetraction)[] {
  const { points, first, told, uscc } = site;
  const key = `${site.site} ${uscc}`;
  const lasting =
    points > 0
      ? silenceFact(site, { key, points, from: first, to: null })
      : { kind: 'silence' as const, key };
  if (!told) return [lasting];
  const from = new Date(told.first);
  // when it reaches further back than was told, it is still the same silence
  if (points > 0 && first <= from) return [lasting];
  const over = { key: `${key} ${from.toISOString()}`, points: told.points, from, to: now };
  return [silenceFact(site, over), lasting];
}

const silenceFact = (
  { site, uscc, source, total }: SiteSilence,
  { key, points, from, to }: Pick<Fact, 'key' | 'from' | 'to'> & { points: number },
): Fact => ({
  ...{ subject: uscc, kind: 'silence', key, source, from, to },
  value: { site, points, total, first: from.toISOString() },
});

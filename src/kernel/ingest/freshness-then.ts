import type { Sql } from '../database/sql';
import type { FreshnessValue } from '../graphql/context';
import { worst } from './freshness';
import { DOWN_AFTER_RHYTHMS } from './source-states';

interface SourceThen {
  source: string;
  /** When it was last heard, as far as that is on record: that it was heard within its rhythm always is. */
  heardAt: Date | null;
  state: FreshnessValue['state'];
}

/** The sources that the hub knew at a past moment, and how they stood by what it knew then. */
export function sourcesAt(sql: Sql, at: Date): Promise<SourceThen[]> {
  return sql.query<SourceThen>(
    `select k.id as source,
       case when k.first_received_at <= $1 then coalesce(s."from", case when k.last_received_at <= $1 then k.last_received_at end)
       end as "heardAt",
       case when k.first_received_at is null or k.first_received_at > $1 then 'UNKNOWN'
            when s."from" is null then 'FRESH'
            when $1::timestamptz - s."from" > make_interval(secs => $2 * k.rhythm_seconds) then 'UNKNOWN'
            else 'STALE' end as state
     from hub.source k
     left join lateral (
       select "from" from hub.source_silence
       where source = k.id and coalesce(known_at, "from") <= $1 and ("to" is null or "to" > $1)
       order by "from" desc limit 1) s on true
     where (k.registered_at is null or k.registered_at <= $1)
       and not (k.state = 'PAUSED' and k.first_received_at is null)
     order by k.id`,
    [at, DOWN_AFTER_RHYTHMS],
  );
}

/** What `ofSources` answered at that moment. `*`: all sources. */
export const freshnessThen = (sources: readonly SourceThen[], ids: readonly string[]): FreshnessValue =>
  worst(
    sources
      .filter(({ source }) => ids.includes('*') || ids.includes(source))
      .map(({ source, heardAt, state }) => ({ source, observedAt: heardAt, receivedAt: heardAt, state })),
  );

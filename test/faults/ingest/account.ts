import { isBad, type Feed } from './feed';
import { ask } from './killed-server';

/** What became of the records of one source. */
export interface FeedAccount {
  transport: string;
  sent: number;
  received: number;
  stored: number;
  unchanged: number;
  rejected: number;
  /** Neither stored nor rejected with a reason. */
  lost: number;
  /** Stored by two changes, rejected twice, or both. */
  twice: number;
  /** What the hub counted is not what it keeps. */
  miscounted: number;
}

type Counters = Pick<FeedAccount, 'received' | 'stored' | 'unchanged' | 'rejected'> & { superseded: number };

export interface IngestJudgement {
  accounts: FeedAccount[];
  /** Numbers that the event log leaves out. */
  gaps: number;
}

/** Holds every ledger, and the event log, against what the hub at `url` keeps. */
export async function judge(feeds: readonly Feed[], url: string): Promise<IngestJudgement> {
  const [log] = await ask<{ gaps: number }>(
    url,
    'select (coalesce(max(seq), 0) - count(*))::float8 as gaps from hub.event',
  );
  return { accounts: await Promise.all(feeds.map((feed) => accountOf(feed, url))), gaps: log!.gaps };
}

/** Holds a source's ledger against what the hub at `url` keeps. */
async function accountOf({ binding, prefix, sent }: Feed, url: string): Promise<FeedAccount> {
  const kept = await ask<{ id: string; events: number }>(
    url,
    `select t.id, count(e.seq)::int as events from probe.tank t
     left join hub.event e on e.topic = 'probe' and e.payload ->> 'id' = t.id
     where t.id like $1 || '%' group by t.id`,
    [prefix],
  );
  const refused = await ask<{ id: string; times: number }>(
    url,
    `select substring(encode(raw, 'escape') from $2) as id, count(*)::int as times
     from hub.rejected_record where source = $1 and reason <> '' group by 1`,
    [binding.name, `${prefix}\\d+`],
  );
  const [counters] = await ask<Counters>(
    url,
    'select received, stored, unchanged, superseded, rejected from hub.source where id = $1',
    [binding.name],
  );
  const stored = new Map(kept.map(({ id, events }) => [id, events]));
  const rejected = new Map(refused.map(({ id, times }) => [id, times]));
  const ledger = Array.from({ length: sent() }, (_, i) => ({ id: `${prefix}${i}`, bad: isBad(i) }));
  const { received, unchanged, superseded, ...counted } = counters!;
  const sums = counted.stored + unchanged + superseded + counted.rejected === received;
  return {
    ...{ transport: binding.transport, sent: ledger.length, received, unchanged, ...counted },
    lost: ledger.filter(({ id, bad }) => !(bad ? rejected : stored).has(id)).length,
    twice: ledger.filter(({ id }) => (stored.get(id) ?? 0) + (rejected.get(id) ?? 0) > 1).length,
    miscounted:
      Number(!sums) + Math.abs(counted.stored - stored.size) + Math.abs(counted.rejected - sum(rejected)),
  };
}

const sum = (times: ReadonlyMap<string, number>) => [...times.values()].reduce((all, one) => all + one, 0);

/** Nothing lost, nothing twice, no gap; and something was there to lose. */
export const isWhole = ({ accounts, gaps }: IngestJudgement): boolean =>
  gaps === 0 &&
  accounts.every(({ sent, lost, twice, miscounted }) => sent > 0 && lost + twice + miscounted === 0);

import type { FreshnessValue, HubContext } from '../../kernel/graphql/context';
import type { ReadStanding } from './risk-state-reads';

interface HeardSource {
  id: string;
  lastReceivedAt: Date | null;
}

/** How fresh the sources behind a level are, or were then: the worst of them. */
export async function standingFreshness(read: ReadStanding, context: HubContext): Promise<FreshnessValue> {
  if (read.asOf) return freshnessThen(read);
  const { inputs } = read.standing;
  const sources = await heardSources(context);
  const behind = sources.filter(({ id }) => inputs.includes('*') || inputs.includes(id));
  return context.freshness.worst(
    behind.map(({ id, lastReceivedAt: at }) =>
      context.freshness.of({ source: id, observedAt: at, receivedAt: at }),
    ),
  );
}

/** Late or missing data behind a level: points that are not heard, or a source that is not. */
export async function isStale(read: ReadStanding, context: HubContext): Promise<boolean> {
  return read.standing.stale || (await standingFreshness(read, context)).state !== 'FRESH';
}

/** Of a past moment only the silence of sources is on record, not when each was last heard. */
function freshnessThen({ standing: { silentSources, inputs } }: ReadStanding): FreshnessValue {
  const [silent] = silentSources;
  return {
    source: silent ?? inputs[0] ?? '*',
    observedAt: null,
    receivedAt: null,
    state: silent ? 'STALE' : 'FRESH',
  };
}

async function heardSources({ load }: HubContext): Promise<HeardSource[]> {
  const sources = await load
    .batch<string, HeardSource[]>('heard sources', async (_, sql) => {
      const text = 'select id, last_received_at as "lastReceivedAt" from hub.source order by id';
      return new Map([['all', await sql.query<HeardSource>(text)]]);
    })
    .load('all');
  return sources ?? [];
}

import type { FreshnessValue, HubContext } from '../../kernel/graphql/context';
import type { RiskState } from '../../schema/risk/risk-state';

type Read = Pick<RiskState, 'standing' | 'asOf'>;

/** How fresh the sources behind a level are, or were then: the worst of them. */
export function standingFreshness(read: Read, { freshness }: Pick<HubContext, 'freshness'>): FreshnessValue {
  return read.asOf ? freshnessThen(read) : freshness.ofSources(read.standing.inputs);
}

/** Late or missing data behind a level: points that are not heard, or a source that is not. */
export const isStale = (read: Read, context: Pick<HubContext, 'freshness'>): boolean =>
  read.standing.stale || standingFreshness(read, context).state !== 'FRESH';

/** Of a past moment only the silence of sources is on record, not when each was last heard. */
function freshnessThen({ standing: { silentSources, inputs } }: Read): FreshnessValue {
  const [silent] = silentSources;
  return {
    source: silent ?? inputs[0] ?? '*',
    observedAt: null,
    receivedAt: null,
    state: silent ? 'STALE' : 'FRESH',
  };
}

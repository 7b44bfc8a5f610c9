import type { Sql } from '../../kernel/database/sql';
import type { FreshnessValue, HubContext } from '../../kernel/graphql/context';
import { freshnessThen, sourcesAt } from '../../kernel/ingest/freshness-then';
import type { RiskState } from '../../schema/risk/risk-state';

type Read = Pick<RiskState, 'standing' | 'asOf'>;
type Needs = Pick<HubContext, 'freshness' | 'load'>;

/** How fresh the sources behind a level are, or were then by what the hub knew: the worst of them. */
export const standingFreshness = (
  { asOf, standing: { inputs } }: Read,
  needs: Needs,
): FreshnessValue | Promise<FreshnessValue> =>
  asOf ? freshnessAt(asOf, inputs, needs) : needs.freshness.ofSources(inputs);

/** Late or missing data behind a level: points that are not heard, or a source that is not. */
export function isStale(read: Read, needs: Needs): boolean | Promise<boolean> {
  if (read.standing.stale) return true;
  const freshness = standingFreshness(read, needs);
  return 'then' in freshness ? freshness.then(isOld) : isOld(freshness);
}

/** That, or a record about the firm that could not be read, a grading at fault, a condition that cannot be worked out. */
export const isDegraded = (read: Read, needs: Needs): boolean | Promise<boolean> =>
  read.standing.degraded || isStale(read, needs);

const isOld = ({ state }: FreshnessValue): boolean => state !== 'FRESH';

/** The sources of a moment are read once per request. */
async function freshnessAt(asOf: Date, inputs: readonly string[], { load }: Needs): Promise<FreshnessValue> {
  const read = async (_: readonly string[], sql: Sql) => new Map([['all', await sourcesAt(sql, asOf)]]);
  const sources = await load.batch(`sources ${asOf.toISOString()}`, read).load('all');
  return freshnessThen(sources!, inputs);
}

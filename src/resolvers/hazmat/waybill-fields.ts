import type { GraphQLResolveInfo } from 'graphql';
import { Pass } from '../../entities/hazmat/pass';
import type { Waybill } from '../../entities/hazmat/waybill';
import type { HubContext } from '../../kernel/graphql/context';
import type { SiteRef } from '../../schema/hazmat/site.ref';
import type { TripVerdict } from '../../schema/hazmat/trip-verdict';
import { shownViolation } from './violation-fields';

/** The registry's to confirm. */
export const siteOf = (id: string | null): SiteRef | null => (id === null ? null : { id });

/** Those that the register knows. */
export async function passesOf(
  numbers: readonly string[],
  { load, info }: Pick<HubContext, 'load'> & { info: GraphQLResolveInfo },
): Promise<Pass[]> {
  const passes = await Promise.all(numbers.map((number) => load.one(Pass, 'number', number, { info })));
  return passes.filter((pass) => pass !== null);
}

/** As it was last worked out, in the transaction that changed something of it. */
export const verdictOf = ({
  legal,
  violations,
  notJudged,
  judgedAt,
  ruleSetVersion,
}: Waybill): TripVerdict => ({
  ...{ legal: legal!, notJudged, checkedAt: judgedAt!, ruleSetVersion: ruleSetVersion! },
  violations: violations.map(shownViolation),
});

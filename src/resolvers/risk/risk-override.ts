import { checkOverride, overrideRisk, type OverrideRequest } from '../../entities/risk/override-risk';
import type { HubContext } from '../../kernel/graphql/context';
import { changeSetByHand } from '../../kernel/risk/read';
import type { RiskChange } from '../../schema/risk/risk-change';

/** Sets a level in the viewer's name, and answers the change that it is; a repeated request answers the first one's. */
export async function override(asked: Omit<OverrideRequest, 'by'>, context: HubContext): Promise<RiskChange> {
  const request = { ...asked, by: context.viewer };
  checkOverride(request);
  const since = await context.commit((tx, now) => overrideRisk(tx, request, now));
  return changeSetByHand(context.sql, asked.subject, { level: asked.level, since });
}

import type { HubContext } from '../../kernel/graphql/context';
import type { RiskState } from '../../schema/risk/risk-state';
import { standingOf } from './risk-state-reads';

/** The risk of a subject (USCC, or `unit:` and the unit's id); null while the register does not know it. */
export async function riskStateOf(
  subject: string,
  asOf: Date | null | undefined,
  context: HubContext,
): Promise<RiskState | null> {
  const read = await standingOf(subject, asOf ?? null, context);
  if (!read) return null;
  const { inherent, level, score, since, ruleSetVersion, factors } = read.standing;
  // nobody can override a level yet, so there is never one to show
  const override = null;
  return {
    ...read,
    inherent,
    dynamic: level,
    score,
    since: new Date(since),
    ruleSetVersion,
    factors,
    override,
  };
}

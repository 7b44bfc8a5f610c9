import type { GraphQLResolveInfo } from 'graphql';
import { Warning } from '../../entities/command/warning';
import { condition, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { needs } from './needs';
import { rowsOf, touchingDivision } from './rows-of';

/** Whether a warning is in force at a moment. */
export const isActive = ({ effective, expires, liftedAt }: Warning, at: Date): boolean =>
  effective <= at && (!expires || expires > at) && (!liftedAt || liftedAt > at);

/** As `isActive`, in SQL. */
const activeSql = (at: Date, active: boolean): Condition =>
  condition`${active} = (effective_at <= ${at} and coalesce(expires_at > ${at}, true) and coalesce(lifted_at > ${at}, true))`;

/** Warnings that touch a division, the latest first. */
export function warningsOf(
  { division, active }: { division: string; active: boolean | null },
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<Warning[]> {
  const where: Condition[] = [touchingDivision(division)];
  if (active != null) where.push(activeSql(context.clock.now(), active));
  return rowsOf(
    Warning,
    { where, orderBy: 'effective_at desc, id desc', also: needs.warning },
    { context, info },
  );
}

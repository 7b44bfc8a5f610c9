import type { GraphQLResolveInfo } from 'graphql';
import { Finding } from '../../entities/committees/finding';
import { Patrol } from '../../entities/committees/patrol';
import { cityDate } from '../../kernel/clock';
import { badUserInput } from '../../kernel/errors';
import { condition, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { requireDivision } from '../../kernel/reference/divisions';
import type { PatrolFilter } from '../../schema/committees/patrol-filter.input';
import { listed } from './listed';
import { fixed } from './lists';
import { needs, shown } from './needs';

/** The latest 500 patrols that match. */
export function patrolsIn(filter: PatrolFilter | null, context: HubContext, info: GraphQLResolveInfo) {
  const where = conditionsOf(filter ?? {}, cityDate(context.clock.now()));
  const list = { entity: Patrol, info, also: needs.patrol, where, orderBy: 'begins_on desc, id' };
  return listed<Patrol>('', list, context);
}

function conditionsOf({ division, year, open, kind }: PatrolFilter, today: string): Condition[] {
  const conditions: Condition[] = [fixed(`k.key = ''`)];
  if (division)
    conditions.push(condition`starts_with(division, ${requireDivision('filter.division', division).code})`);
  if (year != null) conditions.push(duringYear(year));
  if (open != null) conditions.push(condition`coalesce(ends_on >= ${today}::date, true) = ${open}`);
  if (kind) conditions.push(condition`kind = ${kind}`);
  return conditions;
}

function duringYear(year: number): Condition {
  if (year < 1949 || year > 2199) throw badUserInput('filter.year', 'must be a year from 1949 to 2199');
  return condition`begins_on <= ${`${year}-12-31`}::date and coalesce(ends_on >= ${`${year}-01-01`}::date, true)`;
}

export const findingsOfPatrol = (patrol: string, context: HubContext, info: GraphQLResolveInfo) =>
  listed<Finding>(
    patrol,
    {
      ...{ entity: Finding, info, also: needs.finding },
      where: [fixed('patrol_id = k.key'), fixed(shown.finding)],
      orderBy: 'due_on nulls last, id',
    },
    context,
  );

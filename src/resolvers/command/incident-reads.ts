import type { GraphQLResolveInfo } from 'graphql';
import { Incident } from '../../entities/command/incident';
import { tableOf } from '../../kernel/database/tables';
import { condition, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import { needs } from './needs';
import { inDivision, rowsOf } from './rows-of';

interface IncidentsAsked {
  division: string | null;
  open: boolean | null;
  drill: boolean | null;
  first: number | null;
}

/** Incidents by their own division, the latest first. */
export function incidentsOf(
  { division, open, drill, first }: IncidentsAsked,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<Incident[]> {
  const where: Condition[] = [];
  if (division != null) where.push(inDivision(division));
  if (open != null) where.push({ text: [open ? 'closed_at is null' : 'closed_at is not null'], values: [] });
  if (drill != null) where.push(condition`drill = ${drill}`);
  const asked = {
    where,
    orderBy: 'happened_at desc, id desc',
    limit: pageSize(first, 100),
    also: needs.incident,
  };
  return rowsOf(Incident, asked, { context, info });
}

/** The open incident that a team is assigned to: the latest, when it is several, and a real one before a drill. */
export function assignmentOf(
  teamId: string,
  { load }: HubContext,
  info: GraphQLResolveInfo,
): Promise<Incident | null> {
  const table = tableOf(Incident);
  const list = selectList(table, neededProperties(table, selectedFields(info), needs.incident), 't');
  return load
    .batch<string, Incident>(`command.assignment ${list}`, async (ids, sql) => {
      const rows = await sql.query<Incident & { team: string }>(
        `select distinct on (team) team, ${list}
         from command.incident t cross join lateral unnest(t.team_ids) team
         where t.closed_at is null and t.team_ids && $1::text[] and team = any($1::text[])
         order by team, t.drill, t.happened_at desc, t.id desc`,
        [ids],
      );
      return new Map(rows.map(({ team, ...incident }) => [team, incident]));
    })
    .load(teamId);
}

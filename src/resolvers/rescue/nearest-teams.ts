import type { GraphQLResolveInfo } from 'graphql';
import { RescueTeam } from '../../entities/rescue/rescue-team';
import type { TeamDistance } from '../../entities/rescue/team-distance';
import { tableOf } from '../../kernel/database/tables';
import { nearest } from '../../kernel/geo/nearest';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { positionOf, type PointInput } from '../../kernel/graphql/point.input';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';
import type { RescueCapability } from '../../schema/rescue/enums';
import { needs } from './needs';

/** As the crow flies to the road, and a heavy vehicle's mean speed on it: assumptions, stated in the graph. */
const DETOUR = 1.4;
const ROAD_KM_A_MINUTE = 40 / 60;

/** Who can be sent: waiting for a call, with somebody on duty. Written as the partial index of the table has it. */
const ABLE = condition`t.state = 'READY' and t.on_duty > 0`;

interface Asked {
  at: PointInput;
  capability: RescueCapability;
  limit: number | null;
  /** Teams of a source that is down, too. */
  includeUnknown: boolean | null;
}

/**
 * The nearest teams that can be sent. A team that was ready when its source was last heard is not known to be ready: it
 * is left out unless asked for, and when that leaves nobody the answer is null, not known, and not an empty list.
 */
export async function nearestTeams(
  { at, capability, limit, includeUnknown }: Asked,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<TeamDistance[] | null> {
  const table = tableOf(RescueTeam);
  const asked = new Set([...selectedFields(info, 'team'), 'freshness', 'turnoutSeconds']);
  const search = {
    select: selectList(table, neededProperties(table, asked, needs.team), 't'),
    from: `${table.name} t`,
    ...{ lng: 't.lng', lat: 't.lat', key: 't.id' },
  };
  const target = { at: positionOf('at', at), limit: pageSize(limit, 5, 'limit') };
  for (const silent: string[] = []; ;) {
    const heard = condition`t.source <> all(${silent}::text[])`;
    const where = [ABLE, condition`${capability} = any(t.capabilities)`, heard];
    const teams = await nearest<RescueTeam>(context.sql, { ...search, where }, target);
    const unknown = includeUnknown ? undefined : teams.find((team) => isUnknown(team, context));
    if (!unknown) return silent.length > 0 && teams.length === 0 ? null : teams.map(distanceOf(context));
    silent.push(unknown.source);
  }
}

const isUnknown = (team: RescueTeam, { freshness }: HubContext) => freshness.of(team).state === 'UNKNOWN';

const distanceOf =
  (context: HubContext) =>
  ({ km, ...team }: RescueTeam & { km: number }): TeamDistance => ({
    team,
    km,
    etaMinutes: isUnknown(team, context) ? null : etaMinutes(team.turnoutSeconds, km),
  });

/** To a tenth of a minute. */
function etaMinutes(turnoutSeconds: number | null, km: number): number | null {
  if (turnoutSeconds === null) return null;
  return Math.round((turnoutSeconds / 60 + (km * DETOUR) / ROAD_KM_A_MINUTE) * 10) / 10;
}

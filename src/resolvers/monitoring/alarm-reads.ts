import type { GraphQLResolveInfo } from 'graphql';
import { acknowledge, checkAcknowledgement } from '../../entities/monitoring/acknowledge';
import { Alarm } from '../../entities/monitoring/alarm';
import { Sensor } from '../../entities/monitoring/sensor';
import { tableOf } from '../../kernel/database/tables';
import { condition, type Condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { page } from '../../kernel/graphql/paging';
import { requireDivision } from '../../kernel/reference/divisions';
import type { AlarmFilter } from '../../schema/monitoring/alarm-filter.input';
import { needs } from './needs';
import { freshnessOf } from './sensor-reads';

/** The code to filter by; an old one is mapped forward, an unknown one is BAD_USER_INPUT. */
export const divisionOf = ({ division }: AlarmFilter): string | null =>
  division ? requireDivision('filter.division', division).code : null;

/** A page of alarms, the latest first. */
export function pageOfAlarms(request: {
  filter: AlarmFilter | null;
  first: number;
  after: string | null;
  context: HubContext;
  info: GraphQLResolveInfo;
}) {
  const filter = request.filter ?? {};
  return page<Alarm>({
    ...request,
    table: tableOf(Alarm),
    orderBy: ['openedAt'],
    direction: 'desc',
    where: conditionsOf(filter),
    subject: { on: 'uscc', division: divisionOf(filter) },
    also: needs.alarm,
  });
}

function conditionsOf({ uscc, severity, state, since }: AlarmFilter): Condition[] {
  const conditions: Condition[] = [];
  if (uscc) conditions.push(condition`t.uscc = any(${uscc}::text[])`);
  if (severity) conditions.push(condition`t.severity = any(${severity}::text[])`);
  if (state) conditions.push(condition`t.state = any(${state}::text[])`);
  if (since) conditions.push(condition`t.opened_at >= ${since}`);
  return conditions;
}

/** As fresh as what the point says: an alarm of a silent point is not known to be over. */
export async function alarmFreshness({ sensorId, source }: Alarm, context: HubContext) {
  const sensor = await context.load.one(Sensor, 'id', sensorId, { also: needs.sensor });
  return sensor
    ? freshnessOf(sensor, context)
    : context.freshness.of({ source, observedAt: null, receivedAt: null });
}

/** Acknowledges once, and answers with the alarm as it is then. */
export async function acknowledgeOnce(
  args: { id: string; note: string; clientRequestId: string },
  context: HubContext,
  info: GraphQLResolveInfo,
) {
  const request = { ...args, viewer: context.viewer };
  checkAcknowledgement(request);
  await context.commit(async (tx, now) => ({ ...(await acknowledge(tx, request, now)), result: null }));
  return context.load.one(Alarm, 'id', args.id, { info, also: needs.alarm });
}

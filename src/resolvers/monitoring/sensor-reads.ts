import type { GraphQLResolveInfo } from 'graphql';
import { LatestReading } from '../../entities/monitoring/latest-reading';
import type { Sensor } from '../../entities/monitoring/sensor';
import { sensorStateAt } from '../../entities/monitoring/sensor-state';
import type { HubContext } from '../../kernel/graphql/context';
import type { LimitKind } from '../../schema/monitoring/limit-kind';
import { needs } from './needs';

type Times = Pick<Sensor, 'id' | 'source' | 'intervalSeconds'>;

/** The latest reading; null when the point was never heard. */
export async function latestOf({ id }: Pick<Sensor, 'id'>, { load }: HubContext, info?: GraphQLResolveInfo) {
  const latest = await load.one(LatestReading, 'sensorId', id, { info, also: needs.reading });
  return latest?.at ? latest : null;
}

/** By the point's own interval and its source. */
export async function freshnessOf(sensor: Times, context: HubContext) {
  const latest = await latestOf(sensor, context);
  const { source, intervalSeconds } = sensor;
  return context.freshness.of({
    ...{ source, intervalSeconds },
    observedAt: latest?.at ?? null,
    receivedAt: latest?.receivedAt ?? null,
  });
}

export async function stateOf(sensor: Times, context: HubContext) {
  const [latest, openKinds] = await Promise.all([latestOf(sensor, context), openKindsOf(sensor.id, context)]);
  const sourceDown = ['DOWN', 'PAUSED'].includes(context.freshness.sourceState(sensor.source));
  const { intervalSeconds } = sensor;
  return sensorStateAt(
    { latest, openKinds: openKinds ?? [], intervalSeconds, sourceDown },
    context.clock.now(),
  );
}

function openKindsOf(sensorId: string, { load }: HubContext): Promise<LimitKind[] | null> {
  return load
    .batch<string, LimitKind[]>('monitoring.openKinds', async (ids, sql) => {
      const rows = await sql.query<{ id: string; kinds: LimitKind[] }>(
        `select sensor_id as id, array_agg(kind) as kinds from monitoring.alarm
         where sensor_id = any($1::text[]) and cleared_at is null group by sensor_id`,
        [ids],
      );
      return new Map(rows.map(({ id, kinds }) => [id, kinds]));
    })
    .load(sensorId);
}

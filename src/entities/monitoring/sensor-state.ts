import { SensorState } from '../../schema/monitoring/enums';
import { LimitKind } from '../../schema/monitoring/limit-kind';
import type { LatestReading } from './latest-reading';
import { isOffline } from './offline';

/**
 * The most urgent thing to say of a point: an open alarm stands before silence, since going silent ends no danger, and
 * silence before what the last reading said.
 */
export function sensorStateAt(
  point: {
    openKinds: readonly LimitKind[];
    latest: Pick<LatestReading, 'at' | 'quality' | 'calibrating'> | null;
    intervalSeconds: number;
    sourceDown: boolean;
  },
  now: Date,
): SensorState {
  const { openKinds, latest, intervalSeconds, sourceDown } = point;
  if (openKinds.includes(LimitKind.POWER_CUT)) return SensorState.POWER_CUT;
  if (openKinds.some((kind) => kind !== LimitKind.OFFLINE)) return SensorState.ALARM;
  const silent = sourceDown || isOffline(latest?.at ?? null, intervalSeconds, now);
  if (silent || openKinds.length > 0) return SensorState.OFFLINE;
  if (latest?.quality === 'BAD') return SensorState.FAULT;
  return latest?.calibrating ? SensorState.CALIBRATING : SensorState.NORMAL;
}

import { UNLOADING_HOURS } from '../trip-length';
import { UNDER_WAY } from '../under-way';
import { TripStage } from '../../../schema/hazmat/enums';
import type { Finding, TripRule } from './rule';
import type { OtherTrip, Trip } from './trip';

/** Not yet dispatched, or never made. */
const NO_TRIP: readonly (TripStage | null)[] = [TripStage.DRAFT, TripStage.CANCELLED];

/** A waybill that is used again, or a vehicle or person on two trips at once: 一车一趟一派. */
export const oneTripAtATime: TripRule = {
  id: 'V22',
  findings(trip) {
    const findings: Finding[] = trip.reused
      ? [{ about: 'waybill', message: '运单重复使用 · the waybill was used for a trip before' }]
      : [];
    if (trip.stage === TripStage.CANCELLED) return findings;
    const overlapping = trip.others.filter((other) => !NO_TRIP.includes(other.stage) && overlap(trip, other));
    return findings.concat(
      overlapping.map(({ waybill, shared }) => ({
        about: `${waybill} ${shared}`,
        message: `与运单 ${waybill} 时间重叠:${shared} · overlaps with waybill ${waybill}: ${shared}`,
      })),
    );
  },
};

/** Two trips that are both under way overlap whatever was planned: neither has ended. */
function overlap(trip: Trip, other: OtherTrip): boolean {
  const bothBegan = [trip, other].every(({ stage }) => stage !== null && UNDER_WAY.includes(stage));
  return trip.loadAt < boundUntil(other, bothBegan) && other.loadAt < boundUntil(trip, bothBegan);
}

/** An arrival ends what binds vehicle and people, after the time that unloading takes, also when nobody tells of its end. */
function boundUntil({ stage, arrivedAt, endsAt }: Trip | OtherTrip, bothBegan: boolean): Date {
  if (stage === TripStage.ARRIVED) return arrivedAt ? freeAfter(arrivedAt) : endsAt;
  return bothBegan ? NEVER : endsAt;
}

const NEVER = new Date(8.64e15);
const freeAfter = (arrivedAt: Date): Date => new Date(arrivedAt.getTime() + UNLOADING_HOURS * 3_600_000);

import gcoord from 'gcoord';
import { standingAt } from '../city/hazmat-expected';
import type { Trip } from '../city/hazmat-records';
import { alongWay, kmOf } from '../city/hazmat-way';
import { hash } from '../city/random';
import { createHttpService } from './http-service';
import type { OpenSource } from './source';
import { createTimedStream, type TimedRecord } from './timed-stream';

/** A terminal reports so often. */
const INTERVAL_MS = 10_000;
const SYSTEMS = ['CGCS2000', 'CGCS2000', 'WGS84', 'WGS84', 'GCJ02'] as const;

/** The platform that the vehicles' terminals report to: where each vehicle on the road was last. */
export const openVehiclePositions: OpenSource = ({ city, clock, ledger }) =>
  createHttpService({
    name: 'vehicle-positions',
    streams: [
      createTimedStream({
        ...{ name: 'positions', versionField: 'at' },
        recordsNow: () =>
          city.hazmat.tripsAt(clock.now()).flatMap((trip) => positionRecords(trip, clock.now())),
      }),
    ],
    ledger,
  });

/** Where a trip's vehicle truly is at a moment, CGCS2000; null when it is not on its way. */
export function placeAt(trip: Trip, at: Date): [lng: number, lat: number] | null {
  if (standingAt(trip, at)?.stage !== 'IN_TRANSIT') return null;
  const { departedAt, arrivedAt } = trip.times;
  return alongWay(
    trip.way,
    (at.getTime() - departedAt.getTime()) / (arrivedAt.getTime() - departedAt.getTime()),
  );
}

function positionRecords(trip: Trip, now: Date): TimedRecord[] {
  const at = new Date(Math.floor(now.getTime() / INTERVAL_MS) * INTERVAL_MS);
  const place = placeAt(trip, at);
  if (!place) return [];
  const { plate, plateColour } = trip.team.vehicle;
  const crs = SYSTEMS[hash(plate) % SYSTEMS.length]!;
  const [lng, lat] =
    crs === 'GCJ02' ? (gcoord.transform(place, gcoord.WGS84, gcoord.GCJ02) as [number, number]) : place;
  const record = {
    ...{ plate, plateColour, crs, lng: Number(lng.toFixed(6)), lat: Number(lat.toFixed(6)) },
    ...{ speedKmh: speedOf(trip), road: trip.motorway ? '高速公路' : '其他道路' },
  };
  return [{ id: `${plate} ${plateColour}`, version: at, record }];
}

function speedOf({ way, times }: Trip): number {
  const hours = (times.arrivedAt.getTime() - times.departedAt.getTime()) / 3_600_000;
  return Math.round(kmOf(way) / hours);
}

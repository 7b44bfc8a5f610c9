import { TripEventKind } from '../../schema/hazmat/enums';
import type { Episode } from './rules/episodes';
import type { RoadStanding } from './rules/trip';
import type { Visit, Visits } from './rules/v13-restricted-area';
import { worstRank, type TripStep } from './trip-events';
import type { Road, ToldOnRoad } from './trip-road';
import type { Waybill } from './waybill';

interface Happening {
  kind: TripEventKind;
  at: number;
  area?: string;
  place?: { lng: number; lat: number };
}

/**
 * What happened on the way and was not told yet, in order. Positions that come late only add to what happened in each
 * series, so those beyond the number that was told are the new ones, and comings and goings of an area stay in pairs.
 */
export function roadSteps(
  waybill: Waybill,
  { row, standing }: Road,
): { steps: TripStep[]; told: ToldOnRoad } {
  const { states } = standing;
  const series = {
    offRoute: episodes(TripEventKind.OFF_ROUTE, (states.V11 as { route?: Episode[] } | undefined)?.route),
    overspeed: episodes(TripEventKind.OVERSPEED, (states.V12 as { over?: Episode[] } | undefined)?.over),
    fatigue: episodes(TripEventKind.FATIGUE, (states.V15 as { tired?: Episode[] } | undefined)?.tired),
  };
  const visits = Object.entries((states.V13 as Visits | undefined) ?? {});
  const stays = visits.map(
    ([area, all]) => [area, all.flatMap((visit) => comeAndGo(area, visit, standing))] as const,
  );
  const news = [
    ...Object.entries(series).flatMap(([name, all]) => all.slice(row.told[name as keyof typeof series] ?? 0)),
    ...stays.flatMap(([area, all]) => all.slice(row.told.areas?.[area] ?? 0)),
  ];
  const count = (known: number | undefined, all: readonly Happening[]) => Math.max(known ?? 0, all.length);
  const told: ToldOnRoad = {
    ...row.told,
    offRoute: count(row.told.offRoute, series.offRoute),
    overspeed: count(row.told.overspeed, series.overspeed),
    fatigue: count(row.told.fatigue, series.fatigue),
    areas: {
      ...row.told.areas,
      ...Object.fromEntries(stays.map(([area, all]) => [area, count(row.told.areas?.[area], all)])),
    },
  };
  const rank = worstRank(waybill.violations);
  const steps = news
    .sort((one, other) => one.at - other.at)
    .map(({ kind, at, area, place }) => ({ kind, at: new Date(at), waybill, rank, area, place }));
  return { steps, told };
}

const episodes = (kind: TripEventKind, all: readonly Episode[] = []): Happening[] =>
  all.map(({ from: at, lng, lat }) => ({ kind, at, place: { lng, lat } }));

/** A stay that was not left is over with the trip. */
function comeAndGo(area: string, { from, to, lng, lat }: Visit, { to: over }: RoadStanding): Happening[] {
  const left = to ?? over;
  const come = { kind: TripEventKind.ENTERED_AREA, at: from, area, place: { lng, lat } };
  return left === null ? [come] : [come, { kind: TripEventKind.LEFT_AREA, at: Math.max(left, from), area }];
}

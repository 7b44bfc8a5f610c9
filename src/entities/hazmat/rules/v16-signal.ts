import { ViolationSeverity } from '../../../schema/hazmat/enums';
import { clockText, seenOf } from './episodes';
import { figures, km, kmh, seconds } from './figures';
import { apartKm } from './route';
import { defineRoadRule, standingBy, type Finding } from './rule';
import type { Place, RoadStanding, Trip } from './trip';
import { unseenWay } from './unseen';

/** A time without a position; `to` null: it lasts. Moments in milliseconds. */
interface Gap {
  from: number;
  to: number | null;
  lng: number | null;
  lat: number | null;
}

interface State {
  gaps: readonly Gap[];
  jumps: readonly (Gap & { kmh: number })[];
}

const BEGIN: State = { gaps: [], jumps: [] };
const AT_MOST = 30;
const HOUR_MS = 3_600_000;

/** The terminal is off or not heard while the vehicle moves, or the vehicle leaps. The silence of its platform is not its own. */
export const signal = defineRoadRule({
  id: 'V16',
  parameters: figures({
    lostSeconds: seconds,
    blockSeconds: seconds,
    movingKmh: kmh,
    movedKm: km,
    jumpKmh: kmh,
    jumpKm: km,
  }),
  begin: BEGIN,
  step(state: State, { before, place }, { trip, figures: set }): State {
    const from = before?.at ?? trip.road!.from;
    const isLost = place.at - from > set.lostSeconds * 1_000 && wasMoving(before, place, set);
    const gap = { from, to: place.at, lng: before?.lng ?? null, lat: before?.lat ?? null };
    const gaps = isLost ? [...state.gaps, gap].slice(0, AT_MOST) : state.gaps;
    if (!before || place.at === before.at) return { ...state, gaps };
    const gone = apartKm(before, place);
    const kmh = gone / ((place.at - before.at) / HOUR_MS);
    if (gone < set.jumpKm || kmh <= set.jumpKmh) return { ...state, gaps };
    const { at, lng, lat } = place;
    return { gaps, jumps: [...state.jumps, { from: at, to: at, lng, lat, kmh }].slice(0, AT_MOST) };
  },
  findings(trip, { lostSeconds, blockSeconds, ...set }): Finding[] {
    if (!trip.road) return [];
    const state = standingBy<State>(trip, 'V16') ?? BEGIN;
    const lost = [...state.gaps, ...openGap(trip, set)]
      .map((gap, at) => ({ gap, at, seconds: Math.floor(heardMs(gap, trip.road!) / 1_000) }))
      .filter((one) => one.seconds > lostSeconds)
      .map(({ gap, at, seconds }) => ({
        about: `signal #${at + 1}`,
        ...(seconds > blockSeconds && { severity: ViolationSeverity.BLOCK }),
        message: `${clockText(gap.from)} 起行驶中无定位 · not positioned on the way since then`,
        seen: seenOf(gap as Gap & { lng: number; lat: number }),
      }));
    return [
      ...lost,
      ...state.jumps.map((jump, at) => ({
        about: `jump #${at + 1}`,
        message: `${clockText(jump.from)} 定位跳变,折合 ${Math.round(jump.kmh)} km/h · a leap, as if at ${Math.round(jump.kmh)} km/h`,
        seen: seenOf(jump as Gap & { lng: number; lat: number }),
      })),
    ];
  },
  unjudged(trip, { lostSeconds }) {
    const { road } = trip;
    if (!road || road.last) return unseenWay(trip);
    const gap = { from: road.from, to: road.to ?? road.heard };
    const heard = heardMs({ ...gap, lng: null, lat: null }, road);
    return heard > lostSeconds * 1_000 ? null : unseenWay(trip);
  },
});

interface Moving {
  movingKmh: number;
  movedKm: number;
}

/** From its departure on it moves, for all that is known; else by the last speed, or by where it turns up. */
function wasMoving(before: Place | null, after: Place | null, { movingKmh, movedKm }: Moving): boolean {
  if (!before || before.speedKmh === null || before.speedKmh >= movingKmh) return true;
  return after !== null && apartKm(before, after) > movedKm;
}

/** Since the last position, to the arrival or to when its platform was heard last. */
function openGap({ road }: Trip, set: Moving): Gap[] {
  const { last, from, to, heard } = road!;
  // of a platform that was never heard nothing is missed
  if (!wasMoving(last, null, set) || heard === null) return [];
  const ends = Math.min(to ?? Infinity, heard);
  const gap = { from: last?.at ?? from, lng: last?.lng ?? null, lat: last?.lat ?? null };
  return ends > gap.from ? [{ ...gap, to: to !== null && to <= ends ? to : null }] : [];
}

/** For how long of it the platform was heard, that is, the terminal could have been; its first word comes before it counts as heard. */
function heardMs({ from, to }: Gap, { silences, heard }: RoadStanding): number {
  if (heard === null) return 0;
  const end = to ?? heard;
  const silent = silences.map(([begin, over]) => [Math.max(begin, from), Math.min(over, end)] as const);
  let reached = from;
  let lost = 0;
  for (const [begin, over] of [...silent].sort(([one], [other]) => one - other)) {
    if (over <= reached || begin >= over) continue;
    lost += Math.max(0, begin - reached);
    reached = over;
  }
  return lost + Math.max(0, end - reached);
}

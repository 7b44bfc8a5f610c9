import { ViolationSeverity } from '../../../schema/hazmat/enums';
import { clockText, follow, seenOf, type Episode } from './episodes';
import { figures, kmh, seconds } from './figures';
import { defineRoadRule, standingBy, type Finding } from './rule';
import type { Place } from './trip';
import { unseenWay } from './unseen';

interface State {
  over: readonly Episode[];
  /** Positions without a speed, and those at which the road would have to be known. */
  mute: number;
  unsure: number;
}

/** Above 80 km/h on a motorway, 60 elsewhere, or a lower sign; graver when it lasts. */
export const speed = defineRoadRule({
  id: 'V12',
  parameters: figures({
    motorwayKmh: kmh,
    otherKmh: kmh,
    sustainedSeconds: seconds,
    /** Positions further apart say nothing of the time between. */
    apartSeconds: seconds,
  }),
  begin: { over: [], mute: 0, unsure: 0 } as State,
  step(state: State, { before, place }, { figures: { motorwayKmh, otherKmh, apartSeconds } }): State {
    const { speedKmh } = place;
    if (speedKmh === null) return { ...state, mute: state.mute + 1, over: follow(state.over, place, null) };
    const lowest = Math.min(motorwayKmh, otherKmh);
    const limit = limitOf(place, { motorwayKmh, otherKmh });
    const isUnsure = place.road === null && speedKmh > lowest && speedKmh <= limit;
    const isApart = before !== null && place.at - before.at > apartSeconds * 1_000;
    const over = isApart ? follow(state.over, { ...before }, null) : state.over;
    return {
      ...state,
      over: follow(over, place, speedKmh > limit ? speedKmh : null),
      unsure: state.unsure + Number(isUnsure),
    };
  },
  findings(trip, { sustainedSeconds }): Finding[] {
    return (standingBy<State>(trip, 'V12')?.over ?? []).map((one, at) => {
      const lasted = Math.round((one.last - one.from) / 1_000);
      const isSustained = lasted >= sustainedSeconds;
      return {
        ...{ about: `speed #${at + 1}`, seen: seenOf(one) },
        ...(isSustained && { severity: ViolationSeverity.BLOCK }),
        message: `${clockText(one.from)} 超速,最高 ${one.worst} km/h,持续 ${lasted} 秒 · too fast, up to ${one.worst} km/h, for ${lasted} s`,
      };
    });
  },
  unjudged(trip) {
    const unseen = unseenWay(trip);
    const state = standingBy<State>(trip, 'V12');
    if (unseen || !state) return unseen;
    if (state.mute > 0) return `${state.mute} 个定位没有速度 · ${state.mute} positions came without a speed`;
    return state.unsure > 0
      ? `${state.unsure} 个定位道路类型不明,无法判断限速 · of ${state.unsure} positions the kind of road is not known, and so the limit`
      : null;
  },
});

/** Where the platform does not say what road it is, only what is too fast on every road is certain. */
function limitOf(
  { road, limitKmh }: Place,
  { motorwayKmh, otherKmh }: { motorwayKmh: number; otherKmh: number },
): number {
  const byKind = { MOTORWAY: motorwayKmh, OTHER: otherKmh };
  const own = road ? byKind[road] : Math.max(motorwayKmh, otherKmh);
  return limitKmh === null ? own : Math.min(own, limitKmh);
}

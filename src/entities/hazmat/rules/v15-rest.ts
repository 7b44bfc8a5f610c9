import { follow, clockText, seenOf, type Episode } from './episodes';
import { figures, km, kmh, seconds } from './figures';
import { apartKm } from './route';
import { defineRoadRule, standingBy, type Finding, type Move } from './rule';
import { unseenWay } from './unseen';

interface State {
  drivenMs: number;
  stoodMs: number;
  tired: readonly Episode[];
}

const HOUR_MS = 3_600_000;

/** Driven for more than four hours without a rest of twenty minutes. A shorter stop neither counts nor is a rest. */
export const rest = defineRoadRule({
  id: 'V15',
  parameters: figures({ drivingSeconds: seconds, restSeconds: seconds, movingKmh: kmh, movedKm: km }),
  begin: { drivenMs: 0, stoodMs: 0, tired: [] } as State,
  step(state: State, move, { figures: { drivingSeconds, restSeconds, ...moving } }): State {
    const { before, place } = move;
    if (!before) return state;
    const between = place.at - before.at;
    if (isDriving({ before, place }, moving)) {
      const drivenMs = state.drivenMs + between;
      const isTired = drivenMs > drivingSeconds * 1_000;
      const tired = isTired ? follow(state.tired, place, drivenMs / HOUR_MS) : state.tired;
      return { drivenMs, stoodMs: 0, tired };
    }
    const stoodMs = state.stoodMs + between;
    if (stoodMs < restSeconds * 1_000) return { ...state, stoodMs };
    return { drivenMs: 0, stoodMs, tired: follow(state.tired, place, null) };
  },
  findings: (trip): Finding[] =>
    (standingBy<State>(trip, 'V15')?.tired ?? []).map((one, at) => ({
      about: `driving #${at + 1}`,
      message: `连续驾驶 ${one.worst.toFixed(1)} 小时未休息 20 分钟(${clockText(one.from)} 起)· driven for ${one.worst.toFixed(1)} h without a rest of 20 min`,
      seen: seenOf(one),
    })),
  unjudged: unseenWay,
});

/** By both speeds or, where one is not told or time is missing between, by how far it came. */
function isDriving(
  { before, place }: Move & { before: NonNullable<Move['before']> },
  { movingKmh, movedKm }: { movingKmh: number; movedKm: number },
): boolean {
  const gone = apartKm(before, place);
  const hours = (place.at - before.at) / HOUR_MS;
  const isShort = place.at - before.at <= TOGETHER_MS;
  // whether it rested meanwhile, nobody knows
  if (gone > movedKm && (!isShort || gone / hours >= movingKmh)) return true;
  return isShort && [before, place].some(({ speedKmh }) => speedKmh !== null && speedKmh >= movingKmh);
}

/** A terminal reports at least every half minute; speeds of positions further apart say little of the time between. */
const TOGETHER_MS = 300_000;

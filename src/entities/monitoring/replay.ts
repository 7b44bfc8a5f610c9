import { isDeepStrictEqual } from 'node:util';
import { LimitKind } from '../../schema/monitoring/limit-kind';
import type { Episode } from './reconcile';
import { limitsAt, type FormerLimits } from './former-limits';
import { judge, sameWatches, type AlarmStep, type JudgedReading, type JudgeState, type Watch } from './judge';
import { watchedAt, type WatchedFrom } from './judge-memory';
import type { KnownPoint } from './known-points';

export interface StoredReading extends JudgedReading {
  receivedAt: Date;
}

/** A point that is judged again from a late reading on. */
export interface Replay {
  point: KnownPoint;
  former: readonly FormerLimits[];
  /** The first and the last late reading. */
  from: Date;
  last: Date;
  /** How it was judged before. */
  before: readonly WatchedFrom[];
  /** How it is judged now: as far as `to`. */
  to: Date;
  state: JudgeState;
  log: WatchedFrom[];
  episodes: Episode[];
  /** It came to what was judged before: from `to` on nothing changes. */
  met: boolean;
}

/** Begins with what was watched just before `from`. `previous`: the last judged value before it. */
export function beginReplay(
  start: Pick<Replay, 'point' | 'former' | 'from' | 'last' | 'before'>,
  previous: JudgeState['last'],
): Replay {
  const to = new Date(start.from.getTime() - 1);
  const watches = watchedAt(start.before, to);
  const episodes = Object.entries(watches).flatMap(([kind, watch]) => episodeOf(kind as LimitKind, watch));
  return { ...start, to, state: { watches, last: previous }, log: [], episodes, met: false };
}

const episodeOf = (kind: LimitKind, { openedAt, limit, peak }: Watch): Episode[] =>
  openedAt === null ? [] : [{ kind, openedAt: new Date(openedAt), limit, peak, clearedAt: null }];

/** Judges the next stored readings again. */
export function replayOn(replay: Replay, readings: readonly StoredReading[]): void {
  for (const reading of readings) {
    const { state, steps } = judge(replay.state, reading, pointThen(replay, reading));
    if (!sameWatches(state, replay.state)) replay.log.push({ at: reading.at, watches: state.watches });
    for (const step of steps) takeStep(replay.episodes, step);
    replay.state = state;
    replay.to = reading.at;
  }
  const comparesValues = replay.point.limits.some(({ kind }) => kind === LimitKind.RATE);
  replay.met =
    !comparesValues &&
    replay.to > replay.last &&
    isDeepStrictEqual(replay.state.watches, watchedAt(replay.before, replay.to));
}

const pointThen = ({ point, former }: Replay, { receivedAt }: StoredReading) => ({
  unit: point.unit,
  limits: limitsAt(point.limits, former, receivedAt).filter(({ kind }) => kind !== LimitKind.OFFLINE),
});

function takeStep(episodes: Episode[], { step, kind, openedAt, at, limit, peak }: AlarmStep): void {
  if (step === 'OPENED') return void episodes.push({ kind, openedAt, limit, peak, clearedAt: null });
  const episode = episodes.findLast((one) => one.kind === kind)!;
  episode.peak = peak;
  if (step === 'CLEARED') episode.clearedAt = at;
}

import { severityOf } from '../../schema/monitoring/alarm-severity';
import { LimitKind } from '../../schema/monitoring/limit-kind';

/** What is watched of one limit from the first reading past it until the value is back. Times in ms since 1970. */
export interface Watch {
  /** The first reading past the limit. */
  since: number;
  /** null: past the limit, but not yet for the minimum on-time. */
  openedAt: number | null;
  /** As it was at the opening; holds when the limit is taken away while the alarm is open. */
  limit: number;
  /** The worst value since `since`. */
  peak: number | null;
}

/** All that judging remembers of a point; plain JSON. */
export interface JudgeState {
  watches: Partial<Record<LimitKind, Watch>>;
  /** The last judged value, kept only for points with a RATE limit. */
  last?: { at: number; value: number };
}

export interface JudgedPoint {
  unit: string;
  limits: readonly { kind: LimitKind; value: number }[];
}

export interface JudgedReading {
  at: Date;
  value: number | null;
  quality: 'GOOD' | 'UNCERTAIN' | 'BAD' | 'SUBSTITUTED';
  calibrating?: boolean;
}

/** One step of one alarm; `openedAt` and `kind` name the alarm of a point. */
export interface AlarmStep {
  step: 'OPENED' | 'PEAK' | 'CLEARED';
  kind: LimitKind;
  openedAt: Date;
  at: Date;
  value: number;
  peak: number | null;
  limit: number;
}

const NO_STEPS: readonly AlarmStep[] = [];

export const NOTHING_WATCHED: JudgeState = { watches: {} };

const HYSTERESIS = 0.05;
/** Coal methane: power comes back only below 1.0 % CH4 (AQ 1029-2019). */
const METHANE_RESTORE = 1.0;
const ON_TIME_MS = 60_000;

/**
 * Whether a reading tells something about the danger. BAD, in calibration, or SUBSTITUTED by the platform for a device
 * that is not heard does not, nor do words where a number is watched: a point that sends only such is as good as silent.
 */
export function isUsable(reading: JudgedReading, point: Pick<JudgedPoint, 'limits'>): boolean {
  const { value, quality, calibrating } = reading;
  if (calibrating || quality === 'BAD' || quality === 'SUBSTITUTED') return false;
  return value !== null || point.limits.every(({ kind }) => kind === LimitKind.OFFLINE);
}

/**
 * Judges one reading of a point against its limits; the readings of a point come in the order of their times.
 * Pure: the same state comes back (the same object) when nothing changed. A reading in calibration or of BAD quality is
 * not judged and clears nothing, nor does one without a number, unless words are all that is expected of the point; a
 * SUBSTITUTED one may open an alarm but does not clear one.
 */
export function judge(
  state: JudgeState,
  reading: JudgedReading,
  point: JudgedPoint,
): { state: JudgeState; steps: readonly AlarmStep[] } {
  const { value } = reading;
  if (reading.quality === 'BAD' || reading.calibrating) return { state, steps: NO_STEPS };
  if (value === null ? !isUsable(reading, point) : !Number.isFinite(value)) return { state, steps: NO_STEPS };
  if (isQuiet(state, value, point)) return { state, steps: NO_STEPS };
  const steps: AlarmStep[] = [];
  const watches = { ...state.watches };
  for (const { kind, value: limit } of effectiveLimits(state, point)) {
    const measured = kind === LimitKind.RATE && value !== null ? rateOf(state, reading.at, value) : value;
    const before = watches[kind];
    const after = watch(before, { kind, limit, measured, reading, unit: point.unit });
    if (after === before) continue;
    if (after) watches[kind] = after;
    else delete watches[kind];
    const step = stepOf(before, after);
    const { openedAt, peak, limit: held } = (after ?? before)!;
    if (step && openedAt !== null)
      steps.push({
        step,
        kind,
        openedAt: new Date(openedAt),
        at: reading.at,
        value: value ?? 0,
        peak,
        limit: held,
      });
  }
  const last =
    value !== null && point.limits.some(({ kind }) => kind === LimitKind.RATE)
      ? { at: reading.at.getTime(), value }
      : undefined;
  const changed = last !== state.last || !sameWatches(state, { watches });
  return { state: changed ? { watches, ...(last && { last }) } : state, steps };
}

/** Nothing is watched and the value is within all limits, as nearly all are: then no state changes. */
function isQuiet({ watches, last }: JudgeState, value: number | null, { limits }: JudgedPoint): boolean {
  if (value === null || last) return false;
  for (const kind in watches) if (watches[kind as LimitKind]) return false;
  return limits.every(
    ({ kind, value: limit }) =>
      kind === LimitKind.OFFLINE || (kind !== LimitKind.RATE && !isPast(kind, value, limit)),
  );
}

/** Whether judging changed nothing of what is watched. */
export const sameWatches = (one: JudgeState, other: JudgeState): boolean =>
  Object.values(LimitKind).every((kind) => one.watches[kind] === other.watches[kind]);

/** One limit per kind; an open alarm whose limit was taken away is judged on by the limit that opened it. */
function effectiveLimits(state: JudgeState, point: JudgedPoint): { kind: LimitKind; value: number }[] {
  const limits = new Map(point.limits.map(({ kind, value }) => [kind, value]));
  for (const [kind, { limit }] of Object.entries(state.watches) as [LimitKind, Watch][])
    if (!limits.has(kind)) limits.set(kind, limit);
  return [...limits].map(([kind, value]) => ({ kind, value }));
}

interface Judged {
  kind: LimitKind;
  limit: number;
  /** The value, or its change per minute for RATE; null: no earlier value to compare with. */
  measured: number | null;
  reading: JudgedReading;
  unit: string;
}

function watch(before: Watch | undefined, judged: Judged): Watch | undefined {
  const { kind, limit, measured, reading } = judged;
  if (kind === LimitKind.OFFLINE) return reading.quality === 'SUBSTITUTED' ? before : undefined;
  if (measured === null) return before;
  const at = reading.at.getTime();
  if (!isPast(kind, measured, limit)) {
    const holds =
      before && (reading.quality === 'SUBSTITUTED' || (before.openedAt !== null && !isBack(judged)));
    return holds ? before : undefined;
  }
  const since = before?.since ?? at;
  const peak = worse(kind, before?.peak ?? null, measured);
  const onTime = severityOf(kind) === 1 ? 0 : ON_TIME_MS;
  const openedAt = before?.openedAt ?? (at - since >= onTime ? at : null);
  if (before && before.openedAt === openedAt && before.peak === peak) return before;
  return { since, openedAt, peak, limit: openedAt === before?.openedAt ? before.limit : limit };
}

function stepOf(before: Watch | undefined, after: Watch | undefined): AlarmStep['step'] | null {
  const wasOpen = before !== undefined && before.openedAt !== null;
  const isOpen = after !== undefined && after.openedAt !== null;
  if (isOpen) return wasOpen ? 'PEAK' : 'OPENED';
  return wasOpen ? 'CLEARED' : null;
}

function isPast(kind: LimitKind, measured: number, limit: number): boolean {
  if (kind === LimitKind.DISCRETE) return measured === limit;
  if (isLow(kind)) return measured <= limit;
  return measured >= limit;
}

/** The value has gone back far enough that the alarm does not flutter. */
function isBack({ kind, limit, measured, unit }: Judged): boolean {
  const margin = HYSTERESIS * Math.abs(limit);
  if (kind === LimitKind.DISCRETE) return measured !== limit;
  if (isLow(kind)) return measured! > limit + margin;
  if (kind === LimitKind.POWER_CUT && unit === '%CH4') return measured! < Math.min(METHANE_RESTORE, limit);
  return measured! < limit - margin;
}

function isLow(kind: LimitKind): boolean {
  return kind === LimitKind.LOW || kind === LimitKind.LOW_LOW;
}

function worse(kind: LimitKind, before: number | null, measured: number): number {
  if (before === null) return measured;
  return isLow(kind) ? Math.min(before, measured) : Math.max(before, measured);
}

function rateOf(state: JudgeState, at: Date, value: number): number | null {
  const minutes = state.last ? (at.getTime() - state.last.at) / 60_000 : 0;
  return state.last && minutes > 0 ? Math.abs(value - state.last.value) / minutes : null;
}

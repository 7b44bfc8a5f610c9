import { badUserInput } from '../../kernel/errors';
import { secondsOf } from './duration';

/** Of one point. */
const MAX_BUCKETS = 1_000;
/** Chosen when none is asked for. */
const COMMON_BUCKETS = 240;
const MINUTE = 60;
const HOUR = 3_600;

export interface HistoryArgs {
  from: Date;
  to: Date;
  /** ISO 8601; null: the hub chooses. */
  bucket: string | null;
}

/** Buckets of time, the first beginning at `from`, all of them whole seconds, minutes or hours (`step`) of the clock. */
export interface Grid {
  from: Date;
  to: Date;
  seconds: number;
  step: 1 | typeof MINUTE | typeof HOUR;
}

/** From when on readings are kept as they are, by the minute, by the hour. */
export interface Kept {
  readingsFrom: Date;
  minutesFrom: Date;
  hoursFrom: Date;
}

/** The grids that would do, the first that can be answered exactly is taken; BAD_USER_INPUT for what makes no sense. */
export function gridsOf({ from, to, bucket }: HistoryArgs): [Grid, ...Grid[]] {
  const range = (to.getTime() - from.getTime()) / 1000;
  if (!(range > 0)) throw badUserInput('to', 'must lie after from');
  if (bucket === null) {
    const seconds = Math.ceil(range / COMMON_BUCKETS);
    const wider = (step: typeof MINUTE | typeof HOUR) => widened({ from, to }, seconds, step);
    if (seconds >= HOUR) return [wider(HOUR)];
    if (seconds >= MINUTE) return [wider(MINUTE), wider(HOUR)];
    return [{ from, to, seconds, step: stepOf(from, seconds) }, wider(MINUTE), wider(HOUR)];
  }
  const seconds = secondsOf('bucket', bucket);
  if (range / seconds > MAX_BUCKETS)
    throw badUserInput('bucket', `must be ${Math.ceil(range / MAX_BUCKETS)} s or more for this range`);
  return [{ from, to, seconds, step: stepOf(from, seconds) }];
}

const floorTo = (step: number, at: Date) => new Date(Math.floor(at.getTime() / 1000 / step) * step * 1000);
const ceilTo = (step: number, at: Date) => new Date(Math.ceil(at.getTime() / 1000 / step) * step * 1000);

const widened = ({ from, to }: Pick<Grid, 'from' | 'to'>, seconds: number, step: 60 | 3_600): Grid => ({
  ...{ from: floorTo(step, from), to: ceilTo(step, to), step },
  seconds: Math.ceil(seconds / step) * step,
});

const stepOf = (from: Date, seconds: number): Grid['step'] =>
  ([HOUR, MINUTE] as const).find((step) => seconds % step === 0 && floorTo(step, from) >= from) ?? 1;

/** What to ask for in place of a grid that what is kept cannot answer exactly. */
export function refusal({ from, to, seconds }: Grid, kept: Kept): Error {
  const unitOf = (at: Date): 60 | 3_600 =>
    at < kept.minutesFrom && kept.hoursFrom < kept.minutesFrom ? HOUR : MINUTE;
  const unit = unitOf(from);
  const [name, before] = unit === HOUR ? ['hour', kept.minutesFrom] : ['minute', kept.readingsFrom];
  const because = `readings of before ${before.toISOString()} are kept by the ${name}`;
  if (seconds % unit !== 0)
    return badUserInput(
      'bucket',
      `${because}: allowed are whole ${name}s (${unit === HOUR ? 'PT1H' : 'PT1M'} …), or from that moment on`,
    );
  if (floorTo(unit, from) < from)
    return badUserInput('from', `${because}: allowed are whole ${name}s, ${said(floorTo(unit, from))}`);
  const end = unitOf(to);
  return badUserInput(
    'to',
    `readings of then are kept by the ${end === HOUR ? 'hour' : 'minute'}: allowed is ${said(floorTo(end, to))} or ${said(ceilTo(end, to))}`,
  );
}

const said = (at: Date) => at.toISOString();

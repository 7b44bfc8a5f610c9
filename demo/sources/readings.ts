import { valueAt } from '../city/motion';
import { hash } from '../city/random';
import type { MeasuringPoint } from '../city/records';

const MAX_VALUES = 50;
/** Times that were missed for longer than this (a suspended laptop) are not made up for. */
const CATCH_UP_MS = 30_000;

/** What a point shows instead of its own motion. A text in place of a number is a bad record on purpose. */
export interface Shown {
  value: number | null | string;
  quality?: string;
  text?: string;
}

/** One value of a message, as it goes out. `at` stands only where it is not the message's own. */
export interface ReadingValue {
  point: string;
  v: number | null | string;
  q: string;
  at?: string;
  text?: string;
}

/** What the points show at a moment, with everything that was forced on them. */
export interface Dials {
  show(point: string, shown: Shown): void;
  release(point: string): void;
  silence(point: string): void;
  wake(point: string): void;
  read(points: MeasuringPoint[], atMs: number): ReadingValue[];
}

export function createDials(): Dials {
  const shown = new Map<string, Shown>();
  const silent = new Set<string>();
  const lastMs = new Map<string, number>();

  const readOne = (point: MeasuringPoint, atMs: number): ReadingValue => {
    // A reading is known by point and time, so the time of a point only grows.
    const ownMs = Math.max(atMs, (lastMs.get(point.point) ?? 0) + 1);
    lastMs.set(point.point, ownMs);
    const at = new Date(ownMs);
    const forced = shown.get(point.point);
    const value = forced ? forced.value : valueAt(point, at);
    const text = forced ? forced.text : point.motion.text;
    return {
      point: point.point,
      v: value,
      q: forced?.quality ?? 'good',
      ...(ownMs !== atMs && { at: at.toISOString() }),
      ...(text && { text }),
    };
  };
  return {
    show: (point, what) => void shown.set(point, what),
    release: (point) => void shown.delete(point),
    silence: (point) => void silent.add(point),
    wake: (point) => void silent.delete(point),
    read: (points, atMs) =>
      points.filter(({ point }) => !silent.has(point)).map((point) => readOne(point, atMs)),
  };
}

/** Points that report together: one site, one interval, at most 50. */
export interface Group {
  site: string;
  points: MeasuringPoint[];
  /** The moments that have come since the last call. */
  due(nowMs: number): number[];
}

/** Each group has its own moment within the interval. `speed` 2 halves every interval on the wire. */
export function groupPoints(points: MeasuringPoint[], options: { speed: number; nowMs: number }): Group[] {
  const slots = new Map<string, MeasuringPoint[]>();
  for (const point of points) {
    const slot = `${point.site}/${point.intervalSeconds}`;
    slots.set(slot, [...(slots.get(slot) ?? []), point]);
  }
  return [...slots].flatMap(([slot, own]) => {
    const periodMs = (own[0]!.intervalSeconds * 1_000) / options.speed;
    const parts = Array.from({ length: Math.ceil(own.length / MAX_VALUES) }, (_, part) =>
      own.slice(part * MAX_VALUES, (part + 1) * MAX_VALUES),
    );
    return parts.map((part, index) => {
      const phaseMs = hash(`${slot}/${index}`) % Math.ceil(periodMs);
      return { site: part[0]!.site, points: part, due: createTimes(options.nowMs + phaseMs, periodMs) };
    });
  });
}

function createTimes(firstMs: number, periodMs: number): (nowMs: number) => number[] {
  let nextMs = firstMs;
  return (nowMs) => {
    if (nowMs - nextMs > CATCH_UP_MS) nextMs = nowMs;
    const times: number[] = [];
    for (; nextMs <= nowMs; nextMs += periodMs) times.push(Math.floor(nextMs));
    return times;
  };
}

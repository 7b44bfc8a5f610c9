import { hash, mix } from './random';
import type { MeasuringPoint } from './records';

const SWING_MS = 37 * 60_000;

/** Whether a point shows too much at every moment, though nothing happens. */
export const isAlwaysHigh = ({ limits, motion }: MeasuringPoint): boolean =>
  limits.some(({ kind, value }) => kind === 'HIGH' && motion.base - motion.swing >= value);

/** How many readings one round brings: of a point that is always too high an earlier one too. */
export const readingsInRound = (points: readonly MeasuringPoint[]): number =>
  points.length + points.filter(isAlwaysHigh).length;

/**
 * What a point shows at a moment while nothing is wrong: a slow wave and a little noise, inside base ± swing and the
 * range. The same point at the same moment always shows the same.
 */
export function valueAt({ point, range, motion }: MeasuringPoint, at: Date): number {
  const own = hash(point);
  const wave = Math.sin(2 * Math.PI * (at.getTime() / SWING_MS + own / 0x1_0000_0000));
  const noise = (mix(own ^ Math.floor(at.getTime() / 1000)) / 0x1_0000_0000) * 2 - 1;
  const value = motion.base + motion.swing * (0.8 * wave + 0.2 * noise);
  return Number(Math.min(range[1], Math.max(range[0], value)).toFixed(motion.decimals));
}

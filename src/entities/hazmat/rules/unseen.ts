import { clockText } from './episodes';
import type { Trip } from './trip';

/** A platform tells of a vehicle at least so often; what is missing before the first position is more than that. */
const AT_ONCE_MS = 5 * 60_000;

/** Why nothing, or not all, of the way is known; null: it is known from the departure on, or has not begun. */
export function unseenWay({ road, stage }: Trip): string | null {
  if (!road)
    return stage !== null && BEGUN.includes(stage)
      ? '无该行程定位数据 · no position of this trip is known'
      : '尚未出发 · it has not departed yet';
  if (!road.last) return '尚无该行程定位数据 · no position of this trip is known yet';
  if (road.first! - road.from <= AT_ONCE_MS) return null;
  return `自 ${clockText(road.first!)} 起才有定位 · positions are known from ${clockText(road.first!)} on only`;
}

const BEGUN: readonly string[] = ['IN_TRANSIT', 'ARRIVED', 'UNLOADED', 'CLOSED', 'CANCELLED'];

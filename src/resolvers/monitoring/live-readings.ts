import { badUserInput } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';

export interface ReadingsArgs {
  sensorIds: string[];
  maxPerSecond?: number | null;
}

const MAX_POINTS = 200;
const MAX_PER_SECOND = 20;

/** Readings of some points as they are committed; nothing is replayed. */
export function followReadings({ sensorIds, maxPerSecond }: ReadingsArgs, { liveReadings }: HubContext) {
  if (sensorIds.length === 0 || sensorIds.length > MAX_POINTS)
    throw badUserInput('sensorIds', `must be 1 to ${MAX_POINTS} points`);
  const pace = maxPerSecond ?? 1;
  if (pace < 1 || pace > MAX_PER_SECOND) throw badUserInput('maxPerSecond', `must be 1 to ${MAX_PER_SECOND}`);
  return liveReadings.follow(sensorIds, { maxPerSecond: pace });
}

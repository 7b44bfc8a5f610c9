import type { LimitKind } from '../../schema/monitoring/limit-kind';
import type { Alarm } from './alarm';

/** One alarm as judging came to it. */
export interface Episode {
  kind: LimitKind;
  openedAt: Date;
  limit: number;
  peak: number | null;
  clearedAt: Date | null;
}

export interface Reconciled {
  /** Alarms that the readings, now complete, do not bear out. */
  gone: Alarm[];
  /** New ones, and those that are other than stored. */
  changed: { episode: Episode; stored: Alarm | null }[];
  /** Open ones that a person acknowledged. */
  kept: Alarm[];
}

/**
 * Sets the alarms of a point that are stored against those that judging it again came to; both the earliest first. What
 * a person acknowledged stands as that person saw it, and covers what overlaps it. Any other alarm becomes the one
 * with its opening, or else one that it overlaps, so that it stays the same alarm to who has heard of it.
 */
export function reconcile(stored: readonly Alarm[], episodes: readonly Episode[]): Reconciled {
  const acknowledged = stored.filter(({ ackedAt }) => ackedAt !== null);
  const left = new Set(stored.filter(({ ackedAt }) => ackedAt === null));
  const wanted = episodes.filter((episode) => !acknowledged.some((alarm) => covers(alarm, episode)));
  const take = (alike: (alarm: Alarm) => boolean): Alarm | null => {
    const found = [...left].find(alike) ?? null;
    if (found) left.delete(found);
    return found;
  };
  const exact = wanted.map((episode) => take((alarm) => sameOpening(alarm, episode)));
  const pairs = wanted.map((episode, i) => ({
    episode,
    stored: exact[i] ?? take((alarm) => overlaps(alarm, episode)),
  }));
  return {
    gone: [...left],
    changed: pairs.filter((pair) => !isStored(pair)),
    kept: acknowledged.filter(({ clearedAt }) => clearedAt === null),
  };
}

/** An alarm that is over covers none that is still open. */
const covers = (alarm: Alarm, episode: Episode): boolean =>
  sameOpening(alarm, episode) ||
  (overlaps(alarm, episode) && (alarm.clearedAt === null || episode.clearedAt !== null));

const sameOpening = (alarm: Alarm, { kind, openedAt }: Episode): boolean =>
  alarm.kind === kind && alarm.openedAt.getTime() === openedAt.getTime();

const overlaps = (alarm: Alarm, { kind, openedAt, clearedAt }: Episode): boolean =>
  alarm.kind === kind &&
  (alarm.clearedAt === null || openedAt <= alarm.clearedAt) &&
  (clearedAt === null || alarm.openedAt <= clearedAt);

const isStored = ({ episode, stored }: { episode: Episode; stored: Alarm | null }): boolean =>
  stored !== null &&
  sameOpening(stored, episode) &&
  stored.peak === episode.peak &&
  stored.clearedAt?.getTime() === episode.clearedAt?.getTime();

/** As in the GraphQL enum SourceState. PAUSED: taken out of the configuration, until it is put in or heard again. */
export const SOURCE_STATES = ['STARTING', 'RUNNING', 'LATE', 'DOWN', 'PAUSED'] as const;

export type SourceState = (typeof SOURCE_STATES)[number];

/**
 * When silence counts, in rhythms of the source. Only silence moves a state: an error that is over within the rhythm
 * harms nobody, and one that is not makes the source silent; it is shown at once as `lastError`.
 */
export const LATE_AFTER_RHYTHMS = 2;
export const DOWN_AFTER_RHYTHMS = 5;
/** A row with an interval of its own is STALE after this many of them. */
export const STALE_AFTER_INTERVALS = 2;

export interface SourceTimes {
  rhythmSeconds: number;
  /** As last written. */
  state: SourceState;
  startedAt: Date | null;
  lastReceivedAt: Date | null;
}

/**
 * What the state is by now. Heard within two rhythms: RUNNING, and nothing else is. A start grants the same time to be
 * heard again (STARTING), but not to a source that was LATE or DOWN already: a restart never makes it look better.
 */
export function stateAt(
  { rhythmSeconds, state, startedAt, lastReceivedAt }: SourceTimes,
  now: Date,
): SourceState {
  if (state === 'PAUSED') return 'PAUSED';
  const rhythms = (since: Date | null) =>
    since ? (now.getTime() - since.getTime()) / 1000 / rhythmSeconds : Infinity;
  const unheard = rhythms(lastReceivedAt);
  if (unheard <= LATE_AFTER_RHYTHMS) return 'RUNNING';
  const silent = Math.min(unheard, rhythms(startedAt));
  if (state === 'DOWN' || silent > DOWN_AFTER_RHYTHMS) return 'DOWN';
  return state === 'LATE' || silent > LATE_AFTER_RHYTHMS ? 'LATE' : 'STARTING';
}

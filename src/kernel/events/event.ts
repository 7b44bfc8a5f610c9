/** What a writer hands to the log; `seq` is given at the very end of its transaction. */
export interface EventDraft {
  /** One word for a stream of one shape: 'risk-level' | 'risk-batch' | 'alarm' | 'hazard' | 'source' … */
  topic: string;
  /** When it happened (the log adds when it was written). */
  at: Date;
  /** What the filters of subscriptions and pull twins look at; null where it does not apply. */
  uscc?: string | null;
  division?: string | null;
  industry?: string | null;
  committee?: string | null;
  /** Worst rank before or after, so that a stand-down reaches who heard the rise. */
  rank?: number | null;
  direction?: 'UP' | 'DOWN' | null;
  /** The event's own fields as they were. JSON. */
  payload: Record<string, unknown>;
}

/** An event as it stands in the log. */
export interface LoggedEvent extends Required<Omit<EventDraft, 'direction'>> {
  seq: number;
  direction: 'UP' | 'DOWN' | null;
}

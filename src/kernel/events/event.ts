/** What the place of a firm is filtered by; null where it is not known or does not apply. */
export interface Place {
  division: string | null;
  industry: string | null;
  committee: string | null;
}

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
  /** Where the firm was before; who asked for that place hears the event too, as leaving. */
  left?: Place | null;
  /** Worst rank before or after, so that a stand-down reaches who heard the rise. */
  rank?: number | null;
  /** null: neither, and heard by who asked for either. */
  direction?: 'UP' | 'DOWN' | null;
  /** The event's own fields as they were. JSON. */
  payload: Record<string, unknown>;
}

/** An event as it stands in the log. */
export interface LoggedEvent extends Required<Omit<EventDraft, 'direction'>> {
  seq: number;
  direction: 'UP' | 'DOWN' | null;
}

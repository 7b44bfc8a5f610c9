import type { Sql } from '../database/sql';
import type { EventDraft } from '../events/event';
import type { Consequences } from '../graphql/define-subgraph';

/** Locks the subjects in key order, writes the facts, reads them in a new statement, folds (kernel/risk/assess). */
export type MoveRisk = (
  tx: Sql,
  consequences: Consequences,
  options: { now: Date; batchId?: string },
) => Promise<{ events: EventDraft[]; record(seqs: number[]): Promise<void>; moved: number }>;

export interface Settling {
  moveRisk: MoveRisk;
  /** Takes the log's lock, so it comes last. */
  publish(tx: Sql, drafts: readonly EventDraft[]): Promise<number[]>;
}

/**
 * The end of every store transaction: what changed moves risk, then everything that happened goes to the log.
 * `between` runs when the subjects are locked and before the log is: the last rows of the transaction.
 */
export async function settle(
  { moveRisk, publish }: Settling,
  consequences: Consequences,
  {
    tx,
    now,
    batchId,
    between,
  }: { tx: Sql; now: Date; batchId?: string; between?: () => Promise<EventDraft[]> },
): Promise<void> {
  const { facts = [], subjects = [], reassess = [] } = consequences;
  const moves = facts.length + subjects.length + reassess.length > 0;
  const moved = moves ? await moveRisk(tx, consequences, { now, batchId }) : null;
  const own = [...(consequences.events ?? []), ...((await between?.()) ?? [])];
  const drafts = [...own, ...(moved?.events ?? [])];
  if (drafts.length === 0) return;
  const seqs = await publish(tx, drafts);
  await moved?.record(seqs.slice(own.length));
}

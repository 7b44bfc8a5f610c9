import { randomUUID } from 'node:crypto';
import type { Sql } from '../database/sql';
import type { EventDraft, Place } from '../events/event';
import { groupBy } from './group-by';
import { rankOf, type Direction, type RiskLevel } from './levels';
import type { LevelChange, RiskFactor } from './standing';

/** More subjects than this, moved by one cause, are one batch (DESIGN §5). */
const BATCH_ABOVE = 20;

/** A change of one subject's level with all that GraphQL's RiskChange shows, as it was: payload of the topic `risk-level`. */
export interface RiskChangePayload {
  id: string;
  at: string;
  /** When the hub worked it out. */
  knownAt: string;
  subject: string;
  uscc: string;
  unit: string | null;
  division: string | null;
  industry: string | null;
  committee: string | null;
  /** Where it was before; null: it did not move. */
  left: Place | null;
  from: RiskLevel | null;
  to: RiskLevel;
  direction: Direction;
  batchId: string | null;
  causes: RiskFactor[];
  ruleSetVersion: string;
  degraded: boolean;
  drill: boolean;
}

/** Many subjects moved by one cause: payload of the topic `risk-batch`. */
export interface RiskBatchPayload {
  id: string;
  /** Of the rule that moved them. */
  cause: string;
  /** Subjects. */
  changed: number;
  /** How many came to each level. */
  byLevel: { level: RiskLevel; count: number }[];
  /** Codes of the divisions that it touches. */
  divisions: string[];
  startedAt: string;
  finishedAt: string;
}

export type MovedSubject = Pick<
  RiskChangePayload,
  'subject' | 'uscc' | 'unit' | 'division' | 'industry' | 'committee'
>;

/** Gives each change its identity, and a batch to those that one cause moved in great number. */
export function payloadsOf(
  moved: readonly { subject: MovedSubject; change: LevelChange; left: Place | null }[],
  options: {
    now: Date;
    batchId?: string | null;
    /** The batch of what changes at a moment, whoever works it out; null: none. */
    batchOf?: (at: Date) => string | null;
    drill?: boolean;
  },
): RiskChangePayload[] {
  const payloads = moved.map(({ subject, change, left }) => ({
    id: randomUUID(),
    ...change,
    at: change.at.toISOString(),
    knownAt: options.now.toISOString(),
    ...subject,
    left,
    batchId: options.batchOf?.(change.at) ?? options.batchId ?? null,
    drill: options.drill ?? false,
  }));
  payloads.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  if (options.batchId) return payloads;
  const unbatched = payloads.filter(({ batchId }) => batchId === null);
  for (const group of groupBy(unbatched, (one) => `${causeOf(one)} ${one.direction}`).values()) {
    if (new Set(group.map(({ subject }) => subject)).size <= BATCH_ABOVE) continue;
    const batchId = randomUUID();
    for (const payload of group) payload.batchId = batchId;
  }
  return payloads;
}

const causeOf = ({ causes }: RiskChangePayload): string => causes[0]?.rule ?? 'R01';

/** The events of the log: every change, then one for each batch. */
export function draftsOf(payloads: readonly RiskChangePayload[], now: Date): EventDraft[] {
  const batches = groupBy(
    payloads.filter(({ batchId }) => batchId),
    ({ batchId }) => batchId!,
  );
  return [...payloads.map(changeDraft), ...[...batches].map(([id, group]) => batchDraft(id, group, now))];
}

const changeDraft = (payload: RiskChangePayload): EventDraft => ({
  topic: 'risk-level',
  at: new Date(payload.at),
  uscc: payload.uscc,
  division: payload.division,
  industry: payload.industry,
  committee: payload.committee,
  left: payload.left,
  rank: Math.max(payload.from ? rankOf(payload.from) : 0, rankOf(payload.to)),
  direction: payload.from === payload.to ? null : payload.direction,
  payload: { ...payload },
});

function batchDraft(id: string, group: readonly RiskChangePayload[], now: Date): EventDraft {
  const lastOf = new Map(group.map((payload) => [payload.subject, payload]));
  const byLevel = groupBy(lastOf.values(), ({ to }) => to);
  const divisions = new Set(group.flatMap(({ division }) => division ?? []));
  const payload: RiskBatchPayload = {
    id,
    cause: causeOf(group[0]!),
    changed: lastOf.size,
    byLevel: [...byLevel].map(([level, { length: count }]) => ({ level, count })),
    divisions: [...divisions].sort(),
    startedAt: now.toISOString(),
    finishedAt: now.toISOString(),
  };
  return {
    topic: 'risk-batch',
    at: now,
    rank: Math.max(...group.map(({ from, to }) => Math.max(from ? rankOf(from) : 0, rankOf(to)))),
    payload: { ...payload },
  };
}

/** Files the changes under the numbers that the log gave them. */
export async function recordChanges(
  tx: Sql,
  payloads: readonly RiskChangePayload[],
  seqs: readonly number[],
): Promise<void> {
  if (payloads.length === 0) return;
  const rows = payloads.map((payload, index) => ({ ...payload, seq: seqs[index] }));
  await tx.query(
    `insert into hub.risk_change (id, seq, subject, uscc, unit, division, industry, at, known_at, from_level,
       to_level, direction, batch_id, causes, rule_set_version, degraded, drill, left_place)
     select id, seq, subject, uscc, unit, division, industry, at, "knownAt", "from", "to", direction, "batchId",
       causes, "ruleSetVersion", degraded, drill, nullif("left", 'null')
     from jsonb_to_recordset($1::jsonb) as g(id text, seq bigint, subject text, uscc text, unit text,
       division text, industry text, at timestamptz, "knownAt" timestamptz, "from" text, "to" text, direction text,
       "batchId" text, causes jsonb, "ruleSetVersion" text, degraded boolean, drill boolean, "left" jsonb)`,
    [JSON.stringify(rows)],
  );
}

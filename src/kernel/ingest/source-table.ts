import type { Sql } from '../database/sql';
import type { EventDraft } from '../events/event';
import type { Connector, SourceBinding } from './contract';
import { LATE_AFTER_RHYTHMS, type SourceState, type SourceTimes } from './source-states';
import { ReaderReplaced } from './store-faults';

/** What the store has to know of the source that it writes for. */
export interface SourceRef {
  id: string;
  rhythmSeconds: number;
}

export interface Counts {
  received: number;
  stored: number;
  unchanged: number;
  superseded: number;
  rejected: number;
}

export interface Progress {
  counts: Counts;
  /** The latest receipt that proves that the source is alive; null: nothing did. */
  heardAt: Date | null;
  /** `from` has to be what is written now, else another process reads the source. */
  checkpoint?: {
    from: string | null;
    to: string;
    /** The way of reading that it holds for (@see wayOfReading). */
    of?: string | null;
  };
  /** Shown until the source is heard again. */
  lastError: string | null;
}

/** Makes the source known. What was RUNNING, or out of the configuration, is given time to be heard again. */
export async function registerSource(
  sql: Sql,
  { connector, binding, now }: { connector: Connector; binding: SourceBinding; now: Date },
): Promise<void> {
  await sql.query(
    `insert into hub.source as s (id, subgraph, transport, owner, rhythm_seconds, registered_at, started_at)
     values ($1, $2, $3, $4, $5, $6, $6)
     on conflict (id) do update set subgraph = excluded.subgraph, transport = excluded.transport, owner = excluded.owner,
       rhythm_seconds = excluded.rhythm_seconds,
       started_at = case when s.state in ('RUNNING', 'PAUSED') then excluded.started_at else s.started_at end,
       last_error = case when s.state = 'PAUSED' then null else s.last_error end,
       state = case when s.state = 'PAUSED' then 'RUNNING' else s.state end`,
    [
      connector.name,
      connector.subgraph,
      binding.transport,
      connector.owner,
      binding.rhythmSeconds ?? connector.rhythmSeconds,
      now,
    ],
  );
}

export interface KnownSource extends SourceTimes {
  id: string;
  subgraph: string;
  /** A silence of it is on record that has not ended. */
  silent: boolean;
}

export const readTimes = (sql: Sql): Promise<KnownSource[]> =>
  sql.query(
    `select id, subgraph, rhythm_seconds as "rhythmSeconds", state, started_at as "startedAt",
       last_received_at as "lastReceivedAt",
       exists (select from hub.source_silence where source = id and "to" is null) as silent
     from hub.source order by id`,
  );

/** As it was last committed, and the way of reading that it holds for. */
export async function readCheckpoint(sql: Sql, id: string) {
  const [row] = await sql.query<{ checkpoint: string | null; of: string | null }>(
    'select checkpoint, checkpoint_of as of from hub.source where id = $1',
    [id],
  );
  return row ?? { checkpoint: null, of: null };
}

export const writeError = (sql: Sql, id: string, message: string): Promise<unknown[]> =>
  sql.query('update hub.source set last_error = $2 where id = $1 and last_error is distinct from $2', [
    id,
    message,
  ]);

const UNREAD = 'left unread: ';

/** Takes the place of no error, and goes alone. */
export const writeUnread = (sql: Sql, id: string, what: string | null): Promise<unknown[]> =>
  sql.query(
    `update hub.source set last_error = $2
     where id = $1 and (last_error is null or starts_with(last_error, $3)) and last_error is distinct from $2`,
    [id, what === null ? null : UNREAD + what, UNREAD],
  );

/** Counters, checkpoint and the sign of life in one statement; the event when the source is back. Locks the source's row. */
export async function writeProgress(
  tx: Sql,
  source: SourceRef,
  { progress, now }: { progress: Progress; now: Date },
): Promise<EventDraft[]> {
  const { counts, heardAt, checkpoint, lastError } = progress;
  const alive =
    heardAt !== null && now.getTime() - heardAt.getTime() <= LATE_AFTER_RHYTHMS * 1000 * source.rhythmSeconds;
  const [before] = await tx.query<{ state: SourceState }>(
    `update hub.source s set received = s.received + $2, stored = s.stored + $3, unchanged = s.unchanged + $4,
       superseded = s.superseded + $5, rejected = s.rejected + $6,
       first_received_at = coalesce(s.first_received_at, $7::timestamptz),
       last_received_at = greatest(s.last_received_at, $7::timestamptz), last_error = case when $8::text is not null or $7 is not null then $8 else s.last_error end,
       checkpoint = case when $9 then $10 else s.checkpoint end, checkpoint_of = case when $9 then $13 else s.checkpoint_of end,
       state = case when $12 then 'RUNNING' else s.state end
     from (select id, state, checkpoint from hub.source where id = $1 for update) old
     where s.id = old.id and (not $9 or old.checkpoint is not distinct from $11)
     returning old.state`,
    [
      source.id,
      ...[counts.received, counts.stored, counts.unchanged, counts.superseded, counts.rejected],
      ...[
        heardAt,
        lastError,
        checkpoint !== undefined,
        checkpoint?.to ?? null,
        checkpoint?.from ?? null,
        alive,
        checkpoint?.of ?? null,
      ],
    ],
  );
  if (!before) throw new ReaderReplaced(`${source.id}: its checkpoint was moved by another reader`);
  if (!alive || before.state === 'RUNNING') return [];
  await tx.query('update hub.source_silence set "to" = $2 where source = $1 and "to" is null', [
    source.id,
    heardAt,
  ]);
  const payload = {
    source: source.id,
    state: 'RUNNING',
    previous: before.state,
    lastReceivedAt: heardAt,
    lastError,
  };
  return [{ topic: 'source', at: heardAt, payload }];
}

const PAUSED_BECAUSE = '已从配置中移除,不再读取 · taken out of the configuration, not read any more';

/**
 * Writes what the clock says, STARTING, LATE or DOWN, or that nobody is to read the source any more, PAUSED; and from
 * when it is silent. A source that is STARTING after the hub was away was not heard in that time, whoever was at fault:
 * nothing may step down on it. null when another process was first or the source was heard meanwhile.
 */
export async function writeSilence(
  tx: Sql,
  { id, state, rhythmSeconds, ...times }: SourceTimes & { id: string },
  { next, now }: { next: Exclude<SourceState, 'RUNNING'>; now: Date },
): Promise<EventDraft | null> {
  const [row] = await tx.query<{ last_error: string | null }>(
    `update hub.source set state = $2, last_error = coalesce($5, last_error)
     where id = $1 and state = $3 and last_received_at is not distinct from $4
     returning last_error`,
    [id, next, state, times.lastReceivedAt, next === 'PAUSED' ? PAUSED_BECAUSE : null],
  );
  if (!row) return null;
  const from = times.lastReceivedAt ?? times.startedAt;
  if (from)
    await tx.query(
      `insert into hub.source_silence (source, "from", known_at)
       select $1, begun, greatest(begun, $3)
       from (select greatest($2, max("to")) as begun from hub.source_silence where source = $1) earlier
       where not exists (select from hub.source_silence where source = $1 and "to" is null)
       on conflict do nothing`,
      [
        id,
        from,
        new Date(Math.min(now.getTime(), from.getTime() + LATE_AFTER_RHYTHMS * 1000 * rhythmSeconds)),
      ],
    );
  const payload = {
    source: id,
    state: next,
    previous: state,
    lastReceivedAt: times.lastReceivedAt,
    lastError: row.last_error,
  };
  return { topic: 'source', at: now, payload };
}

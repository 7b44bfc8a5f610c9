import { setTimeout as delay } from 'node:timers/promises';
import type { Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';

/** A change of a level as it stands in the log, and when another connection could see it (as `performance.now()`). */
export interface Committed {
  uscc: string;
  /** Of its first cause. */
  rule: string | null;
  batch: string | null;
  seenAt: number;
}

export interface CommitWatch {
  changes: Committed[];
  /** Resolves when `enough` holds; throws after so many seconds. */
  until(enough: () => boolean, seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Sees every change of a level as soon as it is committed: woken by the log's NOTIFY, which PostgreSQL sends on commit. */
export async function watchCommits(access: Access): Promise<CommitWatch> {
  const sql = await connect(access);
  const changes: Committed[] = [];
  const { rows } = await sql.query('select coalesce(max(seq), 0) as seq from hub.event');
  let after = Number(rows[0].seq);
  let [asked, pulling] = [false, Promise.resolve()];
  const pull = async () => {
    while (asked) {
      asked = false;
      const found = await sql.query(
        `select seq, uscc, payload -> 'causes' -> 0 ->> 'rule' as rule, payload ->> 'batchId' as batch
         from hub.event where topic = 'risk-level' and seq > $1 order by seq`,
        [after],
      );
      const seenAt = performance.now();
      for (const { uscc, rule, batch } of found.rows) changes.push({ uscc, rule, batch, seenAt });
      after = Number(found.rows.at(-1)?.seq ?? after);
    }
  };
  let idle = true;
  const ask = () => {
    asked = true;
    if (!idle) return;
    idle = false;
    pulling = pull().finally(() => (idle = true));
  };
  sql.on('notification', ask);
  await sql.query('listen hub_event');
  ask();
  return {
    changes,
    async until(enough, seconds) {
      for (const end = performance.now() + seconds * 1_000; !enough(); await delay(5))
        if (performance.now() > end) throw new Error(`not through within ${seconds} s`);
    },
    async close() {
      sql.removeAllListeners('notification');
      await pulling;
      await sql.end();
    },
  };
}

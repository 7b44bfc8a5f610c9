import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from '../access';
import { connect } from '../connect';

const LOCK = `hashtextextended('safe-city-hub data folder', 0)`;
/** A hub that was just stopped or killed lets go within this. */
const WAIT_MS = 3_000;

/**
 * Takes the data folder for this process: null when it is ours now, else who has it. The lock is one of the server's
 * sessions, so it dies with its process, whatever happened to it. `onLost`: the server has ended.
 */
export async function holdCluster(access: Access, onLost: () => void): Promise<string | null> {
  const named = { ...access, database: 'postgres', application_name: `process ${process.pid}` };
  let held = false;
  const sql = await connect(named, () => {
    if (held) onLost();
  });
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const { rows } = await sql.query(`select pg_try_advisory_lock(${LOCK}) as taken`);
    held = rows[0].taken;
    if (held) return null;
    if (Date.now() > deadline) break;
    await sleep(100);
  }
  const { rows } = await sql.query(
    `select application_name from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = ${LOCK}`,
  );
  await sql.end();
  return rows[0]?.application_name ?? 'unknown';
}

import type { Access } from './access';
import { connect } from './connect';

/**
 * Takes a lock that one session of the database holds at a time and that dies with it; null when another holds it.
 * `onLost` is called when the connection breaks: from then on another may hold the lock.
 */
export async function sessionLock(
  access: Access,
  name: string,
  onLost: () => void = () => undefined,
): Promise<null | (() => Promise<void>)> {
  let released = false;
  const client = await connect(access, () => {
    if (!released) onLost();
  });
  const { rows } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 0)) as taken', [
    name,
  ]);
  const release = async () => {
    released = true;
    await client.end();
  };
  if (rows[0].taken) return release;
  await release();
  return null;
}

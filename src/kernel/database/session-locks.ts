import type { Client } from 'pg';
import type { Access } from './access';
import { connect } from './connect';

/** Takes a lock by name; null when another holds it, also this process. `onLost`: the connection broke, it is held no more. */
export type SessionLock = (name: string, onLost?: () => void) => Promise<null | (() => Promise<void>)>;

/** One connection and who uses it: it is opened for the first and closed behind the last. */
interface Session {
  users: number;
  held: Map<string, () => void>;
  client: Promise<Client>;
  /** Ends with the last statement; they go one by one. */
  turn: Promise<unknown>;
}

/**
 * Locks that one session of the database holds at a time and that die with it. All that a process holds are on one
 * connection: a hub has one for each source and subgraph, and a server only so many connections.
 */
export function openSessionLocks(access: Access): SessionLock {
  let current: Session | null = null;

  const open = (): Session => {
    const held = new Map<string, () => void>();
    const client = connect(access, () => {
      if (current === session) current = null;
      for (const lost of held.values()) lost();
      held.clear();
    });
    const session: Session = { users: 0, held, client, turn: client.catch(() => undefined) };
    return session;
  };
  const leave = async (session: Session) => {
    if (--session.users > 0) return;
    if (current === session) current = null;
    await session.client.then((client) => client.end()).catch(() => undefined);
  };

  const tryLock = async (session: Session, name: string): Promise<Client | null> => {
    const client = await session.client;
    const taken = await inTurn(session, async () => {
      const text = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken';
      return (await client.query<{ taken: boolean }>(text, [name])).rows[0]!.taken;
    });
    return taken ? client : null;
  };

  return async (name, onLost = () => undefined) => {
    const session = (current ??= open());
    if (session.held.has(name)) return null;
    session.users++;
    session.held.set(name, onLost);
    let client: Client | null = null;
    try {
      client = await tryLock(session, name);
    } finally {
      if (!client) {
        session.held.delete(name);
        await leave(session);
      }
    }
    return client && (() => unlock(client, session, name).finally(() => leave(session)));
  };
}

/** What a broken connection held is gone already. */
async function unlock(client: Client, session: Session, name: string): Promise<void> {
  if (!session.held.delete(name)) return;
  await inTurn(session, () => client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]));
}

function inTurn<Result>(session: Session, work: () => Promise<Result>): Promise<Result> {
  const result = session.turn.then(work);
  session.turn = result.catch(() => undefined);
  return result;
}

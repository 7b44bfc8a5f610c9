import type { Stream } from '../contract';
import { DEADLINE_MS, openCallOut, type CallOut } from './call-out';
import { pollInRhythm, pollStreams, soundly } from './polling';
import { calledOut, describeSql, finalIfAnswered } from './sql-call-out';
import { openMysql } from './sql-mysql';
import { openPostgres } from './sql-postgres';
import type { OpenSqlSession, SqlSession } from './sql-session';
import { readSnapshot } from './sql-snapshot';
import { readTable } from './sql-table';
import type { Intake, Transport } from './transport';

/** Database products by the scheme of the address. */
const PRODUCTS: Record<string, OpenSqlSession> = {
  ...{ postgresql: openPostgres, postgres: openPostgres },
  ...{ mysql: openMysql, mariadb: openMysql },
};

/** A row by its hash, and whether it was refused. */
export interface HandedRow {
  mark: string;
  isRefused: boolean;
}

/** What one source remembers between its readings, of each stream. */
export interface Remembered {
  /** Rows that were handed over and will be read again, by their hashes. */
  seen: Map<string, ReadonlySet<string>>;
  /** Of tables that are read whole: each row that was handed over, by its key. */
  snapshots: Map<string, Map<string, HandedRow>>;
}

/**
 * Reads every stream's table once in a rhythm: on from where it was left, or whole. The source counts as heard when all
 * its tables were read to their ends.
 */
export const sqlTransport: Transport = async (intake, signal) => {
  const { deadlineSeconds } = intake.binding;
  const deadlineMs = deadlineSeconds ? deadlineSeconds * 1_000 : DEADLINE_MS;
  const callOut = openCallOut({ deadlineMs, describe: describeSql });
  const remembered: Remembered = { seen: new Map(), snapshots: new Map() };
  const reading = { callOut, deadlineMs, remembered, signal };
  await pollInRhythm(intake, signal, () => soundly(intake, signal, () => poll(intake, reading)));
};

interface Polling {
  callOut: CallOut;
  deadlineMs: number;
  remembered: Remembered;
  signal: AbortSignal;
}

/** On a connection of its own, so that between two readings the source has none to keep. */
async function poll(intake: Intake, { callOut, deadlineMs, remembered, signal }: Polling): Promise<boolean> {
  const raw = await connected(intake, { callOut, deadlineMs, signal });
  const session = calledOut(raw, callOut, signal);
  const close = () => void raw.close().catch(() => undefined);
  signal.addEventListener('abort', close);
  const read = (stream: Stream) =>
    (stream.snapshot ? readSnapshot : readTable)(stream, intake, { session, remembered });
  try {
    return await pollStreams(intake, signal, read);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** A connection that comes after its call was given up is closed again. */
function connected(
  { binding }: Intake,
  { callOut, deadlineMs, signal }: Omit<Polling, 'remembered'>,
): Promise<SqlSession> {
  const open = PRODUCTS[binding.address.split(':', 1)[0]!]!;
  return callOut.call(
    'cannot connect',
    async (within) => {
      const session = await open(binding, { deadlineMs }).catch(finalIfAnswered);
      if (within.aborted) await session.close().catch(() => undefined);
      return session;
    },
    signal,
  );
}

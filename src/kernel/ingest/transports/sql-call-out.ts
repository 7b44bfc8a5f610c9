import { SourceUnavailable } from '../../errors';
import { FinalAnswer, type CallOut } from './call-out';
import type { SqlSession } from './sql-session';

/** The session with each statement under the policy of its source. A statement is not repeated: its session may be broken. */
export function calledOut(session: SqlSession, { callOnce }: CallOut, signal: AbortSignal): SqlSession {
  const statement = <Result>(what: string, work: () => Promise<Result>) => callOnce(what, work, signal);
  return {
    rowsAfter: (reading, place, limit) =>
      statement(reading.table, () => session.rowsAfter(reading, place, limit)),
    rowsWithoutPlace: (reading, limit) =>
      statement(reading.table, () => session.rowsWithoutPlace(reading, limit)),
    beginSnapshot: () => statement('snapshot', () => session.beginSnapshot()),
    rowsAfterKey: (table, key, limit) =>
      statement(table.table, () => session.rowsAfterKey(table, key, limit)),
    rowsWithoutKey: (table, limit) => statement(table.table, () => session.rowsWithoutKey(table, limit)),
    endSnapshot: () => statement('snapshot', () => session.endSnapshot()),
    close: () => session.close(),
  };
}

interface DriverError extends Error {
  /** An SQLSTATE in pg; a name in mysql2, whose SQLSTATE stands beside it. */
  code?: string;
  sqlState?: string;
  syscall?: string;
}

/** A fault of the network is told by its code alone: its message names paths and addresses of this machine. */
export const describeSql = ({ syscall, code, message }: DriverError): string =>
  (syscall && code) || message || code || 'failed';

/** Connection faults, too many connections, a server that starts or stops, a conflict: these pass. */
const PASSING = /^(08|40|53|57)/;

const sqlStateOf = ({ sqlState, code }: DriverError): string | undefined =>
  sqlState ?? (/^[0-9A-Z]{5}$/.test(code ?? '') ? code : undefined);

/** A login that is refused, a database that is not there: the server would say so again at once. */
export function finalIfAnswered(error: DriverError): never {
  const state = sqlStateOf(error);
  if (error instanceof SourceUnavailable) throw new FinalAnswer(error.message, { cause: error });
  if (state && !PASSING.test(state)) throw new FinalAnswer(error.message, { cause: error });
  throw error;
}

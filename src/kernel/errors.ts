import { GraphQLError } from 'graphql';

/** The codes a client may meet; everything else is INTERNAL_SERVER_ERROR with an `errorId` (DESIGN §4). */
export type ClientErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RESYNC_REQUIRED'
  | 'RATE_LIMITED';

/** An error made for the client: its message is shown as it is, so it names no path, SQL or stack. */
export class ClientError extends GraphQLError {
  constructor(code: ClientErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } });
  }
}

/** A wrong argument: names the argument and says what is allowed. */
export const badUserInput = (argument: string, message: string) =>
  new ClientError('BAD_USER_INPUT', `${argument}: ${message}`, { argument });

/** A cursor that this log can no longer continue from; the client must read the present state again. */
export const resyncRequired = (reason: string) => new ClientError('RESYNC_REQUIRED', reason);

/** Thrown at start for settings and configuration: every fault at once, exit code 2. */
export class ConfigurationError extends Error {
  constructor(readonly faults: string[]) {
    super(`configuration is wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** A source did not answer as it should; the scheduler tries again later and shows the message in `sources`. */
export class SourceUnavailable extends Error {}

/** One record cannot be taken in; it is kept in `hub.rejected_record` with this message as the reason. */
export class RecordRejected extends Error {}

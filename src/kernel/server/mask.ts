import { randomUUID } from 'node:crypto';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { ClientError } from '../errors';
import type { Log } from '../log';
import { operationLimits } from './limits';

/** Makes errors fit for the client: those made for it pass, everything else becomes an id under which it was logged. */
export interface Mask {
  error(error: unknown): GraphQLError;
  result(result: ExecutionResult): ExecutionResult;
}

/** Codes that the guard and Apollo give to requests that never reached a resolver. */
const REQUEST_CODES = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'RATE_LIMITED',
]);

/** Leaves out the middle: what is wrong stands at either end, what the client sent at length in between. */
export function shorten(message: string, length = operationLimits.messageLength): string {
  if (message.length <= length) return message;
  const half = Math.floor((length - 3) / 2);
  return `${message.slice(0, half)} … ${message.slice(-half)}`;
}

function* causes(error: unknown): Generator<unknown> {
  let cause = error;
  for (let depth = 0; cause && depth < 10; depth += 1) {
    yield cause;
    cause = cause instanceof GraphQLError ? cause.originalError : undefined;
  }
}

/** class-validator's findings as type-graphql throws them: an argument of the client does not fit. */
function invalidArgument(error: unknown): ClientError | undefined {
  if (!(error instanceof Error) || error.name !== 'ArgumentValidationError') return undefined;
  const { validationErrors = [] } = (error as GraphQLError).extensions as {
    validationErrors?: { property: string; constraints?: Record<string, string> }[];
  };
  const [first] = validationErrors;
  const findings = Object.values(first?.constraints ?? {}).join('; ') || 'not allowed';
  return new ClientError('BAD_USER_INPUT', `${first?.property ?? 'argument'}: ${findings}`, {
    argument: first?.property,
  });
}

/** graphql-js finds at execution that a variable left a required argument empty. */
function missingArgument(error: unknown): ClientError | undefined {
  if (!(error instanceof GraphQLError) || error.originalError) return undefined;
  const argument = /^Argument "(\w+)"/.exec(error.message)?.[1];
  return argument ? new ClientError('BAD_USER_INPUT', error.message, { argument }) : undefined;
}

/** The error that was made for the client, however deep it lies; undefined when there is none. */
export function clientErrorOf(error: unknown): ClientError | undefined {
  for (const cause of causes(error)) {
    const found = cause instanceof ClientError ? cause : (invalidArgument(cause) ?? missingArgument(cause));
    if (found) return found;
  }
  return undefined;
}

const placed = (error: unknown, message: string, extensions: Record<string, unknown>) => {
  const { nodes, source, positions, path } = error instanceof GraphQLError ? error : ({} as GraphQLError);
  return new GraphQLError(shorten(message), { nodes, source, positions, path, extensions });
};

export function createMask(log: Pick<Log, 'error'>): Mask {
  const presentable = new WeakSet<object>();
  const ids = new WeakMap<object, string>();

  const hide = (error: unknown): GraphQLError => {
    const cause = [...causes(error)].pop();
    const known = cause instanceof Error ? ids.get(cause) : undefined;
    const errorId = known ?? randomUUID();
    if (!known) {
      if (cause instanceof Error) ids.set(cause, errorId);
      const path = error instanceof GraphQLError ? error.path?.join('.') : undefined;
      log.error({ errorId, path, error: cause }, 'masked an error');
    }
    return placed(error, 'Internal error', { code: 'INTERNAL_SERVER_ERROR', errorId });
  };

  const show = (error: unknown): GraphQLError => {
    const made = clientErrorOf(error);
    if (made) return placed(error, made.message, made.extensions);
    // Only what never ran may speak for itself; a resolver's library may use the same codes for its own ends.
    const request =
      error instanceof GraphQLError && !error.path && REQUEST_CODES.has(String(error.extensions.code));
    return request ? placed(error, error.message, error.extensions) : hide(error);
  };

  const error = (given: unknown): GraphQLError => {
    // A library on the way may have wrapped what was masked before.
    for (const cause of causes(given))
      if (cause instanceof GraphQLError && presentable.has(cause)) return cause;
    const shown = show(given);
    presentable.add(shown);
    return shown;
  };

  return {
    error,
    result: (result) =>
      result.errors
        ? { ...result, errors: result.errors.slice(0, operationLimits.errors).map(error) }
        : result,
  };
}

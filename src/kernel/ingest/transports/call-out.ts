import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  type IPolicy,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { SourceUnavailable } from '../../errors';

/** The other side answered, and would answer the same if it were asked at once again. */
export class FinalAnswer extends SourceUnavailable {}

/**
 * Runs one call out of the hub. `what` begins the message of the SourceUnavailable that it rejects with, and never holds
 * a secret. `work` has to heed the signal that it is given.
 */
type Call = <Result>(
  what: string,
  work: (signal: AbortSignal) => Promise<Result>,
  signal: AbortSignal,
) => Promise<Result>;

export interface CallOut {
  /** Calls `work` again after a failure that is not final. */
  call: Call;
  /** For work that cannot be repeated by itself: a statement of a session that broke. */
  callOnce: Call;
}

export interface CallOutOptions {
  /** Of the call as a whole, with its waiting and its further attempts. @default 10_000 */
  deadlineMs?: number;
  /** Calls of this source that run at the same time; the others wait for their turn. @default 2 */
  atOnce?: number;
  /** Puts a failure into words that hold no secret. @default its message */
  describe?(error: Error): string;
}

export const DEADLINE_MS = 10_000;
const ATTEMPTS_MORE = 2;
const FAILURES_IN_A_ROW = 5;
const WAITING = 16;

/**
 * The one policy that every call to a source goes through: a total time-out, a bulkhead, further attempts with jitter and
 * a circuit breaker. Each source has one of its own, so that a slow or ailing one costs the others nothing.
 *
 * The breaker opens after five failures in a row and lets one call through again after the length of a deadline. A final
 * answer (404, a wrong password) is an answer: it is not asked for again, and does not open the breaker.
 */
export function openCallOut(options: CallOutOptions = {}): CallOut {
  const { deadlineMs = DEADLINE_MS, atOnce = 2, describe = ({ message }) => message } = options;
  const total = timeout(deadlineMs, TimeoutStrategy.Aggressive);
  const slots = bulkhead(atOnce, WAITING);
  const breaker = circuitBreaker(handleWhen(isFailure), {
    halfOpenAfter: deadlineMs,
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
  });
  let last = '';
  const inWords = (what: string, error: Error): SourceUnavailable => {
    const say = (message: string) => new SourceUnavailable(`${what}: ${message}`, { cause: error });
    if (error instanceof BrokenCircuitError) return say(`${last}; it is left alone for a while`);
    if (error instanceof BulkheadRejectedError) return say('too many calls wait for this source');
    const late = error instanceof TaskCancelledError;
    last = late ? `no whole answer within ${deadlineMs / 1000} s` : describe(error);
    return say(last);
  };
  const under =
    (policy: IPolicy): Call =>
    (what, work, signal) =>
      policy
        .execute(({ signal: within }) => unlessGivenUp(within, work), signal)
        .catch((error) => Promise.reject(inWords(what, error)));
  return {
    call: under(wrap(total, slots, again(), breaker)),
    callOnce: under(wrap(total, slots, breaker)),
  };
}

/** A further attempt may come due when nobody waits for it any more. */
async function unlessGivenUp<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>) {
  if (signal.aborted) throw new FinalAnswer('given up');
  return work(signal);
}

const isFailure = (error: Error): boolean => !(error instanceof FinalAnswer);

const again = () =>
  retry(
    handleWhen((error) => isFailure(error) && !(error instanceof BrokenCircuitError)),
    {
      maxAttempts: ATTEMPTS_MORE,
      backoff: new ExponentialBackoff({ initialDelay: 200, maxDelay: 2_000 }),
    },
  );

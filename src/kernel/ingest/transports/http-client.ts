import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import { Agent, request } from 'undici';
import { SourceUnavailable } from '../../errors';
import { allowedLookup } from './allowed-address';

export interface Answer {
  status: 200 | 304;
  etag: string | null;
  /** The source's own clock, to the second; null when it does not say. */
  date: Date | null;
  body: Buffer;
}

export interface HttpClient {
  /** Rejects with SourceUnavailable, whose message names the path and what went wrong. */
  get(path: string, options: { etag?: string | null; signal: AbortSignal }): Promise<Answer>;
  close(): Promise<void>;
}

/** The call as a whole, with its second attempts: undici's own time-outs do not stop a drip (THREATS 44). */
const DEADLINE_MS = 10_000;
const MAX_BYTES = 10 * 1024 * 1024;

/** Asking again at once would get the same answer. */
class FinalAnswer extends SourceUnavailable {}

export function openHttp(options: { address: string; secret?: string; deadlineMs?: number }): HttpClient {
  const { address, secret, deadlineMs = DEADLINE_MS } = options;
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const agent = new Agent({
    ...{
      maxResponseSize: MAX_BYTES,
      headersTimeout: deadlineMs / 2,
      bodyTimeout: deadlineMs / 2,
      connections: 2,
    },
    connect: { timeout: 3_000, lookup: allowedLookup(base.hostname) },
  });
  const policy = callPolicy(deadlineMs);
  let last = '';
  const get: HttpClient['get'] = async (path, { etag, signal }) => {
    const url = new URL(path.replace(/^\/+/, ''), base);
    if (url.origin !== base.origin) throw new SourceUnavailable(`${path} leaves the source`);
    const headers = {
      ...(secret && { authorization: `Bearer ${secret}` }),
      ...(etag && { 'if-none-match': etag }),
    };
    try {
      return await policy.execute((context) => call(url, { agent, headers, signal: context.signal }), signal);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) last = describe(error as Error, deadlineMs);
      const rest = error instanceof BrokenCircuitError ? '; it is left alone for a while' : '';
      throw new SourceUnavailable(`GET ${url.pathname}${url.search}: ${last}${rest}`, { cause: error });
    }
  };
  return { get, close: () => agent.destroy() };
}

const callPolicy = (deadlineMs: number) =>
  wrap(
    timeout(deadlineMs, TimeoutStrategy.Aggressive),
    retry(
      handleWhen((error) => !(error instanceof FinalAnswer) && !(error instanceof BrokenCircuitError)),
      {
        maxAttempts: 2,
        backoff: new ExponentialBackoff({ initialDelay: 200, maxDelay: 2_000 }),
      },
    ),
    circuitBreaker(handleAll, { halfOpenAfter: deadlineMs, breaker: new ConsecutiveBreaker(5) }),
  );

async function call(
  url: URL,
  { agent, headers, signal }: { agent: Agent; headers: Record<string, string>; signal: AbortSignal },
): Promise<Answer> {
  const { statusCode, headers: answered, body } = await request(url, { dispatcher: agent, headers, signal });
  if (statusCode !== 200 && statusCode !== 304) {
    body.on('error', () => undefined).destroy();
    const message = `answered ${statusCode}`;
    throw statusCode >= 500 || statusCode === 429 ? new SourceUnavailable(message) : new FinalAnswer(message);
  }
  const bytes = Buffer.from(await body.arrayBuffer());
  const encoding = answered['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw new FinalAnswer(`answered in the encoding ${encoding}, unasked`);
  const etag = typeof answered.etag === 'string' ? answered.etag : null;
  return { status: statusCode, etag, date: dateOf(answered.date), body: bytes };
}

function dateOf(header: string | string[] | undefined): Date | null {
  const date = new Date(typeof header === 'string' ? header : NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

function describe(error: Error, deadlineMs: number): string {
  if (error instanceof TaskCancelledError) return `no whole answer within ${deadlineMs / 1000} s`;
  const code = (error as { code?: string }).code;
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return `the answer is larger than ${MAX_BYTES / 1024 / 1024} MiB`;
  return error.message || code || error.name;
}

import { Agent, request } from 'undici';
import { allowedLookup } from './allowed-address';
import { DEADLINE_MS, FinalAnswer } from './call-out';
import { SourceUnavailable } from '../../errors';

export interface HttpReply {
  status: 200 | 304;
  /** Names in small letters; of a header that came more than once the values are joined by commas. */
  header(name: string): string | null;
  body: Buffer;
}

export interface HttpAsk {
  method?: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

const MIB = 1024 * 1024;
export const MAX_BYTES = 10 * MIB;

/** Where requests go: one configured host. */
export interface Host {
  agent: Agent;
  maxBytes: number;
}

/** Connections to one configured host, of which no answer is larger than `maxBytes` and none leads to where no source is. */
export const openHost = (
  { hostname }: URL,
  { maxBytes = MAX_BYTES, deadlineMs = DEADLINE_MS } = {},
): Host => ({
  maxBytes,
  agent: new Agent({
    ...{ maxResponseSize: maxBytes, connections: 2 },
    ...{ headersTimeout: deadlineMs / 2, bodyTimeout: deadlineMs / 2 },
    connect: { timeout: Math.min(3_000, deadlineMs), lookup: allowedLookup(hostname) },
  }),
});

/** The server does not take the identity that was shown. */
export class Unauthorized extends FinalAnswer {}

/** There is no such list. */
export class NotThere extends FinalAnswer {}

/** One request; redirects are not followed. Throws FinalAnswer where asking again at once would not help. */
export async function askHttp(
  { agent, maxBytes }: Host,
  url: URL,
  { method = 'GET', ...ask }: HttpAsk,
): Promise<HttpReply> {
  checkHeaders(ask.headers);
  const { statusCode, headers, body } = await request(url, { ...ask, method, dispatcher: agent });
  const header = (name: string) => headers[name]?.toString() ?? null;
  const refusal = refusalOf(statusCode, header, maxBytes);
  if (refusal) {
    body.on('error', () => undefined).destroy();
    throw refusal;
  }
  const bytes = await body.arrayBuffer().catch((error: { code?: string }) => {
    throw error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' ? tooLarge(maxBytes) : error;
  });
  return { status: statusCode as HttpReply['status'], header, body: Buffer.from(bytes) };
}

const tooLarge = (maxBytes: number) => new FinalAnswer(`the answer is larger than ${maxBytes / MIB} MiB`);

/** Why the body of an answer is not read; null: it is. */
function refusalOf(status: number, header: HttpReply['header'], maxBytes: number): SourceUnavailable | null {
  const message = `answered ${status}`;
  if (status === 401) return new Unauthorized(message);
  if (status === 404) return new NotThere(message);
  if (status >= 500 || status === 429) return new SourceUnavailable(message);
  if (status !== 200 && status !== 304) return new FinalAnswer(message);
  // undici counts what came, which may be little for long
  if (Number(header('content-length')) > maxBytes) return tooLarge(maxBytes);
  const encoding = header('content-encoding') ?? 'identity';
  return encoding === 'identity' ? null : new FinalAnswer(`answered in the encoding ${encoding}, unasked`);
}

/** undici refuses such a request as well, but the connection that it had taken for it is never free again (7.30). */
function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers))
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw new FinalAnswer(`not asked: the header ${name} cannot carry what is to stand in it`);
}

/** What went wrong with a request, in words. */
export const describeHttp = ({ message, name, ...error }: Error): string =>
  message || (error as { code?: string }).code || name;

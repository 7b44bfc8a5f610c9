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

/** Connections to one configured host, of which no answer is larger than `maxBytes` and none leads to where no source is. */
export const openAgent = (
  { hostname }: URL,
  { maxBytes = MAX_BYTES, deadlineMs = DEADLINE_MS } = {},
): Agent =>
  new Agent({
    ...{ maxResponseSize: maxBytes, connections: 2 },
    ...{ headersTimeout: deadlineMs / 2, bodyTimeout: deadlineMs / 2 },
    connect: { timeout: Math.min(3_000, deadlineMs), lookup: allowedLookup(hostname) },
  });

/** The server does not take the identity that was shown. */
export class Unauthorized extends FinalAnswer {}

/** One request; redirects are not followed. Throws FinalAnswer where asking again at once would not help. */
export async function askHttp(
  agent: Agent,
  url: URL,
  { method = 'GET', ...ask }: HttpAsk,
): Promise<HttpReply> {
  checkHeaders(ask.headers);
  const { statusCode, headers, body } = await request(url, { ...ask, method, dispatcher: agent });
  if (statusCode !== 200 && statusCode !== 304) {
    body.on('error', () => undefined).destroy();
    throw refusal(statusCode);
  }
  const bytes = Buffer.from(await body.arrayBuffer());
  const header = (name: string) => headers[name]?.toString() ?? null;
  const encoding = header('content-encoding');
  if (encoding !== null && encoding !== 'identity')
    throw new FinalAnswer(`answered in the encoding ${encoding}, unasked`);
  return { status: statusCode, header, body: bytes };
}

/** undici refuses such a request as well, but the connection that it had taken for it is never free again (7.30). */
function checkHeaders(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers))
    if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
      throw new FinalAnswer(`not asked: the header ${name} cannot carry what is to stand in it`);
}

function refusal(status: number): SourceUnavailable {
  const message = `answered ${status}`;
  if (status === 401) return new Unauthorized(message);
  return status >= 500 || status === 429 ? new SourceUnavailable(message) : new FinalAnswer(message);
}

/** What went wrong with a request, in words; `maxBytes` as its agent has it. */
export function describeHttp(error: Error, maxBytes = MAX_BYTES): string {
  const code = (error as { code?: string }).code;
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return `the answer is larger than ${maxBytes / MIB} MiB`;
  return error.message || code || error.name;
}

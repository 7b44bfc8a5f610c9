import { connect } from 'node:net';
import { createClient as createStreamClient } from 'graphql-sse';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What one operation was answered with, over whatever transport. */
export interface Answered {
  status?: number;
  text: string;
  body: { data?: unknown; errors?: { message: string; extensions?: Record<string, unknown> }[] };
}

export type Ask = (url: string, sent: { query: string; variables?: object }) => Promise<Answered>;

export async function post(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answered & { headers: Headers }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, body: readJson(text), headers: response.headers };
}

function readJson(text: string): Answered['body'] {
  try {
    return JSON.parse(text) as Answered['body'];
  } catch {
    return {};
  }
}

const answered = (results: unknown): Answered => {
  const text = JSON.stringify(results);
  return { text, body: (Array.isArray(results) ? { errors: results } : results) as Answered['body'] };
};

export const socketUrl = (url: string) => `${url.replace(/^http/, 'ws')}/graphql`;

export const openClient = (url: string, connectionParams: Record<string, unknown> = {}): Client =>
  createClient({
    url: socketUrl(url),
    webSocketImpl: WebSocket,
    lazy: true,
    retryAttempts: 0,
    connectionParams,
  });

/** The first result, or the errors with which the operation was refused. */
export const overSocket: Ask = async (url, sent) => {
  const client = openClient(url);
  try {
    for await (const result of client.iterate(sent as never)) return answered(result);
    return answered({});
  } catch (error) {
    return answered(Array.isArray(error) ? error : { errors: [{ message: String(error) }], closed: true });
  } finally {
    await client.dispose();
  }
};

export const overStream: Ask = async (url, sent) => {
  const client = createStreamClient({ url: `${url}/graphql`, retryAttempts: 0 });
  try {
    for await (const result of client.iterate(sent as never)) return answered(result);
    return answered({});
  } catch (error) {
    return answered({ errors: [{ message: String(error) }], closed: true });
  } finally {
    client.dispose();
  }
};

export const transports: [name: string, ask: Ask][] = [
  ['HTTP', (url, sent) => post(url, sent)],
  ['socket', overSocket],
  ['SSE', overStream],
];

const LEAKS =
  /did you mean|node_modules|\/srv\/|\/work\/|\.[jt]s:\d+|\bselect\b|RangeError|call stack|prototype/i;

/** Refused at once, in few bytes, with nothing of the inside in it. */
export async function expectHarmless(attack: () => Promise<Answered>): Promise<Answered> {
  const started = performance.now();
  const answer = await attack();
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(answer.text.length).toBeLessThan(65_536);
  expect(answer.text).not.toMatch(LEAKS);
  expect(answer.body.data ?? null).toBeNull();
  if (answer.status === undefined || answer.status < 400)
    expect(answer.body.errors?.length).toBeGreaterThan(0);
  expect(answer.body.errors?.length ?? 0).toBeLessThanOrEqual(20);
  return answer;
}

/** Sends bytes as they are and reads until the other side closes, or `untilMs` are over. */
export async function sendRaw(url: string, bytes: string, untilMs = 3_000): Promise<string> {
  const { hostname, port } = new URL(url);
  const line = connect(Number(port), hostname);
  let read = '';
  line.on('data', (chunk) => (read += chunk.toString()));
  line.on('error', () => undefined);
  line.write(bytes);
  const waiting = setTimeout(() => line.destroy(), untilMs);
  // not events.once, which rejects when the other side resets what it has already answered
  await new Promise((closed) => line.once('close', closed));
  clearTimeout(waiting);
  return read;
}

import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export const SECRET = `whsec_${Buffer.from('a secret of the tests ^_^').toString('base64')}`;

export interface Pushed {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The account of what became of the records, or errors. */
  body: Record<string, unknown>;
}

export interface PushOptions {
  id?: string;
  /** Of the attempt. @default now */
  at?: Date;
  secret?: string;
  /** Go before those that belong to a push; undefined: is left out. */
  headers?: Record<string, string | undefined>;
  agent?: Agent;
}

/** Headers of a push, signed by Standard Webhooks. */
export function signed(
  body: Buffer | string,
  { id = `msg_${randomUUID()}`, at = new Date(), secret = SECRET }: PushOptions = {},
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const hash = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'));
  const signature = hash.update(`${id}.${timestamp}.`).update(body).digest('base64');
  return {
    ...{ 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp },
    'webhook-signature': `v1,${signature}`,
  };
}

/** Pushes once. Rejects when the connection breaks before an answer. */
export function push(url: string, body: unknown, options: PushOptions = {}): Promise<Pushed> {
  const bytes =
    typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  const all = { ...signed(bytes, options), ...options.headers };
  const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers, agent: options.agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => {
        const { statusCode: status = 0, headers: answered } = response;
        const isJson = String(answered['content-type']).startsWith('application/json');
        resolve({ status, headers: answered, text, body: isJson ? JSON.parse(text) : {} });
      });
    });
    asked.on('error', reject).end(bytes);
  });
}

/**
 * A source with a store of its own: pushes each body, some at once, until it is answered with 2xx, always under the same
 * webhook-id. `answered` is its ledger (place of the body → account); what stands there it has forgotten.
 */
export function startWebhookSender(
  url: string,
  bodies: readonly unknown[],
  { atOnce = 8, secret = SECRET }: { atOnce?: number; secret?: string } = {},
) {
  const answered = new Map<number, Record<string, unknown>>();
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  let [next, over] = [0, false];
  const send = async () => {
    for (let i = next++; i < bodies.length && !over; i = next++)
      while (!over && !answered.has(i)) {
        const answer = await push(url, bodies[i], { id: `msg_${i}`, secret, agent }).catch(() => null);
        if (answer?.status === 200) answered.set(i, answer.body);
        else await delay(30);
      }
  };
  return {
    answered,
    sending: Promise.all(Array.from({ length: atOnce }, send)).finally(() => agent.destroy()),
    stop: () => void (over = true),
  };
}

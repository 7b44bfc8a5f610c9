import { z } from 'zod';
import { SourceUnavailable } from '../../errors';
import type { ClientCredentials } from './http-contract';
import { FinalAnswer } from './call-out';
import { askHttp, describeHttp, openHost } from './http-request';

/** Taken for so long when the server does not say. */
const UNSAID_SECONDS = 300;
const EARLY_MS = 30_000;
const MAX_BYTES = 64 * 1024;

const answer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(UNSAID_SECONDS),
});

export interface TokenSource {
  /** A token that is good for some time yet; calls that come together share one request. */
  get(signal: AbortSignal): Promise<string>;
  /** The server refused the token: the next `get` asks for another one. */
  drop(token: string): void;
  close(): Promise<void>;
}

export interface TokenRequest extends ClientCredentials {
  id: string;
  secret: string;
  now(): Date;
}

interface Token {
  value: string;
  /** Half a minute before its end, or a tenth of a life that is shorter than five minutes. */
  renewAt: number;
}

/** OAuth 2.0 client credentials: one token for all calls, asked for again before it ends. */
export function openTokens(options: TokenRequest): TokenSource {
  const url = new URL(options.tokenUrl);
  const host = openHost(url, { maxBytes: MAX_BYTES });
  let token: Token | null = null;
  let asking: Promise<Token> | null = null;
  const ask = async (signal: AbortSignal): Promise<Token> => {
    const { body } = await askHttp(host, url, { ...requestOf(options), method: 'POST', signal }).catch(
      (error: Error) => {
        const Kind = error instanceof FinalAnswer ? FinalAnswer : SourceUnavailable;
        throw new Kind(`token: ${describeHttp(error)}`, { cause: error });
      },
    );
    return tokenOf(body, options.now());
  };
  return {
    async get(signal) {
      if (token && options.now().getTime() < token.renewAt) return token.value;
      asking ??= ask(signal).finally(() => (asking = null));
      token = await asking;
      return token.value;
    },
    drop: (value) => void (token = token?.value === value ? null : token),
    close: () => host.agent.destroy(),
  };
}

function requestOf({ id, secret, scope, clientAuth = 'basic' }: TokenRequest) {
  const inBody = clientAuth === 'body';
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scope && { scope }),
    ...(inBody && { client_id: id, client_secret: secret }),
  });
  // RFC 6749 §2.3.1: both are form-encoded before they are joined
  const basic = [id, secret].map((part) => new URLSearchParams({ '': part }).toString().slice(1)).join(':');
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...(!inBody && { authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
    },
    body: form.toString(),
  };
}

function tokenOf(body: Buffer, now: Date): Token {
  try {
    const { access_token: value, expires_in: seconds } = answer.parse(JSON.parse(body.toString()));
    const lifeMs = seconds * 1_000;
    return { value, renewAt: now.getTime() + lifeMs - Math.min(EARLY_MS, lifeMs / 10) };
  } catch {
    // neither the answer nor what zod says of it is shown: it may hold a token
    throw new FinalAnswer('token: answered without a token');
  }
}

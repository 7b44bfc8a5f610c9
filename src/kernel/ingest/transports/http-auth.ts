import type { HttpAuth } from './http-contract';
import { hmacHeaders } from './http-hmac';
import { openTokens, type TokenSource } from './http-oauth';

export interface Credentials {
  auth?: HttpAuth;
  username?: string;
  secret?: string;
  now?(): Date;
}

/** What a request carries beside its own, so that the source lets it in. */
export interface Shown {
  headers: Record<string, string>;
  /** A query parameter. It holds the secret, so it is never part of a path that is stored or told. */
  query?: [name: string, value: string];
}

export interface Identity {
  show(request: { method: string; url: URL }, signal: AbortSignal): Promise<Shown>;
  /** What was shown was refused (401). True: another attempt will show something new. */
  renew(shown: Shown): boolean;
  close(): Promise<void>;
}

/** Who the hub says it is. Throws when there is nothing to say it with. */
export function openIdentity({ auth, ...rest }: Credentials): Identity {
  const { username = '', secret = '', now = () => new Date() } = rest;
  const fixed = (shown: Shown): Identity => identityOf(() => shown);
  switch (auth?.type ?? (secret ? 'bearer' : 'none')) {
    case 'bearer':
      return fixed({ headers: { authorization: `Bearer ${secret}` } });
    case 'basic':
      return fixed({ headers: { authorization: `Basic ${base64(`${username}:${secret}`)}` } });
    case 'api-key': {
      const { header, query } = auth as Extract<HttpAuth, { type: 'api-key' }>;
      return fixed({
        headers: header ? { [header]: secret } : {},
        ...(query && { query: [query, secret] }),
      });
    }
    case 'hmac': {
      const signing = {
        ...(auth as Extract<HttpAuth, { type: 'hmac' }>),
        secret,
        key: username || undefined,
      };
      return identityOf(({ method, url }) => ({
        headers: hmacHeaders(
          { method, target: `${url.pathname}${url.search}`, body: '' },
          { ...signing, now: now() },
        ),
      }));
    }
    case 'oauth2': {
      const client = auth as Extract<HttpAuth, { type: 'oauth2' }>;
      return bearing(openTokens({ ...client, id: username, secret, now }));
    }
    case 'none':
      return fixed({ headers: {} });
  }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const identityOf = (show: (request: { method: string; url: URL }) => Shown): Identity => ({
  show: async (request) => show(request),
  renew: () => false,
  close: async () => undefined,
});

const bearing = (tokens: TokenSource): Identity => ({
  show: async (_, signal) => ({ headers: { authorization: `Bearer ${await tokens.get(signal)}` } }),
  renew({ headers }) {
    tokens.drop(headers.authorization!.slice('Bearer '.length));
    return true;
  },
  close: () => tokens.close(),
});

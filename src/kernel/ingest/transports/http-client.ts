import { SourceUnavailable } from '../../errors';
import { DEADLINE_MS, openCallOut } from './call-out';
import { openIdentity, type Credentials, type Shown } from './http-auth';
import { nextLink } from './http-link';
import { askHttp, describeHttp, openHost, Unauthorized, type HttpReply } from './http-request';

export interface Answer {
  status: 200 | 304;
  validators: Validators;
  /** The source's own clock, to the second; null when it does not say. */
  date: Date | null;
  /** The path that the header `Link` names as the next page; null: none. */
  next: string | null;
  body: Buffer;
}

/** By which a source is asked to answer only if something changed. */
export interface Validators {
  etag?: string;
  /** As the source wrote it. */
  modified?: string;
}

export interface HttpClient {
  /** Rejects with SourceUnavailable, whose message names the path and what went wrong. Paths start at the source's address. */
  get(path: string, options: { known?: Validators; signal: AbortSignal }): Promise<Answer>;
  close(): Promise<void>;
}

export interface HttpOptions extends Credentials {
  address: string;
  /** Of a call as a whole, with its second attempts: undici's own time-outs do not stop a drip (THREATS 44). @default 10_000 */
  deadlineMs?: number;
  /** @default 10 MiB */
  maxBytes?: number;
}

/** A client of one source: one identity, one policy, never beyond its address. */
export function openHttp(options: HttpOptions): HttpClient {
  const { address, deadlineMs = DEADLINE_MS, maxBytes } = options;
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const host = openHost(base, { deadlineMs, maxBytes });
  const identity = openIdentity(options);
  const { call } = openCallOut({ deadlineMs, describe: describeHttp });

  const ask = async (url: URL, conditions: Record<string, string>, signal: AbortSignal) => {
    for (let again = true; ; again = false) {
      const shown = await identity.show({ method: 'GET', url }, signal);
      try {
        const headers = { ...conditions, ...shown.headers };
        return { shown, reply: await askHttp(host, withQuery(url, shown), { headers, signal }) };
      } catch (error) {
        if (!(error instanceof Unauthorized && identity.renew(shown) && again)) throw error;
      }
    }
  };
  const get: HttpClient['get'] = async (path, { known = {}, signal }) => {
    const url = new URL(path.replace(/^\/+/, ''), base);
    if (!isBelow(base, url)) throw new SourceUnavailable(`${path} leaves the source`);
    const conditions = {
      ...(known.etag && { 'if-none-match': known.etag }),
      ...(known.modified && { 'if-modified-since': known.modified }),
    };
    const { reply, shown } = await call(
      `GET ${url.pathname}${url.search}`,
      (within) => ask(url, conditions, within),
      signal,
    );
    return answerOf(reply, (link) => pathOf(link, { url, base, shown }));
  };
  return {
    get,
    close: async () => void (await Promise.all([host.agent.destroy(), identity.close()])),
  };
}

const isBelow = (base: URL, { origin, pathname }: URL): boolean =>
  origin === base.origin && pathname.startsWith(base.pathname);

function withQuery(url: URL, { query }: Shown): URL {
  if (!query) return url;
  const added = new URLSearchParams([query]).toString();
  return new URL(`${url.pathname}${url.search}${url.search ? '&' : '?'}${added}`, url);
}

/** Sources write the key of a request into the link that they answer with. */
function pathOf(link: string, { url, base, shown }: { url: URL; base: URL; shown: Shown }): string {
  const next = URL.canParse(link, url) ? new URL(link, url) : null;
  if (!next || !isBelow(base, next))
    throw new SourceUnavailable(
      `GET ${url.pathname}${url.search}: the next page that it names leaves the source`,
    );
  if (shown.query) next.searchParams.delete(shown.query[0]);
  return `${next.pathname.slice(base.pathname.length)}${next.search}`;
}

function answerOf({ status, header, body }: HttpReply, pathOfLink: (link: string) => string): Answer {
  const date = timeOf(header('date'));
  const link = nextLink(header('link'));
  return {
    ...{ status, body, date },
    next: link === null ? null : pathOfLink(link),
    validators: {
      ...(header('etag') && { etag: header('etag')! }),
      ...(isStrong(header('last-modified'), date) && { modified: header('last-modified')! }),
    },
  };
}

/** What changes twice within one second has the same time twice (RFC 9110 §8.8.2.2): only a time that is over tells them apart. */
const isStrong = (modified: string | null, date: Date | null): boolean =>
  date !== null && date.getTime() - (timeOf(modified)?.getTime() ?? Infinity) >= 1_000;

function timeOf(header: string | null): Date | null {
  const date = new Date(header ?? NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

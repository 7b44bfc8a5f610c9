/**
 * How a source knows that it is the hub that asks. `username` and `secret` of the source are what is shown; they are
 * never part of this. Without any: `bearer` when there is a secret, else `none`.
 */
export type HttpAuth =
  | { type: 'none' }
  /** `Authorization: Bearer <secret>` */
  | { type: 'bearer' }
  /** `Authorization: Basic …` of username and secret (RFC 7617, UTF-8). */
  | { type: 'basic' }
  /** The secret in a header or in a query parameter, one of both. */
  | { type: 'api-key'; header?: string; query?: string }
  | ({ type: 'hmac' } & HmacSigning)
  | ({ type: 'oauth2' } & ClientCredentials);

/** Each request is signed with the secret (@see canonicalRequest). The username is the number of the key. */
export interface HmacSigning {
  /** @default 'sha256' */
  algorithm?: 'sha256' | 'sha512' | 'sm3';
  /** Of the signature. @default 'hex' */
  encoding?: 'hex' | 'base64';
  /** Of the timestamp, since 1970. @default 'seconds' */
  timestamp?: 'seconds' | 'milliseconds';
  /** Names of the headers. @default X-Key-Id, X-Timestamp, X-Signature */
  headers?: { key?: string; timestamp?: string; signature?: string };
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4). The username is the client's id, the secret its own. */
export interface ClientCredentials {
  tokenUrl: string;
  scope?: string;
  /** Whether id and secret go as Basic or in the form. @default 'basic' */
  clientAuth?: 'basic' | 'body';
}

/**
 * How the pages of a list follow one another. What an answer says of itself is found by the name of a property, or by a
 * path of them (`data.pages`).
 */
export type Paging =
  /** The whole list in one answer. */
  | { type: 'none' }
  | ({ type: 'page' } & PageNumbers)
  | ({ type: 'cursor' } & Cursors)
  /** The header `Link: <…>; rel="next"` (RFC 8288). */
  | ({ type: 'link' } & PageSize);

export interface PageSize {
  /** Query parameter that asks for so many items. @default 'size' */
  size?: string;
  /** @default 200 */
  pageSize?: number;
}

export interface PageNumbers extends PageSize {
  /** Query parameter. @default 'page' */
  page?: string;
  /** @default 1 */
  firstPage?: 0 | 1;
  /** In the answer: which page this is. @default 'page' */
  pageAt?: string;
  /** In the answer: how many pages there are. @default 'pages' */
  pagesAt?: string;
  /** In the answer: how many items all pages hold. @default 'total' */
  totalAt?: string;
}

export interface Cursors extends PageSize {
  /** Query parameter; the first page is asked for without it. @default 'cursor' */
  cursor?: string;
  /** In the answer: the cursor of the next page; absent, null or empty on the last. @default 'next' */
  nextAt?: string;
  /** In the answer: false on the last page, for sources that repeat their last cursor. @default not looked at */
  moreAt?: string;
}

import { createHash, createHmac } from 'node:crypto';
import type { HmacSigning } from './http-contract';

export interface SignedRequest {
  method: string;
  /** As it stands in the request line: `/api/tanks?page=1`. */
  target: string;
  timestamp: string;
  body: string;
}

/**
 * What is signed: method, target, timestamp and the hash of the body in small hex letters, joined by line feeds, none at
 * the end. The hash is of the algorithm of the signature; a request without a body hashes the empty text.
 */
export const canonicalRequest = ({ method, target, timestamp, body }: SignedRequest, algorithm = 'sha256') =>
  [method, target, timestamp, createHash(algorithm).update(body).digest('hex')].join('\n');

/** The headers that sign a request. */
export function hmacHeaders(
  request: Omit<SignedRequest, 'timestamp'>,
  signing: HmacSigning & { key?: string; secret: string; now: Date },
): Record<string, string> {
  const { algorithm = 'sha256', encoding = 'hex', headers = {}, key, secret, now } = signing;
  const ms = now.getTime();
  const timestamp = String(signing.timestamp === 'milliseconds' ? ms : Math.floor(ms / 1_000));
  const signature = createHmac(algorithm, secret)
    .update(canonicalRequest({ ...request, timestamp }, algorithm))
    .digest(encoding);
  return {
    ...(key !== undefined && { [headers.key ?? 'X-Key-Id']: key }),
    [headers.timestamp ?? 'X-Timestamp']: timestamp,
    [headers.signature ?? 'X-Signature']: signature,
  };
}

import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from '../protocols/same-secret';
import type { Push } from './webhook-contract';

/** How far the time of an attempt may lie from the hub's, either way. */
const TOLERANCE_SECONDS = 5 * 60;
const MAX_ID_LENGTH = 256;
/** More secrets than a rotation needs, and more signatures than a sender has secrets, are looked at by nobody. */
const MAX_SECRETS = 8;
const MAX_SIGNATURES = 16;
const SECRET = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?)$/;
const [SHORTEST_KEY, LONGEST_KEY] = [24, 64];

/** Why these are no signing secrets of Standard Webhooks, separated by blanks or line breaks; null when they are. Names none of them. */
export function signingSecretsFault(secrets: string): string | null {
  const parts = partsOf(secrets);
  if (parts.length < 1 || parts.length > MAX_SECRETS)
    return `holds ${parts.length} secrets; allowed are 1 to ${MAX_SECRETS}`;
  const lengths = parts.map((part) => Buffer.from(SECRET.exec(part)?.[1] ?? '', 'base64').length);
  return lengths.every((length) => length >= SHORTEST_KEY && length <= LONGEST_KEY)
    ? null
    : `allowed is whsec_ and the base64 of ${SHORTEST_KEY} to ${LONGEST_KEY} bytes, several separated by blanks or line breaks`;
}

/** The keys of secrets that have no fault. */
export const signingKeys = (secrets: string): Buffer[] =>
  partsOf(secrets).map((part) => Buffer.from(SECRET.exec(part)![1]!, 'base64'));

const partsOf = (secrets: string): string[] => secrets.split(/\s+/).filter((part) => part !== '');

/**
 * Why a push is none of a sender that has one of the keys; null when it is (Standard Webhooks 1.0: HMAC-SHA256 of
 * `id.timestamp.body`, any of several signatures by any of several keys). Takes as long whichever of them differs.
 */
export function signatureFault(push: Push, keys: readonly Buffer[], now: Date): string | null {
  const { id, timestamp, signature, bytes } = push;
  const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`, 'latin1'), bytes]);
  const given = (signature ?? '').split(' ').slice(0, MAX_SIGNATURES);
  let isSigned = false;
  for (const key of keys) {
    const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    for (const one of given) isSigned = isSameSecret(one, expected) || isSigned;
  }
  return headerFault(push, now) ?? (isSigned ? null : 'is signed with none of the secrets');
}

function headerFault({ id, timestamp, signature }: Push, now: Date): string | null {
  for (const [name, value] of Object.entries({ id, timestamp, signature }))
    if (!value) return `has no header webhook-${name}`;
  if (id!.length > MAX_ID_LENGTH) return `has a webhook-id of more than ${MAX_ID_LENGTH} signs`;
  if (!/^\d{1,12}$/.test(timestamp!)) return 'has a webhook-timestamp that is no number of seconds';
  const seconds = Math.round(now.getTime() / 1_000) - Number(timestamp);
  if (Math.abs(seconds) <= TOLERANCE_SECONDS) return null;
  const apart = `${Math.abs(seconds)} s ${seconds > 0 ? 'ago' : 'ahead'}`;
  return `was sent ${apart} by its webhook-timestamp; allowed are ${TOLERANCE_SECONDS} s`;
}

/** For comparing in vain. */
export const keyOfNobody = (): Buffer => randomBytes(SHORTEST_KEY);

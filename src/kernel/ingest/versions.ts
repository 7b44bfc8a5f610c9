import { createHash } from 'node:crypto';

/** What one arriving version of a row did. */
export type Verdict = 'stored' | 'unchanged' | 'superseded';

export interface Version {
  observedAt: Date;
  digest: string;
}

/**
 * The newest `observedAt` wins, a tie goes to the later arrival. Equal values are unchanged whenever they were
 * observed; what is older than what is known is superseded.
 */
export function judgeVersion(known: Version | undefined, arriving: Version): Verdict {
  if (!known) return 'stored';
  if (known.digest === arriving.digest) return 'unchanged';
  return arriving.observedAt.getTime() < known.observedAt.getTime() ? 'superseded' : 'stored';
}

/** The record's verdict: the most that any of its rows did. A record that maps to nothing changes nothing. */
export const strongest = (verdicts: readonly Verdict[]): Verdict =>
  (['stored', 'superseded', 'unchanged'] as const).find((one) => verdicts.includes(one)) ?? 'unchanged';

/** Equal for equal values, whatever the order of their properties. */
export const digestOf = (values: object): string =>
  createHash('sha256').update(canonical(values)).digest('base64url');

function canonical(value: unknown): string {
  if (value === undefined) return 'null';
  if (typeof value !== 'object' || value === null || value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).filter(([, part]) => part !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ClientError } from '../errors';
import type { Viewer } from '../graphql/context';

/** Knows who is asking; the one place from which rights will be read. */
export interface Identities {
  /** Throws UNAUTHENTICATED for a token that nobody holds, and for none unless the request comes from this machine. */
  identify(token: string | null, remoteIsLoopback: boolean): Viewer | Promise<Viewer>;
}

export interface DemoIdentities extends Identities {
  identify(token: string | null, remoteIsLoopback: boolean): Viewer;
  /** For whoever starts the hub: who there is, with the token to send. */
  readonly list: readonly { viewer: Viewer; token: string }[];
}

const person = (id: string, name: string, rest: Pick<Viewer, 'department' | 'roles'>): Viewer => ({
  id,
  name,
  ...rest,
  divisions: [],
  expiresAt: null,
});

const COMMAND_CENTRE = '应急指挥中心 · Emergency command centre';

/** The first is also assumed on this machine when no token is sent. */
const DEMO_VIEWERS: readonly Viewer[] = [
  person('duty-officer', '值班员 · Duty officer', { department: COMMAND_CENTRE, roles: ['DUTY_OFFICER'] }),
  person('second-officer', '副值班员 · Second officer', {
    department: COMMAND_CENTRE,
    roles: ['DUTY_OFFICER'],
  }),
  person('partner-department', '消防救援 · Fire and rescue', {
    department: '消防救援大队 · Fire and rescue brigade',
    roles: ['PARTNER'],
  }),
  person('auditor', '审计员 · Auditor', { department: '审计局 · Audit bureau', roles: ['AUDITOR'] }),
];

const storedTokens = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.string().min(32)));

// Written beside and renamed: a crash in between leaves the old tokens or the new ones, never half a file.
function keepTokens(file: string, tokens: Record<string, string>) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

function readTokens(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  chmodSync(file, 0o600);
  const read = storedTokens.safeParse(readFileSync(file, 'utf8'));
  if (!read.success) throw new Error(`${file} does not hold tokens; remove it to have new ones made`);
  return read.data;
}

const digest = (token: string) => createHash('sha256').update(token).digest();

/** Four demo identities; their tokens are random, and kept in `dataDir` (mode 0600) so that they survive a restart. */
export function openIdentities({ dataDir }: { dataDir: string }): DemoIdentities {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'demo-identities.json');
  const known = readTokens(file);
  const list = DEMO_VIEWERS.map((viewer) => ({
    viewer,
    token: known[viewer.id] ?? randomBytes(24).toString('base64url'),
  }));
  if (list.some(({ viewer, token }) => known[viewer.id] !== token))
    keepTokens(file, Object.fromEntries(list.map(({ viewer, token }) => [viewer.id, token])));
  const digests = list.map(({ viewer, token }) => ({ viewer, digest: digest(token) }));

  return {
    list,
    identify(token, remoteIsLoopback) {
      if (token === null && remoteIsLoopback) return DEMO_VIEWERS[0]!;
      const given = digest(token ?? '');
      // Every one is compared, and in constant time: how long it takes says nothing about which was near.
      const found = digests.filter((known) => timingSafeEqual(known.digest, given));
      if (!found[0]) throw new ClientError('UNAUTHENTICATED', 'The token is not known here.');
      return found[0].viewer;
    },
  };
}

/** Tells whoever started the hub who may ask, and with which token; outside the demo city, that there is nobody else yet. */
export function printIdentities({ list }: DemoIdentities, { url, demo }: { url: string; demo: boolean }) {
  const width = Math.max(...list.map(({ viewer }) => viewer.id.length));
  const lines = list.map(({ viewer, token }) => `  ${viewer.id.padEnd(width)}  ${token}  ${viewer.name}`);
  const who = demo
    ? `demo identities of ${url}`
    : `identities of ${url}: there are no access rights yet, so these four are built in and each may do all`;
  const head = `${who} (authorization: Bearer <token>; without one: ${list[0]?.viewer.id})`;
  process.stdout.write(`${[head, ...lines].join('\n')}\n`);
}

/** The token of an `authorization` header or connection parameter. UNAUTHENTICATED when it is not a bearer token. */
export function bearerToken(authorization: unknown): string | null {
  if (authorization === undefined || authorization === null || authorization === '') return null;
  const token =
    typeof authorization === 'string' ? /^Bearer +([^\s]+) *$/i.exec(authorization)?.[1] : undefined;
  if (!token) throw new ClientError('UNAUTHENTICATED', 'authorization: allowed is Bearer <token>');
  return token;
}

const LOOPBACK = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;

export const isLoopback = (address: string | undefined): boolean => LOOPBACK.test(address ?? '');

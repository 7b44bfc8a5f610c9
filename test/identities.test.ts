import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bearerToken, isLoopback, openIdentities } from '../src/kernel/server/identities';
import { post } from './support/attack';
import { openSmallHub, type SmallHub } from './support/small-graph';

let hub: SmallHub;
beforeAll(async () => {
  hub = await openSmallHub();
});
afterAll(() => hub.close());

const whoAmI = async (headers: Record<string, string>) => post(hub.url, { query: '{ me }' }, headers);

it('knows four by their tokens, and the duty officer without one on this machine', async () => {
  expect(hub.identities.list.map(({ viewer }) => viewer.id)).toEqual([
    'duty-officer',
    'second-officer',
    'partner-department',
    'auditor',
  ]);
  for (const { viewer, token } of hub.identities.list)
    expect((await whoAmI({ authorization: `Bearer ${token}` })).body.data).toEqual({ me: viewer.id });
  expect((await whoAmI({})).body.data).toEqual({ me: 'duty-officer' });
});

it.each(['Bearer wrong', 'Bearer', 'Basic abc', 'wrong'])('answers 401 to %j', async (authorization) => {
  const { status, body, headers } = await whoAmI({ authorization });
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe('Bearer');
  expect(body.errors).toEqual([{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }]);
});

it('assumes nobody from elsewhere', () => {
  expect(() => hub.identities.identify(null, false)).toThrow('token');
  expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopback)).not.toContain(false);
  expect(
    ['10.0.0.1', '::ffff:10.0.0.1', '1127.0.0.1', '127.0.0.1.example', undefined].map(isLoopback),
  ).not.toContain(true);
});

it('keeps the tokens over a restart, for its own user only', () => {
  const file = join(hub.dataDir, 'demo-identities.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(openIdentities(hub).list).toEqual(hub.identities.list);
});

it('makes a token that is missing anew and leaves the others, but refuses a file that it cannot read', () => {
  const file = join(hub.dataDir, 'demo-identities.json');
  const { auditor: _gone, ...others } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  writeFileSync(file, JSON.stringify(others));
  const again = openIdentities(hub);
  expect(again.list.slice(0, 3)).toEqual(hub.identities.list.slice(0, 3));
  expect(again.list[3]!.token).not.toBe(hub.identities.list[3]!.token);
  for (const broken of ['{', '[]', '{"auditor":"short"}']) {
    writeFileSync(file, broken);
    expect(() => openIdentities(hub)).toThrow('remove it');
  }
});

it('takes nothing but a bearer token', () => {
  expect([undefined, null, ''].map(bearerToken)).toEqual([null, null, null]);
  expect(bearerToken('bearer  abc')).toBe('abc');
});

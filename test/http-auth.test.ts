import { createHash, createHmac } from 'node:crypto';
import { openHttp, type HttpClient, type HttpOptions } from '../src/kernel/ingest/transports/http-client';
import type { HttpAuth } from '../src/kernel/ingest/transports/http-contract';
import { canonicalRequest } from '../src/kernel/ingest/transports/http-hmac';
import { startHttpSource, type Asked, type HttpSource } from './support/http-source';

const SECRET = 'canary/7f3a+=:%';
const NOW = new Date('2026-03-01T00:00:00.250Z');

let source: HttpSource;
let client: HttpClient;
let now: Date;

beforeEach(async () => {
  now = NOW;
  source = await startHttpSource((_, response) => void response.end('[]'));
});
afterEach(async () => {
  await client.close();
  await source.close();
});

const get = (path: string) => client.get(path, { signal: new AbortController().signal });
function open(auth?: HttpAuth, more: Partial<HttpOptions> = {}) {
  const { address } = source;
  client = openHttp({
    address: `${address}/api`,
    username: '汾-hub',
    secret: SECRET,
    auth,
    now: () => now,
    ...more,
  });
}
const ask = async (path: string, auth?: HttpAuth, more?: Partial<HttpOptions>) => {
  open(auth, more);
  const answer = await get(path);
  return { answer, asked: source.asked.at(-1)! };
};

test.each<[string, HttpAuth | undefined, Partial<Asked['headers']>]>([
  ['a token, when nothing is said', undefined, { authorization: `Bearer ${SECRET}` }],
  ['a token', { type: 'bearer' }, { authorization: `Bearer ${SECRET}` }],
  [
    'user and password',
    { type: 'basic' },
    { authorization: `Basic ${Buffer.from(`汾-hub:${SECRET}`).toString('base64')}` },
  ],
  ['a key in a header', { type: 'api-key', header: 'X-Api-Key' }, { 'x-api-key': SECRET }],
])('%s is shown', async (_, auth, headers) => {
  const { asked } = await ask('v1/tanks?page=1', auth);
  expect(asked.headers).toMatchObject(headers);
  expect(asked.url).toBe('/api/v1/tanks?page=1');
});

test('nothing is shown where nothing is to be', async () => {
  expect((await ask('v1/tanks', { type: 'none' })).asked.headers).not.toHaveProperty('authorization');
  await client.close();
  expect((await ask('v1/tanks', undefined, { secret: undefined })).asked.headers).not.toHaveProperty(
    'authorization',
  );
});

test('what no header can carry is never sent, time after time', async () => {
  open({ type: 'api-key', header: 'X-Key' }, { secret: '密\n钥' });
  for (let i = 0; i < 4; i++) await expect(get('v1/tanks')).rejects.toThrow('the header X-Key cannot carry');
  expect(source.asked).toEqual([]);
});

describe('a key in the query', () => {
  const auth: HttpAuth = { type: 'api-key', query: 'key' };

  test('goes with each request, and is no part of any path that is told or kept', async () => {
    source.answer = ({ url }, response) =>
      void response.setHeader('link', `<${source.address}${url}&cursor=2>; rel="next"`).end('[]');
    const { answer, asked } = await ask('v1/tanks?name=a%20b', auth);
    expect(new URL(asked.url, 'http://x').searchParams.get('key')).toBe(SECRET);
    expect(asked.url).toMatch(/^\/api\/v1\/tanks\?name=a%20b&key=/);
    expect(answer.next).toBe('v1/tanks?name=a+b&cursor=2');
  });

  test('is not shown when the source fails', async () => {
    source.answer = (_, response) => void response.writeHead(403).end();
    open(auth);
    await expect(get('v1/tanks')).rejects.toThrow(/^GET \/api\/v1\/tanks: answered 403$/);
  });
});

describe('a signed request', () => {
  test('is signed in the form that is documented', async () => {
    const path = 'v1/tanks?from=2026-03-01T00%3A00%3A00Z&page=1';
    const { asked } = await ask(path, { type: 'hmac' }, { username: 'key-1' });
    const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const signed = `GET\n/api/v1/tanks?from=2026-03-01T00%3A00%3A00Z&page=1\n1772323200\n${nothing}`;
    expect(asked.headers).toMatchObject({
      'x-key-id': 'key-1',
      'x-timestamp': '1772323200',
      'x-signature': createHmac('sha256', SECRET).update(signed).digest('hex'),
    });
  });

  test('has the algorithm, the encoding, the unit and the names that were configured', async () => {
    const headers = { key: 'appId', timestamp: 'ts', signature: 'sign' };
    const { asked } = await ask(
      'a',
      { type: 'hmac', algorithm: 'sm3', encoding: 'base64', timestamp: 'milliseconds', headers },
      { username: 'app-1' },
    );
    const signed = `GET\n/api/a\n1772323200250\n${createHash('sm3').digest('hex')}`;
    expect(asked.headers).toMatchObject({
      appid: 'app-1',
      ts: '1772323200250',
      sign: createHmac('sm3', SECRET).update(signed).digest('base64'),
    });
  });

  test('hashes its body', () => {
    const request = { method: 'POST', target: '/a', timestamp: '1', body: '{"a":1}' };
    expect(canonicalRequest(request)).toBe(
      'POST\n/a\n1\n015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862',
    );
  });
});

describe('OAuth 2 client credentials', () => {
  let issued: number;
  let lifeSeconds: number | undefined;
  let accepted: (token: string) => boolean;
  let issue: (asked: Asked) => { status: number; body: string } | null;

  beforeEach(() => {
    [issued, lifeSeconds, accepted, issue] = [0, 3_600, () => true, () => null];
    source.answer = (asked, response) => {
      if (asked.url === '/token') {
        const { status, body } = issue(asked) ?? {
          status: 200,
          body: JSON.stringify({
            access_token: `token-${++issued}`,
            token_type: 'bearer',
            expires_in: lifeSeconds,
          }),
        };
        return void response.writeHead(status).end(body);
      }
      const token = asked.headers.authorization?.replace('Bearer ', '') ?? '';
      response.writeHead(accepted(token) ? 200 : 401).end(`["${token}"]`);
    };
  });
  const oauth = (more: Partial<Extract<HttpAuth, { type: 'oauth2' }>> = {}): HttpAuth => ({
    ...{ type: 'oauth2', tokenUrl: `${source.address}/token`, scope: 'read write' },
    ...more,
  });
  const tokenOf = async () => JSON.parse(String((await get('x')).body))[0] as string;
  const tokenRequests = () => source.asked.filter(({ url }) => url === '/token');

  test('one token serves many calls, also those that come together', async () => {
    open(oauth());
    expect(await Promise.all([tokenOf(), tokenOf()])).toEqual(['token-1', 'token-1']);
    expect(await tokenOf()).toBe('token-1');
    const [request, ...others] = tokenRequests();
    expect(others).toEqual([]);
    expect(request!.method).toBe('POST');
    expect(Object.fromEntries(new URLSearchParams(request!.body))).toEqual({
      grant_type: 'client_credentials',
      scope: 'read write',
    });
    const [id, secret] = Buffer.from(request!.headers.authorization!.slice('Basic '.length), 'base64')
      .toString()
      .split(':')
      .map(decodeURIComponent);
    expect([id, secret]).toEqual(['汾-hub', SECRET]);
  });

  test('id and secret go in the form where the server wants them there', async () => {
    open(oauth({ clientAuth: 'body' }));
    await tokenOf();
    const [request] = tokenRequests();
    expect(request!.headers).not.toHaveProperty('authorization');
    expect(Object.fromEntries(new URLSearchParams(request!.body))).toMatchObject({
      client_id: '汾-hub',
      client_secret: SECRET,
    });
  });

  test.each([
    [3_600, 3_569, 3_571],
    [60, 53, 55],
    [undefined, 269, 271],
  ])('a token of %s s is renewed before it ends', async (life, good, late) => {
    lifeSeconds = life;
    open(oauth());
    await tokenOf();
    now = new Date(NOW.getTime() + good * 1_000);
    expect(await tokenOf()).toBe('token-1');
    now = new Date(NOW.getTime() + late * 1_000);
    expect(await tokenOf()).toBe('token-2');
  });

  test('a token that is refused is replaced, once', async () => {
    open(oauth());
    await tokenOf();
    accepted = (token) => token !== 'token-1';
    expect(await tokenOf()).toBe('token-2');
    accepted = () => false;
    await expect(get('x')).rejects.toThrow('GET /api/x: answered 401');
    expect(issued).toBe(3);
  });

  test.each<[string, number, string, string]>([
    ['refuses', 400, `{"error":"invalid_client ${SECRET}"}`, 'token: answered 400'],
    ['leads elsewhere', 302, '', 'token: answered 302'],
    ['answers without one', 200, '{"token":"canary-7f3a"}', 'token: answered without a token'],
    ['answers with no JSON', 200, 'canary-7f3a', 'token: answered without a token'],
    ['answers without end', 200, 'x'.repeat(70_000), 'token: the answer is larger than'],
  ])('a token server that %s is asked once, and no secret shows', async (_, status, body, message) => {
    issue = () => ({ status, body });
    open(oauth());
    const error = await get('x').catch((caught: Error) => caught);
    expect(error).toMatchObject({ message: expect.stringContaining(`GET /api/x: ${message}`) });
    expect((error as Error).message).not.toContain('7f3a');
    if (status !== 200 || body.length < 65_536) expect(tokenRequests()).toHaveLength(1);
    expect(source.asked.some(({ url }) => url.startsWith('/api'))).toBe(false);
  });

  test('one that fails for a moment is asked again', async () => {
    issue = () => (tokenRequests().length < 2 ? { status: 503, body: '' } : null);
    open(oauth());
    expect(await tokenOf()).toBe('token-1');
  });

  test('one at an address where no source is is not called', async () => {
    expect(() => open(oauth({ tokenUrl: 'http://169.254.169.254/token' }))).toThrow(
      'is not an address of a source',
    );
    open(oauth({ tokenUrl: `${source.address.replace('127.0.0.1', 'localhost')}/token` }));
    expect(await tokenOf()).toBe('token-1');
  });
});

import { gzipSync } from 'node:zlib';
import { type Answered, expectHarmless, post, sendRaw, transports } from './support/attack';
import { openSmallHub, type SmallHub } from './support/small-graph';

let hub: SmallHub;
beforeAll(async () => {
  hub = await openSmallHub({ introspection: false });
});
afterAll(() => hub.close());

afterEach(async () => {
  const { body } = await post(hub.url, { query: '{ hello }' });
  expect(body).toEqual({ data: { hello: 'hello world' } });
});

const nested = (levels: number) =>
  `{ firm(uscc: "91350100M000100Y43") ${'{ parent '.repeat(levels)}{ name }${' }'.repeat(levels)} }`;
const many = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const bomb = (levels: number) =>
  `{ ...F0 } ${many(levels, (level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`)} fragment F${levels} on Query { hello }`;

const DOCUMENTS: [name: string, query: string, variables?: object][] = [
  ['cyclic nesting', nested(40)],
  ['nesting just over the limit', nested(9)],
  ['inline fragments in each other', `${'{ ...on Query '.repeat(1_000)}{ hello }${' }'.repeat(1_000)}`],
  ['50,000 opening braces', '{a'.repeat(50_000)],
  ['nested list values', `{ hello(name: ${'['.repeat(60_000)}) }`],
  ['nested list types', `query ($a: ${'['.repeat(300)}Int${']'.repeat(300)}) { hello }`],
  ['5,000 aliases', `{ ${many(5_000, (index) => `a${index}: hello`)} }`],
  ['16 aliases', `{ ${many(16, (index) => `a${index}: hello`)} }`],
  ['16 aliases of __typename', `{ ${many(16, (index) => `a${index}: __typename`)} }`],
  ['a cycle of fragments', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
  ['a fragment bomb', bomb(25)],
  ['5,000 directives', `{ hello ${'@a '.repeat(5_000)} }`],
  ['21 directives', `{ hello ${'@skip(if: false) '.repeat(21)} }`],
  ['20,000 equal fields', `{ ${'hello '.repeat(20_000)} }`],
  ['a name of 50 kB', `{ ${'x'.repeat(50_000)} }`],
  ['an alias of 50 kB', `{ ${'x'.repeat(50_000)}: hello }`],
  ['introspection', '{ __schema { types { name } } }'],
  ['introspection under an alias', '{ a: __type(name: "Firm") { name } }'],
  ['introspection in a fragment', '{ ...F } fragment F on Query { __schema { types { name } } }'],
  ['a field with a name almost right', '{ hell }'],
  ['an argument with a name almost right', '{ hello(nam: "a") }'],
  ['a million entries', '{ firms(first: 1000000) { nodes { name sites { name } } } }'],
  [
    'a million entries by variable',
    'query ($n: Int) { firms(first: $n) { nodes { name sites { name } } } }',
    { n: 1_000_000 },
  ],
  ['a million entries by default', 'query ($n: Int = 1000000) { firms(first: $n) { nodes { name } } }'],
  ['lists within lists', '{ firms(first: 500) { nodes { sites { firm { sites { firm { name } } } } } } }'],
  ['__proto__ as alias', '{ __proto__: hello }'],
  ['__proto__ as variable', 'query ($__proto__: String) { hello(name: $__proto__) }', { a: 1 }],
  ['no operation', 'fragment F on Query { hello }'],
  ['nothing but a comment', '# {'],
];

describe.each(transports)('over %s', (_transport, ask) => {
  it.each(DOCUMENTS.map(([name, query, variables]) => ({ name, query, variables })))(
    'refuses $name',
    async ({ query, variables }) => {
      await expectHarmless(() => ask(hub.url, { query, variables }));
    },
  );

  it('names the argument of a wrong value, as literal and as variable', async () => {
    for (const sent of [
      { query: '{ firm(uscc: "911") { name } }' },
      { query: 'query ($u: USCC!) { firm(uscc: $u) { name } }', variables: { u: '911' } },
    ]) {
      const { body } = await expectHarmless(() => ask(hub.url, sent));
      expect(body.errors).toHaveLength(1);
      expect(body.errors![0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'uscc' } });
    }
  });

  it('names the page size that no list would give, however it is asked for', async () => {
    for (const sent of [
      { query: '{ firms(first: 1000000) { nodes { name } } }' },
      { query: 'query ($n: Int) { firms(first: $n) { nodes { name } } }', variables: { n: 1_000_000 } },
      { query: 'query ($n: Int = 1000000) { firms(first: $n) { nodes { name } } }' },
    ]) {
      const { body } = await expectHarmless(() => ask(hub.url, sent));
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
    }
  });

  it('does not repeat a long value', async () => {
    const variables = { u: 'x'.repeat(50_000) };
    const { text } = await expectHarmless(() =>
      ask(hub.url, { query: 'query ($u: USCC!) { firm(uscc: $u) { name } }', variables }),
    );
    expect(text.length).toBeLessThan(2_000);
  });

  it('lets the shape through that stands just below the limits', async () => {
    const aliases = many(15, (index) => `a${index}: hello`);
    expect((await ask(hub.url, { query: `{ ${aliases} }` })).body.errors).toBeUndefined();
    expect((await ask(hub.url, { query: nested(8) })).body.errors).toBeUndefined();
    expect(
      (await ask(hub.url, { query: '{ firms(first: 500) { nodes { name sites { name } } } }' })).body.errors,
    ).toBeUndefined();
  });

  it('masks what was not made for the client, and logs it once', async () => {
    hub.logged.length = 0;
    const { body } = await ask(hub.url, { query: '{ fails a: fails }' });
    const [first, second] = body.errors!;
    expect(first).toMatchObject({ message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(JSON.stringify(body)).not.toContain('secret');
    const ids = [first, second].map((error) => error!.extensions!.errorId);
    expect(hub.logged.map(({ errorId }) => errorId).sort()).toEqual(ids.sort());
    expect(hub.logged[0]).toMatchObject({ error: { message: expect.stringContaining('select secret') } });
  });

  it('shows what was made for the client', async () => {
    const { body } = await ask(hub.url, { query: '{ refuses }' });
    expect(body.errors).toEqual([
      expect.objectContaining({
        message: 'read the present state again',
        extensions: { code: 'RESYNC_REQUIRED' },
      }),
    ]);
  });
});

describe('over HTTP', () => {
  const query = '{ hello }';
  const refusedWith = async (statuses: number[], attack: () => Promise<Answered>) => {
    const { status } = await expectHarmless(attack);
    expect(statuses).toContain(status);
  };
  const get = async (search: string, headers: Record<string, string> = {}): Promise<Answered> => {
    const response = await fetch(`${hub.url}/graphql?${search}`, { headers });
    return { status: response.status, text: await response.text(), body: {} };
  };

  it.each([2, 2_000])('refuses a batch of %i', (count) =>
    refusedWith([400], () => post(hub.url, Array(count).fill({ query }))),
  );

  it.each([
    ['a document', { query: `{ hello } #${'x'.repeat(5_000_000)}` }],
    ['variables', { query, variables: { a: 'x'.repeat(5_000_000) } }],
  ])('refuses 5 MB of %s before reading them', (_name, body) =>
    refusedWith([413], () => post(hub.url, body)),
  );

  it('refuses JSON nested 100,000 deep, and a key that would be a prototype', async () => {
    await refusedWith([400], () => post(hub.url, `{"query":${'['.repeat(100_000)}${']'.repeat(100_000)}}`));
    await refusedWith([400], () =>
      post(hub.url, '{"query":"{ hello }","variables":{"__proto__":{"admin":true}}}'),
    );
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each(['gzip', 'br', 'pig-latin'])('refuses a body encoded as %s', (encoding) =>
    refusedWith([415], () =>
      post(hub.url, new Uint8Array(gzipSync(Buffer.alloc(5_000_000))), { 'content-encoding': encoding }),
    ),
  );

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    ', text/plain',
    'application/json, text/plain',
    'message/rfc822',
    'application/json; charset=gb18030',
    'application/json; charset=utf-7',
    'application/json; charset=utf-32',
    'application/graphql',
  ])('refuses a body labelled %s', (type) =>
    refusedWith([415], () => post(hub.url, { query }, { 'content-type': type })),
  );

  it('refuses a body that is not UTF-8', () =>
    refusedWith([400], () =>
      post(
        hub.url,
        new Uint8Array([
          ...Buffer.from('{"query":"{ hello(name: \\"'),
          0xc3,
          0x28,
          ...Buffer.from('\\") }"}'),
        ]),
      ),
    ));

  it('refuses a GET that any page could make a browser send, and answers one that it could not', async () => {
    await refusedWith([400], () => get(`query=${query}`));
    const asked = await get(`query=${query}`, { 'apollo-require-preflight': 'yes' });
    expect(asked.status).toBe(200);
  });

  it('refuses mutations over GET, subscriptions over plain POST and other methods', async () => {
    await refusedWith([405], () => get('query=mutation{touch}', { 'apollo-require-preflight': 'yes' }));
    await refusedWith([400], () => post(hub.url, { query: 'subscription { ticks { n } }' }));
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status } = await fetch(`${hub.url}/graphql`, { method });
      expect(status).toBe(405);
    }
  });

  it('knows no persisted queries', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    await expectHarmless(() => post(hub.url, { extensions }));
    await expectHarmless(() => post(hub.url, { query, extensions }));
  });

  const head = 'POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n';
  it.each([
    ['a length and chunks', `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['two lengths', `${head}content-length: 5\r\ncontent-length: 6\r\n\r\n{"a":`],
    ['a header of 64 kB', `${head}x: ${'y'.repeat(65_536)}\r\n\r\n`],
    ['2,000 headers', `${head}${'a:\r\n'.repeat(2_000)}\r\n`],
    ['no host', 'POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\n\r\n'],
  ])('refuses a request with %s', async (_name, bytes) => {
    expect(await sendRaw(hub.url, bytes)).toMatch(/^HTTP\/1.1 4(00|31) /);
  });

  it('cuts off who sends a head or a body too slowly', async () => {
    const answers = await Promise.all([
      sendRaw(hub.url, 'POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nx: ', 8_000),
      sendRaw(hub.url, `${head}content-length: 100\r\n\r\n{`, 11_000),
    ]);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 408 /);
  }, 15_000);

  it.each([
    ['another host', { host: 'evil.example' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin worth the name', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ])('refuses a request for or from %s', async (_name, headers: Record<string, string>) => {
    const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    const bytes = `GET / HTTP/1.1\r\n${lines.join('')}connection: close\r\n\r\n`;
    expect(await sendRaw(hub.url, bytes)).toMatch(/^HTTP\/1.1 403 /);
  });

  it('puts off a connection that only sends what is refused, and no other', async () => {
    const body = '{"query":"{ nothing }"}';
    const bytes = `${head}content-length: ${body.length}\r\n\r\n${body}`.repeat(150);
    const answers = (await sendRaw(hub.url, bytes)).match(/HTTP\/1.1 \d+/g);
    expect(answers?.filter((line) => line.endsWith('200'))).toHaveLength(100);
    expect(answers?.at(-1)).toBe('HTTP/1.1 429');
  });

  it('answers a plain query long before a burst of 300 hostile ones is through', async () => {
    let through = 0;
    const hostile = async (index: number) => {
      await post(hub.url, { query: `${bomb(25)} # ${index}` });
      through += 1;
    };
    const burst = Promise.all(Array.from({ length: 300 }, (_, index) => hostile(index)));
    expect((await post(hub.url, { query })).body.data).toEqual({ hello: 'hello world' });
    expect(through).toBeLessThan(200);
    await burst;
  });

  it('tells the statements of a request in Server-Timing', async () => {
    const { headers } = await post(hub.url, { query: '{ statements(count: 4) }' });
    expect(headers.get('server-timing')).toMatch(/^db;dur=\d+\.\d;desc="4 statements"$/);
  });
});

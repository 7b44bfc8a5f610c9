import { encode } from 'iconv-lite';
import { connect, connectAsync } from 'mqtt';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../src/kernel/cli/check';
import { showProgress } from '../src/kernel/cli/progress';
import { reach } from '../src/kernel/cli/reach';
import { readArguments } from '../src/kernel/cli/read-arguments';
import { sideBySide } from '../src/kernel/cli/side-by-side';
import { trySource } from '../src/kernel/cli/try-source';
import { ConfigurationError } from '../src/kernel/errors';
import { asBound } from '../src/kernel/ingest/as-bound';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { importFile, type ImportProgress } from '../src/kernel/ingest/import/import-file';
import type { Store } from '../src/kernel/ingest/store';
import { startBroker } from './support/broker';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { freePort } from './support/peer';
import { probeConnectors } from './support/probe-subgraph';
import { push, SECRET } from './support/webhook-sender';

let folder: string;
let server: Server;
let address: string;
const connectors = Object.values(probeConnectors);
const AT = '2026-03-01T00:00:00Z';
const tank = (id: string, level: unknown = 1) => ({ id, uscc: 'F', level, at: AT });
let answers: { status: number; body: string };

beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(answers.status).end(answers.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-command-'));
  answers = { status: 200, body: JSON.stringify({ items: [tank('a'), tank('b', 'x'), tank('c')] }) };
});
afterEach(() => rmSync(folder, { recursive: true }));

const boundTo = (binding: SourceBinding) => ({
  binding,
  connector: asBound(
    connectors.find(({ name }) => name === binding.name)!,
    binding,
  ),
});
async function tried(binding: SourceBinding, withinMs = 5_000, place?: { host: string; port: number }) {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const good = await trySource(boundTo(binding), { write, withinMs, rows: 1, width: 100, place });
  return { good, text: lines.join('\n') };
}

test('try shows the first rows beside what came, and every refusal', async () => {
  const { good, text } = await tried({ name: 'probe-http', transport: 'http', address });
  expect(good).toBe(false);
  expect(text).toMatch(/"id": "a", +│ +"probe\.tank": \{/);
  expect(text).toMatch(/"id": "b", .*│.*\n/);
  expect(text).toContain('REFUSED: level: Invalid input');
  expect(text).not.toContain('"id": "c"');
  expect(text).toContain('one page: 2 accepted, 1 refused');
  answers = { status: 401, body: '' };
  expect((await tried({ name: 'probe-http', transport: 'http', address })).text).toContain(
    'not to be had: GET /v1/tanks?page=1&size=200: answered 401',
  );
});

test('try leaves a file where it is', async () => {
  writeFileSync(join(folder, 'tanks-1.csv'), `id,uscc,level,at\nT,F,1,${AT}\n`);
  const { good, text } = await tried({ name: 'probe-files', transport: 'files', address: folder });
  expect([good, text]).toEqual([true, expect.stringMatching(/T,F,1,.*│/)]);
  expect(readdirSync(folder)).toEqual(['tanks-1.csv']);
});

test('try and check tell of what lies in the folder and no stream asks for', async () => {
  writeFileSync(join(folder, 'tanks-1.csv'), `id,uscc,level,at\nT,F,1,${AT}\n`);
  writeFileSync(join(folder, '储罐.csv'), '');
  const binding: SourceBinding = { name: 'probe-files', transport: 'files', address: folder };
  const words = 'left unread: 储罐.csv; what is read are files of the folder itself named tanks-*.csv: ';
  expect(await tried(binding)).toEqual({ good: true, text: expect.stringContaining(words) });
  expect(await reach(boundTo(binding))).toMatchObject({
    ...{ reachable: true, lines: ['tanks: answers', expect.stringContaining(words)] },
  });
  const beside = { ...binding, others: ['储*.csv'] };
  expect((await tried(beside)).text).not.toContain('left unread');
});

describe('try of a source that pushes', () => {
  const binding: SourceBinding = {
    ...{ name: 'probe-webhook', transport: 'webhook', address: '/ingest/probe-webhook', secret: SECRET },
  };
  const place = async () => ({ host: '127.0.0.1', port: await freePort() });
  const pushUntilAnswered = (port: number, body: unknown, secret = SECRET) =>
    eventually(
      async () =>
        (await push(`http://127.0.0.1:${port}/ingest/probe-webhook/tanks`, body, { secret })).status,
    );

  test('shows what is pushed in the place of the hub, and has it sent again', async () => {
    const where = await place();
    const trying = tried(binding, 15_000, where);
    expect(await pushUntilAnswered(where.port, [tank('a'), tank('b', 'x')])).toBe(503);
    const { good, text } = await trying;
    expect(good).toBe(false);
    expect(text).toContain(`POST http://127.0.0.1:${where.port}/ingest/probe-webhook/tanks`);
    expect(text).toMatch(/"id": "a", +│ +"probe\.tank": \{/);
    expect(text).toContain('one page: 1 accepted, 1 refused');
  });

  test('says why a signature does not hold, and that the hub runs', async () => {
    const where = await place();
    const trying = tried(binding, 15_000, where);
    const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    expect(await pushUntilAnswered(where.port, tank('a'), other)).toBe(401);
    expect((await trying).text).toContain('refused: it is signed with none of the secrets');
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    expect((await tried(binding, 5_000, { host: '127.0.0.1', port })).text).toContain(
      `cannot listen on 127.0.0.1:${port} (EADDRINUSE); is a hub running there?`,
    );
    taken.close();
  });
});

test('try takes nothing away from the session of the hub, and leaves none of its own', async () => {
  const broker = await startBroker();
  try {
    const options = { clean: false, clientId: 'hub-1-probe-mqtt' };
    const hub = await connectAsync(broker.address, options);
    await hub.subscribeAsync('probe/+/tanks', { qos: 1 });
    await hub.endAsync();
    const platform = await connectAsync(broker.address);
    const trying = tried({ name: 'probe-mqtt', transport: 'mqtt', address: broker.address }, 2_500);
    const sending = setInterval(
      () => void platform.publish('probe/s/tanks', JSON.stringify(tank('a')), { qos: 1 }),
      100,
    );
    const { text } = await trying;
    clearInterval(sending);
    await platform.endAsync();
    expect(text).toContain('one page: 1 accepted, 0 refused');
    expect(text).toContain('nothing came within 2.5 s');
    expect(broker.acknowledged()).toBe(0);
    const again = connect(broker.address, options);
    const kept: string[] = [];
    again.on('message', (topic) => kept.push(topic));
    await eventually(async () => expect(kept.length).toBeGreaterThan(0));
    await again.endAsync(true);
  } finally {
    await broker.close();
  }
});

test('check names every fault of the file, and apart from them what is not to be had', async () => {
  const path = join(folder, 'hub.yaml');
  const lines: string[] = [];
  const checked = (offline = false) =>
    check(path, { connectors, offline, write: (line) => void lines.push(line) });
  writeFileSync(
    path,
    'sources:\n  - connector: probe\n  - connector: probe-http\n    address: x\n    secret: { env: NO_SUCH }\n',
  );
  await expect(checked()).rejects.toThrow(ConfigurationError);
  await checked().catch(({ faults }: ConfigurationError) => expect(faults).toHaveLength(4));
  const sources = [
    `{ connector: probe-http, address: '${address}' }`,
    '{ connector: probe-files, address: nowhere }',
    `{ connector: probe-sql, address: 'postgresql://nobody@127.0.0.1:1/x' }`,
    `{ connector: probe-webhook, secret: { file: signing } }`,
  ];
  writeFileSync(join(folder, 'signing'), SECRET);
  writeFileSync(path, `sources:\n${sources.map((one) => `  - ${one}\n`).join('')}`);
  expect(await checked(true)).toBe(true);
  expect(lines.splice(0)).toEqual([`${path}: right; 4 sources`]);
  expect(await checked()).toBe(false);
  const text = lines.join('\n');
  expect(text).toContain('Reachability');
  expect(text).toMatch(/ok {4}probe-http http .*\n +tanks: answers/);
  expect(text).toMatch(
    /ok {4}probe-webhook webhook \/ingest\/probe-webhook\n +tanks: waits for POST \/ingest\/probe-webhook\/tanks/,
  );
  expect(text).toMatch(/FAIL {2}probe-files files .*\n +tanks: the folder cannot be read: ENOENT/);
  expect(text).toMatch(/FAIL {2}probe-sql sql .*\n +tanks: .*ECONNREFUSED/);
});

describe('import', () => {
  let hub: TestStore;
  beforeAll(async () => (hub = await openTestStore()));
  afterAll(() => hub.close());

  const load = (path: string, name: 'probe-files' | 'probe-mqtt', store: Pick<Store, 'page'> = hub.store, streams?: SourceBinding['streams'], channel?: string) => {
    const binding = {
      name,
      transport: name === 'probe-files' ? 'files' : 'mqtt',
      address: '',
      streams,
    } as SourceBinding;
    const source = boundTo(binding);
    const [stream] = source.connector.streams;
    return importFile({
      ...{ source, stream: stream!, path, channel, store, sql: hub.database, clock: hub.clock },
      ...{ signal: new AbortController().signal, onProgress: () => undefined },
    });
  };

  test('what is interrupted goes on where it was: nothing is left out and nothing counted twice', async () => {
    const path = join(folder, 'history.csv');
    const rows = Array.from(
      { length: 8_000 },
      (_, i) => `T${i},F${i % 7},${i % 10 === 3 ? 'x' : i},${AT},"a\n""${i}${'-'.repeat(150)}"`,
    );
    writeFileSync(path, `id,uscc,level,at,remark\n${rows.join('\n')}\n`);
    let pages = 0;
    // dies once before a page is written, and once behind its commit
    const failing = (at: number, behind: boolean): Pick<Store, 'page'> => ({
      async page(page) {
        const dies = ++pages === at;
        if (dies && !behind) throw new Error('killed');
        const taken = await hub.store.page(page);
        if (dies) throw new Error('killed');
        return taken;
      },
    });
    await expect(load(path, 'probe-files', failing(4, false))).rejects.toThrow('killed');
    await expect(load(path, 'probe-files', failing(7, true))).rejects.toThrow('killed');
    const { bytes, size, counts } = await load(path, 'probe-files');
    expect(bytes).toBe(size);
    expect(counts.received).toBeLessThan(8_000 - 6 * 400);
    expect(await sourceRow(hub, 'probe-files')).toMatchObject({
      ...{ received: 8_000, stored: 7_200, unchanged: 0, rejected: 800, last_received_at: null },
    });
    expect((await load(path, 'probe-files')).counts.received).toBe(0);
  });

  test('what is not there, or no file, is told of as such', async () => {
    const path = join(folder, 'none.csv');
    const fault = new ConfigurationError([`${path}: cannot be read (ENOENT)`]);
    await expect(load(path, 'probe-files')).rejects.toEqual(fault);
    await expect(load(folder, 'probe-files')).rejects.toEqual(
      new ConfigurationError([`${folder}: is no file; allowed is one file at a time`]),
    );
  });

  test('a file that differs in its middle alone is another one', async () => {
    const path = join(folder, 'middle.csv');
    const written = (level: number) => {
      const rows = Array.from({ length: 8_000 }, (_, i) => `M${i},F,${i === 4_000 ? level : 1},${AT},${'-'.repeat(300)}`);
      writeFileSync(path, `id,uscc,level,at,remark\n${rows.join('\n')}\n`);
    };
    written(1);
    expect((await load(path, 'probe-files')).counts).toMatchObject({ received: 8_000 });
    written(2);
    expect((await load(path, 'probe-files')).counts).toMatchObject({ received: 8_000 });
  });

  test('once its mapping is mended a file is loaded again', async () => {
    const path = join(folder, 'mended.csv');
    writeFileSync(path, `id,uscc,level,at\nW1,F,5,${AT}\n`);
    const by = (factor: number) => ({ tanks: { mapping: `$merge([$, { "level": $number(level) * ${factor} }])` } });
    const levelIn = async () => (await hub.database.query<{ level: number }>(`select level from probe.tank where id = 'W1'`))[0]!.level;
    await load(path, 'probe-files', hub.store, by(1000));
    expect((await load(path, 'probe-files', hub.store, by(1000))).counts.received).toBe(0);
    expect(await levelIn()).toBe(5000);
    await load(path, 'probe-files', hub.store, by(1));
    expect(await levelIn()).toBe(5);
  });

  test('JSON lines are messages as the source would have sent them', async () => {
    const path = join(folder, 'history.jsonl');
    writeFileSync(
      path,
      [[tank('m1'), tank('m2')], tank('m3'), tank('m4', 'x')].map((one) => JSON.stringify(one)).join('\n\n'),
    );
    const { counts } = await load(path, 'probe-mqtt');
    expect(counts).toMatchObject({ received: 4, stored: 3, rejected: 1 });
    expect(existsSync(path)).toBe(true);
  });

  test('where the mapping reads the topic it has to be said, and is part of what the file is', async () => {
    const path = join(folder, 'topic.jsonl');
    writeFileSync(path, JSON.stringify({ ...tank('x'), level: 1 }));
    const streams = { tanks: { mapping: '$merge([$, { "id": $split($channel, "/")[1] & "-" & id }])' } };
    await expect(load(path, 'probe-mqtt', hub.store, streams)).rejects.toThrow(
      `--channel: is needed, since the mapping of tanks reads $channel: by which topic or path did what ${path} holds come?`,
    );
    for (const mine of ['mk01', 'mk02'])
      expect((await load(path, 'probe-mqtt', hub.store, streams, `probe/${mine}/tanks`)).counts).toMatchObject({ stored: 1 });
    expect((await load(path, 'probe-mqtt', hub.store, streams, 'probe/mk01/tanks')).counts.received).toBe(0);
    expect(await hub.database.query(`select id from probe.tank where id like 'mk%' order by id`)).toEqual([{ id: 'mk01-x' }, { id: 'mk02-x' }]);
  });

  test('what a file is written in is found out, and one that is not read at all is refused with the reason', async () => {
    const path = join(folder, 'gbk.jsonl');
    writeFileSync(path, encode([tank('g1', 2), tank('g2', 3)].map((one) => JSON.stringify({ ...one, uscc: '示例煤矿' })).join('\n'), 'gbk'));
    expect((await load(path, 'probe-mqtt')).counts).toMatchObject({ received: 2, stored: 2 });
    expect(await hub.database.query(`select uscc from probe.tank where id = 'g2'`)).toEqual([{ uscc: '示例煤矿' }]);
    writeFileSync(path, Buffer.from(`\ufeff${JSON.stringify(tank('u'))}`, 'utf16le'));
    await expect(load(path, 'probe-mqtt')).rejects.toThrow('gbk.jsonl: is UTF-16 text; allowed are UTF-8, GBK and GB18030');
  });

  test('XML is loaded once, and a line without end costs itself', async () => {
    const path = join(folder, 'history.xml');
    const rows = ['x1', 'x2'].map((id) => `<r><id>${id}</id><uscc>F</uscc><level>1</level><at>${AT}</at></r>`);
    writeFileSync(path, `<all>${rows.join('')}<r/></all>`);
    const streams = { tanks: { channel: '*', format: 'xml' as const } };
    expect((await load(path, 'probe-mqtt', hub.store, streams)).counts).toMatchObject({ stored: 2, rejected: 1 });
    expect((await load(path, 'probe-mqtt', hub.store, streams)).counts.received).toBe(0);
    const long = join(folder, 'long.csv');
    writeFileSync(long, `id,uscc,level,at\nL1,F,1,${AT}\n${'x'.repeat(17 * 1024 ** 2)}\nL2,F,1,${AT}`);
    expect((await load(long, 'probe-files')).counts).toMatchObject({ received: 3, stored: 2, rejected: 1 });
  });
}); // prettier-ignore

test('progress is a bar on a terminal, and lines elsewhere', () => {
  const written: string[] = [];
  const out = { write: (text: string) => written.push(text) > 0, isTTY: true };
  const progress = { bytes: 1, size: 2, counts: { received: 10, rejected: 1 } } as ImportProgress;
  showProgress(out)(progress);
  expect(written).toEqual([
    expect.stringMatching(/^\r\[#{15}\.{15}\] 50 % · 10 records · \d+\/s · 1 refused/),
  ]);
  showProgress({ ...out, isTTY: false })(progress);
  expect(written).toHaveLength(1);
});

test('texts stand beside each other, wide characters and all, and tell a terminal nothing', () => {
  expect(sideBySide('介休市', 'x', 9)).toEqual(['介  │ x', '休  │', '市  │']);
  expect(sideBySide('𠮷野家', 'x', 9)).toEqual(['𠮷  │ x', '野  │', '家  │']);
  expect(sideBySide('a\u001b[2J', '', 23)).toEqual(['a·[2J      │']);
});

test.each([
  [['check', 'a.yaml', '--offline'], { command: 'check', file: 'a.yaml', offline: true }],
  [['try', 'x', '--rows', '5'], { command: 'try', name: 'x', rows: 5, withinMs: 15_000 }],
  [['import', 'x', 'f', '--stream', 's'], { command: 'import', name: 'x', file: 'f', stream: 's' }],
  [['import', 'x', 'f', '--channel', 'a/b'], { command: 'import', name: 'x', file: 'f', channel: 'a/b' }],
  [['try'], null],
  [['load', 'x'], null],
  [['check', '--fast'], null],
  [['try', 'x', '--rows', 'many'], null],
])('%j', (argv, found) => {
  if (found) expect(readArguments(argv)).toEqual(found);
  else expect(() => readArguments(argv)).toThrow('usage: npm run hub');
});

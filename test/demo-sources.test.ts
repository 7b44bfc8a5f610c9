import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { decode } from 'iconv-lite';
import { connect, connectAsync, type MqttClient } from 'mqtt';
import { castOf } from '../demo/story/cast';
import { generateCity } from '../demo/city/generate-city';
import { readingsInRound } from '../demo/city/motion';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { startDemoCity, type RunningDemoCity } from './support/demo-city';

const AT = '2026-11-22T02:00:00Z';
const FROZEN = ['--seed', '1', '--at', AT, '--frozen'];
const city = generateCity({ seed: 1, at: new Date(AT) });
const ROUND = readingsInRound(city.points);
const OTHER_BROKER = `import('aedes').then(async ({ Aedes }) => {
  const broker = await Aedes.createBroker();
  const server = require('node:net').createServer(broker.handle);
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
});`;
const scratch = mkdtempSync(join(tmpdir(), 'demo-sources-'));
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function demoCity(...args: string[]): Promise<RunningDemoCity> {
  const demo = await startDemoCity(...args);
  closers.push(() => demo.close());
  return demo;
}

interface Heard {
  client: MqttClient;
  messages: { topic: string; body: any }[];
  /** Resolves when it holds; looks again with every message. */
  when(holds: () => boolean): Promise<void>;
}

async function subscribe(binding: SourceBinding, clientId = `test-${process.pid}`): Promise<Heard> {
  const messages: Heard['messages'] = [];
  const { address, username, secret: password } = binding;
  // A session that was kept sends at once, so the ear is there before the connection.
  const client = connect(address, { username, password, clientId, clean: false, reconnectPeriod: 0 });
  const ears = new Set<() => void>();
  client.on('message', (topic, bytes) => {
    messages.push({ topic, body: JSON.parse(bytes.toString()) });
    for (const ear of ears) ear();
  });
  closers.push(() => client.endAsync(true).catch(() => {}));
  await new Promise((resolve, reject) => client.once('connect', resolve).once('error', reject));
  await client.subscribeAsync(['monitoring/+/points', 'monitoring/+/readings', 'monitoring/heartbeat'], {
    qos: 1,
  });
  const when = (holds: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`after ${messages.length} messages: ${holds}`)),
        45_000,
      );
      const ear = () => {
        if (!holds()) return;
        ears.delete(ear);
        clearTimeout(timer);
        resolve();
      };
      ears.add(ear);
      ear();
    });
  return { client, messages, when };
}

const of = (messages: Heard['messages'], end: string) => messages.filter(({ topic }) => topic.endsWith(end));
const valuesOf = (messages: Heard['messages']): any[] =>
  messages.filter(({ topic }) => topic.endsWith('/readings')).flatMap(({ body }) => body.values);

test('the registry takes away what was read more than two hours ago, and nothing else', async () => {
  const root = join(scratch, 'registry-old');
  const demo = await demoCity(...FROZEN, '--folder', root);
  const folder = join(root, 'enterprise-registry');
  const files = ['done/licences-1.csv', 'done/licences-2.csv', 'rejected/sites-1.csv', 'mine.csv'];
  for (const sub of ['done', 'rejected']) mkdirSync(join(folder, sub));
  for (const file of files) {
    writeFileSync(join(folder, file), '');
    const ageHours = file.endsWith('2.csv') ? 1.9 : 2.1;
    const at = new Date(Date.parse(AT) - ageHours * 3_600_000);
    utimesSync(join(folder, file), at, at);
  }
  await demo.act({ drop: true });
  expect(files.filter((file) => existsSync(join(folder, file)))).toEqual(['done/licences-2.csv', 'mine.csv']);
});

test('the registry drops a whole set of GB18030 files and leaves no unfinished one', async () => {
  const root = join(scratch, 'registry');
  const folder = join(root, 'enterprise-registry');
  const demo = await demoCity(...FROZEN, '--folder', root);
  expect(demo.source('enterprise-registry')).toEqual({
    name: 'enterprise-registry',
    transport: 'files',
    address: folder,
    settleSeconds: 0,
  });
  const names = readdirSync(folder).sort();
  expect(names).toEqual(
    ['enterprises', 'hazard-units', 'licences', 'sites'].map((stream) => `${stream}-20261122100000.csv`),
  );
  const [firm] = parse(decode(readFileSync(join(folder, names[0]!)), 'gb18030'), { columns: true }) as any[];
  expect(firm).toMatchObject({ 企业名称: '示例一号煤矿', 行业: '煤矿', 更新时间: '2026-11-22 10:00:00' });

  const licence = city.licences[0]!.number;
  await demo.act({ clock: '2026-11-22T02:05:00Z' });
  await demo.act({ set: { stream: 'licences', key: licence, values: { 有效期至: '2026-11-21' } } });
  const dropped = (await demo.act({ drop: true })) as string[];
  const file = dropped.find((name) => name.startsWith('licences'))!;
  const rows = parse(decode(readFileSync(join(folder, file)), 'gb18030'), { columns: true }) as any[];
  expect(rows[0]).toMatchObject({
    证照编号: licence,
    有效期至: '2026-11-21',
    更新时间: '2026-11-22 10:05:00',
  });
  expect(rows[1]).toMatchObject({ 更新时间: '2026-11-22 10:00:00' });
});

test('dual prevention pages by id, answers 304 to its own ETag and 401 without the token', async () => {
  const demo = await demoCity(...FROZEN);
  const { address, secret } = demo.source('dual-prevention');
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${address}/v1/${path}`, { headers: { authorization: `Bearer ${secret}`, ...headers } });

  expect((await fetch(`${address}/v1/hazards`)).status).toBe(401);
  expect((await get('hazards', { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await get('nothing')).status).toBe(404);
  expect((await get('hazards?page=0')).status).toBe(400);

  const first = await get('risk-points?page=1&size=200');
  const body: any = await first.json();
  expect(body).toMatchObject({ page: 1, pages: 4, total: city.riskPoints.length });
  const ids = [...body.items.map(({ id }: any) => id)];
  for (let page = 2; page <= body.pages; page++)
    ids.push(
      ...((await (await get(`risk-points?page=${page}&size=200`)).json()) as any).items.map(
        ({ id }: any) => id,
      ),
    );
  expect(ids).toEqual(city.riskPoints.map(({ id }) => id).sort());

  const tag = first.headers.get('etag')!;
  const again = await get('risk-points?page=1&size=200', { 'if-none-match': tag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  await demo.act({ set: { stream: 'risk-points', key: ids[0]!, values: { name: '改名' } } });
  const changed = await get('risk-points?page=1&size=200', { 'if-none-match': tag });
  expect(changed.status).toBe(200);
  expect(((await changed.json()) as any).items[0]).toMatchObject({ id: ids[0], name: '改名' });
});

test('a stopped dual prevention answers 503, or cuts the connection, and comes back', async () => {
  const demo = await demoCity(...FROZEN);
  const { address, secret } = demo.source('dual-prevention');
  const get = () => fetch(`${address}/v1/checks`, { headers: { authorization: `Bearer ${secret}` } });
  await demo.act({ stop: 'dual-prevention' });
  expect((await get()).status).toBe(503);
  await demo.act({ stop: 'dual-prevention', how: 'closed' });
  await expect(get()).rejects.toThrow('fetch failed');
  await demo.act({ start: 'dual-prevention' });
  expect((await get()).status).toBe(200);
});

test('the platform sends every measuring point, one reading of each and a heartbeat to who knows the password', async () => {
  const demo = await demoCity(...FROZEN);
  const binding = demo.source('monitoring-platform');
  await expect(
    connectAsync(binding.address, { username: 'hub', password: 'wrong', reconnectPeriod: 0 }),
  ).rejects.toThrow(/Not authorized|Bad username/i);
  const heard = await subscribe(binding);
  const sites = new Set(city.points.map(({ site }) => site)).size;
  await heard.when(() => of(heard.messages, '/points').length === sites);
  const points = of(heard.messages, '/points').flatMap(({ body }) => body);
  expect(points.map(({ point }) => point).sort()).toEqual(city.points.map(({ point }) => point));
  await heard.when(() => of(heard.messages, '/heartbeat').length > 0);
  await heard.when(() => valuesOf(heard.messages).length >= ROUND);
  const values = valuesOf(heard.messages);
  expect(new Set(values.map(({ point }) => point)).size).toBe(city.points.length);
  expect(Math.max(...heard.messages.map(({ body }) => body.values?.length ?? 0))).toBeLessThanOrEqual(50);
});

test('readings wait for a hub that is away, in order, and none is lost', async () => {
  const demo = await demoCity(...FROZEN);
  const binding = demo.source('monitoring-platform');
  const { client, ...before } = await subscribe(binding, 'hub');
  await before.when(() => valuesOf(before.messages).length >= ROUND);
  await client.endAsync();
  const point = city.points[0]!.point;
  const sent = Array.from({ length: 500 }, (_, index) => 2 + index / 1_000);
  for (const value of sent) await demo.act({ sensor: point, value });

  const back = await subscribe(binding, 'hub');
  const forced = () => of(back.messages, '/readings').filter(({ body }) => body.values[0].v >= 2);
  await back.when(() => forced().length >= sent.length);
  expect(forced().map(({ body }) => body.values[0].v)).toEqual(sent);
  const times = forced().map(({ body }) => body.values[0].at ?? body.at);
  expect(new Set(times).size).toBe(sent.length);
});

test('what the broker cannot keep for an absent hub is discarded and written down, never silently', async () => {
  // more than the round at the start, which a slow reader may have all waiting
  const [limit, sent] = [500, 510];
  const ledger = join(scratch, 'bounds');
  const demo = await demoCity(...FROZEN, '--queue-limit', String(limit), '--ledger', ledger);
  const { client, ...before } = await subscribe(demo.source('monitoring-platform'), 'hub');
  await before.when(() => valuesOf(before.messages).length >= ROUND);
  await client.endAsync();
  const point = city.points[0]!.point;
  for (let index = 0; index < sent; index++) await demo.act({ sensor: point, value: 2 + index / 1_000 });

  const book = readFileSync(join(ledger, 'monitoring-platform.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .slice(-sent);
  const discarded = book.map((line) => JSON.parse(line).discarded ?? false);
  expect(discarded).toEqual(Array.from({ length: sent }, (_, index) => index >= limit));
  const back = await subscribe(demo.source('monitoring-platform'), 'hub');
  await demo.act({ stop: 'dual-prevention' });
  await back.when(() => of(back.messages, '/readings').length >= limit);
  expect(of(back.messages, '/readings').map(({ body }) => body.values[0].v)).toEqual(
    Array.from({ length: limit }, (_, index) => 2 + index / 1_000),
  );
});

test('one point can fall silent while its neighbours speak, and a stopped platform is quiet', async () => {
  const demo = await demoCity(...FROZEN);
  const heard = await subscribe(demo.source('monitoring-platform'));
  await heard.when(() => valuesOf(heard.messages).length >= ROUND);
  heard.messages.length = 0;
  const [dead, alive] = city.points.map(({ point }) => point) as [string, string];
  await demo.act({ silence: dead });
  await demo.act({ stop: 'monitoring-platform' });
  await demo.act({ sensor: alive, value: 0.11 });
  await demo.act({ start: 'monitoring-platform' });
  await demo.act({ sensor: alive, value: 0.12 });
  await demo.act({ sensor: dead, value: 0.13 });
  await demo.act({ wake: dead });
  await demo.act({ sensor: dead, value: 0.14 });
  await heard.when(() => valuesOf(heard.messages).length === 2);
  expect(valuesOf(heard.messages)).toMatchObject([
    { point: alive, v: 0.12 },
    { point: dead, v: 0.14 },
  ]);
});

test('the platform can publish through a broker that runs elsewhere', async () => {
  const broker = spawn(process.execPath, ['-e', OTHER_BROKER], { stdio: ['pipe', 'pipe', 'inherit'] });
  closers.push(async () => broker.kill());
  const [port] = (await once(broker.stdout!.setEncoding('utf8'), 'data')) as [string];
  const address = `mqtt://127.0.0.1:${port.trim()}`;
  const heard = await subscribe({ name: 'elsewhere', transport: 'mqtt', address });
  const demo = await demoCity(...FROZEN, '--mqtt', address);
  expect(demo.source('monitoring-platform')).toEqual({
    name: 'monitoring-platform',
    transport: 'mqtt',
    address,
  });
  await heard.when(() => valuesOf(heard.messages).length >= ROUND);
  expect(valuesOf(heard.messages)).toHaveLength(ROUND);
});

test('each source keeps a ledger of what left it, bad records marked', async () => {
  const ledger = join(scratch, 'ledger');
  const demo = await demoCity(...FROZEN, '--ledger', ledger);
  const { address, secret } = demo.source('dual-prevention');
  const read = (source: string): any[] =>
    readFileSync(join(ledger, `${source}.ndjson`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  expect(read('enterprise-registry')).toHaveLength(
    city.firms.length + city.sites.length + city.licences.length + city.hazardUnits.length,
  );
  await demo.act({ drop: true });
  await demo.act({ spoil: 'uscc' });
  const extra = read('enterprise-registry').slice(
    city.firms.length + city.sites.length + city.licences.length + city.hazardUnits.length,
  );
  expect(extra).toMatchObject([{ stream: 'enterprises', bad: true }]);

  await fetch(`${address}/v1/checks?page=1&size=50`, { headers: { authorization: `Bearer ${secret}` } });
  expect(read('dual-prevention').map(({ key }) => key)).toEqual(city.checks.slice(0, 50).map(({ id }) => id));
  await demo.act({ sensor: city.points[0]!.point, value: '离线' });
  expect(read('monitoring-platform').at(-1)).toMatchObject({ key: city.points[0]!.point, bad: true });
});

test('the story starts when somebody listens, and its pace can be raised', async () => {
  const demo = await demoCity('--seed', '1', '--at', AT, '--pace', '40');
  const heard = await subscribe(demo.source('monitoring-platform'));
  const over = () => valuesOf(heard.messages).filter(({ v }) => v >= 1.5 && v < 2);
  const mines = new Set(city.points.filter(({ quantity }) => quantity === 'CH4').map(({ point }) => point));
  await heard.when(() => over().some(({ point }) => mines.has(point)));
  await heard.when(() => demo.told().includes('answers 503'));
  const { address, secret } = demo.source('dual-prevention');
  const answer = fetch(`${address}/v1/checks`, { headers: { authorization: `Bearer ${secret}` } });
  await expect(
    answer.then(
      ({ status }) => status,
      () => 503,
    ),
  ).resolves.toBe(503);
  expect(demo.told()).toMatch(/示例.+号煤矿/);
  expect(castOf(city, { startedAt: new Date(), cycle: 0 }).methane.limits).toHaveLength(2);
});

test('it ends when its parent does, and takes its own folder with it', async () => {
  const demo = await startDemoCity(...FROZEN);
  const folder = demo.source('enterprise-registry').address;
  expect(existsSync(folder)).toBe(true);
  expect(await demo.close('stdin')).toBe(0);
  expect(existsSync(folder)).toBe(false);
});

test('wrong options and commands are named', async () => {
  await expect(startDemoCity('--seed', 'x', '--pace', '0')).rejects.toThrow(/ended with 2: --seed.*\n--pace/);
  const demo = await demoCity(...FROZEN);
  await expect(demo.act({ sensor: 'P99999', value: 1 })).rejects.toThrow('no measuring point P99999');
  await expect(demo.act({ jump: 1 } as never)).rejects.toThrow('no such command');
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { connectAsync } from 'mqtt';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { startBroker } from './support/broker';
import { startGateway } from './support/gateway-sender';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { freePort } from './support/peer';

const KILLS = 5;
const [FILES, LINES, ITEMS, MESSAGES, FRAMES] = [6, 1_500, 2_000, 3_000, 3_000];
const SEED = Number(process.env.SEED ?? 20261122);
const AT = '2026-03-01T00:00:00Z';
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Every tenth record of each ledger cannot be taken in. */
const isBad = (i: number) => i % 10 === 3;
const tank = (source: string, i: number) => ({
  id: `${source}${i}`,
  uscc: `F${i % 50}`,
  level: isBad(i) ? 'x' : i,
  at: AT,
});

function dropFiles(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-kill-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  for (let file = 0; file < FILES; file++) {
    const rows = Array.from({ length: LINES }, (_, i) =>
      Object.values(tank('f', file * LINES + i)).join(','),
    );
    writeFileSync(join(folder, `tanks-${file}.csv`), `id,uscc,level,at\n${rows.join('\n')}\n`);
  }
  return folder;
}

/** Of each file that was moved away, how many records are told of beside it. */
function rejectsIn(folder: string): number[] {
  const names = readdirSync(join(folder, 'rejected'));
  expect(names.filter((name) => name.endsWith('.csv'))).toHaveLength(FILES);
  return names
    .filter((name) => !name.endsWith('.csv'))
    .map((name) => readFileSync(join(folder, 'rejected', name), 'utf8').split('\n').length - 1);
}

async function serveItems(): Promise<string> {
  const items = Array.from({ length: ITEMS }, (_, i) => tank('h', i));
  const server: Server = createServer(({ url, headers }, response) => {
    const page = Number(new URL(url!, 'http://source').searchParams.get('page'));
    if (headers['if-none-match'] === `"${page}"`) return void response.writeHead(304).end();
    const body = { page, pages: ITEMS / 200, items: items.slice((page - 1) * 200, page * 200) };
    response.writeHead(200, { etag: `"${page}"` }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function startChild(settings: object, bindings: SourceBinding[]): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '-r',
      './test/support/run-typescript.cjs',
      'test/support/ingest-child.ts',
      JSON.stringify(settings),
      JSON.stringify(bindings),
    ],
    { cwd: join(__dirname, '..'), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  closers.push(() => child.kill('SIGKILL'));
  await once(child.stdout!, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

/** What was answered is stored or refused, also while nobody is there who could still store it. */
async function expectKept({ database }: TestStore, answered: readonly { id: string }[]): Promise<void> {
  const kept = await database.query<{ id: string }>(
    `select id from probe.tank where id like 't%' union
     select convert_from(raw, 'UTF8')::json ->> 'id' from hub.rejected_record where source = 'probe-tcp'`,
  );
  const ids = new Set(kept.map(({ id }) => id));
  expect(answered.filter(({ id }) => !ids.has(id))).toEqual([]);
}

test(`killed ${KILLS} times in the middle, every record of each ledger is in once or refused (SEED=${SEED})`, async () => {
  const hub = await openTestStore();
  closers.push(() => hub.close());
  const broker = await startBroker();
  closers.push(() => broker.close());
  const port = await freePort();
  const bindings: SourceBinding[] = [
    { name: 'probe-files', transport: 'files', address: dropFiles(), settleSeconds: 0.1 },
    { name: 'probe-http', transport: 'http', address: await serveItems(), rhythmSeconds: 1 },
    { name: 'probe-mqtt', transport: 'mqtt', address: broker.address },
    { name: 'probe-tcp', transport: 'tcp', address: `tcp://127.0.0.1:${port}`, peers: ['127.0.0.1'] },
  ];
  const platform = await connectAsync(broker.address);
  closers.push(() => platform.endAsync(true));

  let child = await startChild(hub.opened.settings, bindings);
  await eventually(async () => {
    await platform.publishAsync('probe/beat', '{"at":""}', { qos: 1 });
    expect(await sourceRow(hub, 'probe-mqtt')).toMatchObject({ state: 'RUNNING' });
  });
  const frames = Array.from({ length: FRAMES }, (_, i) => tank('t', i));
  const gateway = startGateway(
    port,
    frames.map(({ id, uscc, level }) => `${id}-Rtd=${level},${id}-Firm=${uscc}`),
  );
  closers.push(() => gateway.stop());
  let sent = 0;
  const sending = (async () => {
    for (; sent < MESSAGES; sent++) {
      await platform.publishAsync('probe/s/tanks', JSON.stringify(tank('m', sent)), { qos: 1 });
      if (sent % 25 === 0) await delay(60);
    }
  })();
  for (const waitMs of fc.sample(fc.integer({ min: 20, max: 700 }), { numRuns: KILLS, seed: SEED })) {
    await delay(waitMs);
    await kill(child);
    await expectKept(
      hub,
      [...gateway.answered].map((i) => frames[i]!),
    );
    child = await startChild(hub.opened.settings, bindings);
  }
  await Promise.all([sending, gateway.sending]);

  const ledgers = { f: FILES * LINES, h: ITEMS, m: MESSAGES, t: FRAMES };
  await eventually(
    async () => {
      for (const [source, length] of Object.entries(ledgers)) {
        const rows = await hub.database.query<{ id: string }>(
          `select id from probe.tank where id like $1 || '%'`,
          [source],
        );
        const good = Array.from({ length }, (_, i) => i).filter((i) => !isBad(i));
        expect(rows.map(({ id }) => id).sort()).toEqual(good.map((i) => `${source}${i}`).sort());
      }
      expect(rejectsIn(bindings[0]!.address)).toEqual(Array.from({ length: FILES }, () => LINES / 10));
    },
    { withinMs: 40_000 },
  );
  // with a checkpoint nothing is even counted twice; over MQTT what was not acknowledged came again as unchanged
  const bad = (length: number) => length / 10;
  const once_ = (length: number) => ({
    received: length,
    stored: length - bad(length),
    unchanged: 0,
    rejected: bad(length),
  });
  expect(await sourceRow(hub, 'probe-files')).toMatchObject(once_(ledgers.f));
  expect(await sourceRow(hub, 'probe-http')).toMatchObject(once_(ledgers.h));
  expect(await sourceRow(hub, 'probe-mqtt')).toMatchObject({ stored: ledgers.m - bad(ledgers.m) });
  expect(await sourceRow(hub, 'probe-tcp')).toMatchObject({
    stored: ledgers.t - bad(ledgers.t),
    rejected: bad(ledgers.t),
  });
  const [rejected] = await hub.database.query<{ n: number }>(
    `select count(distinct convert_from(raw, 'UTF8')) as n from hub.rejected_record where source = 'probe-mqtt'`,
  );
  expect(rejected!.n).toBe(bad(ledgers.m));
  const [log] = await hub.database.query<{ n: number; head: number; ids: number }>(
    `select count(*) as n, max(seq) as head, count(distinct payload ->> 'id') as ids from hub.event`,
  );
  const [probes] = await hub.database.query<{ n: number; ids: number }>(
    `select count(*) as n, count(distinct payload ->> 'id') as ids from hub.event where topic = 'probe'`,
  );
  expect(log!.n).toBe(log!.head);
  expect(probes).toEqual({ n: probes!.ids, ids: (ledgers.f + ledgers.h + ledgers.m + ledgers.t) * 0.9 });
}, 120_000);

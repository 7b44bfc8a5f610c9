import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { cutHj212 } from '../src/kernel/ingest/protocols/hj212-frame';
import { cutJt808 } from '../src/kernel/ingest/protocols/jt808-frame';
import type { Protocol } from '../src/kernel/ingest/protocols/protocol';
import { gatewayFrame, terminal } from './support/frames';
import { ask, until } from './support/hub';
import { connectPeer, freePort } from './support/peer';
import { newDataDir, startProcess, type StartedHub } from './support/started-hub';

// SIGHUP to the built program, with a hub.yaml of its own, a link of a device and a subscriber.

const FIRMS = 'src/connectors/enterprise-registry/cases/firms/enterprises.csv';
const folder = newDataDir();
const file = pathOf(folder, 'hub.yaml');
const said: Record<string, any>[] = [];
const states: string[] = [];
let hub: StartedHub;
let ports: { gateways: number; terminals: number };
let subscriber: ReturnType<typeof createClient>;
let closed = 0;

const write = (registry: string, ...more: string[]) =>
  writeFileSync(
    file,
    [
      'sources:',
      `  - { connector: ecology-gateways, address: 'tcp://127.0.0.1:${ports.gateways}', peers: [127.0.0.1] }`,
    ]
      .concat(
        `  - { connector: enterprise-registry, address: ${registry}, rhythmSeconds: 1, settleSeconds: 0 }`,
        more,
        '',
      )
      .join('\n'),
  );
const drop = (into: string, name: string) => copyFileSync(FIRMS, pathOf(folder, into, name));
/** As soon as somebody listens there. */
const join = (port: number, cut: Protocol['cut']) =>
  until(async () => {
    const peer = await connectPeer(port, { cut });
    return peer.isClosed() ? null : peer;
  });
/** Until this was said behind the first lines of the log. */
const says = (msg: string, from: number) =>
  until(async () => said.slice(from).find((line) => line.msg === msg));
async function hangUp(msg: string) {
  const from = said.length;
  hub.child.kill('SIGHUP');
  return says(msg, from);
}
/** The register is silent long enough to be LATE; what it then sends is told to who subscribed at the beginning. */
async function isTold(into: string, name: string) {
  const last = () => states.filter((state) => state.startsWith('enterprise-registry ')).at(-1);
  await until(async () => /LATE|DOWN|STARTING/.test(last() ?? 'STARTING'));
  drop(into, name);
  await until(async () => last() === 'enterprise-registry RUNNING');
}

beforeAll(async () => {
  ports = { gateways: await freePort(), terminals: await freePort() };
  for (const name of ['one', 'two']) mkdirSync(pathOf(folder, name));
  write('one');
  const env = { HUB_CONFIG: file, LOG_LEVEL: 'info', TERMINAL_KEY: 'k'.repeat(32) };
  hub = await startProcess({
    env,
    onSpawn: (child) =>
      createInterface({ input: child.stderr! }).on('line', (line) => {
        if (line.startsWith('{')) said.push(JSON.parse(line));
      }),
  });
  subscriber = createClient({
    ...{
      url: `${hub.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
    },
    on: { closed: () => void closed++ },
  });
  subscriber.subscribe<{ sourceStateChanged: { state: string; source: { id: string } } }>(
    { query: 'subscription { sourceStateChanged { state source { id } } }' },
    {
      next: ({ data }) =>
        void states.push(`${data!.sourceStateChanged.source.id} ${data!.sourceStateChanged.state}`),
      error: () => void closed++,
      complete: () => void closed++,
    },
  );
}, 90_000);
afterAll(async () => {
  await subscriber?.dispose();
  await hub?.stop();
  for (const path of [folder, hub?.dataDir]) if (path) rmSync(path, { recursive: true, force: true });
}, 30_000);

test('SIGHUP while the hub starts waits for the start', async () => {
  const own = newDataDir();
  mkdirSync(pathOf(own, 'drop'));
  writeFileSync(pathOf(own, 'hub.yaml'), 'sources: [{ connector: enterprise-registry, address: drop }]\n');
  let log = '';
  const early = await startProcess({
    env: { HUB_CONFIG: pathOf(own, 'hub.yaml'), LOG_LEVEL: 'info' },
    onSpawn(child) {
      child.stdout!.once('data', () => child.kill('SIGHUP'));
      child.stderr!.on('data', (text: Buffer) => (log += text));
    },
  });
  await until(async () => log.includes('hub.yaml is read again'));
  expect(await early.stop()).toBe(0);
  for (const path of [own, early.dataDir]) rmSync(path, { recursive: true, force: true });
}, 60_000);

test('SIGHUP touches what changed in hub.yaml alone, and a faulty one touches nothing', async () => {
  const gateway = await join(ports.gateways, cutHj212);
  const isAnswered = async () => {
    gateway.send(gatewayFrame('010000A8900016F000169DC0', 'DataTime=20260301080000;a1-Rtd=1,a1-Flag=N'));
    expect((await gateway.take(1)).toString()).toContain('CN=9014');
  };
  await isAnswered();
  await isTold('one', 'enterprises-1.csv');

  write(
    'two',
    `  - { connector: vehicle-terminals, address: 'tcp://127.0.0.1:${ports.terminals}', peers: [127.0.0.1], secret: { env: TERMINAL_KEY } }`,
  );
  expect(await hangUp('hub.yaml is read again')).toMatchObject({
    ...{ started: ['vehicle-terminals'], stopped: [], changed: ['enterprise-registry'] },
  });
  await isAnswered();
  const added = await join(ports.terminals, cutJt808);
  added.send(terminal('13912345678').heartbeat());
  drop('one', 'enterprises-2.csv');
  await isTold('two', 'enterprises-3.csv');
  await until(async () => existsSync(pathOf(folder, 'two/done/enterprises-3.csv')));
  expect(existsSync(pathOf(folder, 'one/enterprises-2.csv'))).toBe(true);

  write('one', `  - { connector: vehicle-terminals, adress: nowhere }`);
  const { level, faults } = await hangUp('hub.yaml is refused; what was read before goes on');
  expect(level).toBe(50);
  expect(faults).toEqual(
    expect.arrayContaining([expect.stringMatching(/hub\.yaml:4: .*adress: unknown key/)]),
  );
  await isAnswered();
  await isTold('two', 'enterprises-4.csv');
  expect(existsSync(pathOf(folder, 'one/enterprises-2.csv'))).toBe(true);

  expect([gateway.isClosed(), added.isClosed(), closed]).toEqual([false, false, 0]);
  const { data } = await ask<{ sources: { id: string; received: number }[] }>(hub.url, {
    query: '{ sources { id received } }',
  });
  expect(data.sources.find(({ id }) => id === 'ecology-gateways')!.received).toBe(3);
  expect(data.sources.map(({ id }) => id).sort()).toEqual([
    'ecology-gateways',
    'enterprise-registry',
    'vehicle-terminals',
  ]);
  gateway.end();
  added.end();
}, 60_000);

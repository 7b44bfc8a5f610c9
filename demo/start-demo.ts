import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { generateCity, type City } from './city/generate-city';
import { readReference } from './city/reference';
import { createFrozenClock, runningClock, type MovableClock } from './clock';
import { createAct, type Act, type Sources } from './control';
import type { DemoOptions } from './options';
import { connectBroker, createBroker, type Outlet } from './sources/broker';
import { createDualPrevention } from './sources/dual-prevention-http';
import { dualPreventionStreams } from './sources/dual-prevention-items';
import { openLedger } from './sources/ledger';
import { createPlatform } from './sources/monitoring-platform';
import { createRegistry } from './sources/registry-files';
import { registryStreams } from './sources/registry-rows';
import { playStory } from './story';

const TICK_MS = 250;
const REGISTRY_RHYTHM_MS = 60_000;

/** The demo city's source systems, running. */
export interface Demo {
  sources: SourceBinding[];
  act: Act;
  close(): Promise<void>;
}

/** Starts the three sources. The story and the readings begin when the broker is first subscribed to. */
export async function startDemo(options: DemoOptions, tell: (text: string) => void): Promise<Demo> {
  const clock = options.frozen ? createFrozenClock(options.at!) : runningClock;
  const reference = readReference(options.reference ?? undefined);
  const city = generateCity({ seed: options.seed, at: options.at ?? clock.now(), reference });
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'demo-city-')));
  const outlet = await openOutlet(options);
  const ledgers = openLedgers(options.ledger);
  const sources = await openSources({ options, clock, city, folder, outlet, ledgers });
  const act = createAct(sources);
  sources.registry.drop();

  const stop = run({ options, sources, outlet, act, tell });
  return {
    sources: [sources.registry, sources.platform, sources.dualPrevention].map(({ binding }) => binding),
    act,
    async close() {
      stop();
      await Promise.all([sources.platform.close(), sources.dualPrevention.close()]);
      for (const ledger of Object.values(ledgers)) ledger.close();
      if (options.folder === null) await rm(folder, { recursive: true, force: true });
    },
  };
}

const openOutlet = ({ mqtt, mqttPort, queueLimit }: DemoOptions): Promise<Outlet> =>
  mqtt === null
    ? createBroker({ port: mqttPort, username: 'hub', password: secret(), queueLimit })
    : connectBroker(mqtt);

const secret = (): string => randomBytes(18).toString('base64url');

const openLedgers = (folder: string | null) => ({
  registry: openLedger(folder, 'enterprise-registry'),
  platform: openLedger(folder, 'monitoring-platform'),
  dualPrevention: openLedger(folder, 'dual-prevention'),
});

async function openSources(parts: {
  options: DemoOptions;
  clock: MovableClock;
  city: City;
  folder: string;
  outlet: Outlet;
  ledgers: ReturnType<typeof openLedgers>;
}): Promise<Sources> {
  const { options, clock, city, folder, outlet, ledgers } = parts;
  const tables = registryStreams(city);
  const lists = dualPreventionStreams(city);
  const naturalRate = city.points.reduce((sum, { intervalSeconds }) => sum + 1 / intervalSeconds, 0);
  return {
    city,
    clock,
    streams: [...tables, ...lists],
    registry: createRegistry({
      streams: tables,
      folder,
      clock,
      rhythmMs: REGISTRY_RHYTHM_MS / options.pace,
      ledger: ledgers.registry,
    }),
    platform: await createPlatform({
      points: city.points,
      outlet,
      clock,
      ledger: ledgers.platform,
      speed: (options.readingsPerSecond ?? naturalRate) / naturalRate,
    }),
    dualPrevention: await createDualPrevention({
      streams: lists,
      token: secret(),
      port: options.httpPort,
      ledger: ledgers.dualPrevention,
    }),
  };
}

/** Drives the sources until the returned function is called. */
function run(parts: {
  options: DemoOptions;
  sources: Sources;
  outlet: Outlet;
  act: Act;
  tell: (text: string) => void;
}): () => void {
  const { options, sources, outlet, act, tell } = parts;
  const { city, clock, registry, platform } = sources;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const fail = (error: Error) => stopped || tell(`demo city: ${error.message}`);
  const begin = async () => {
    await platform.readAll();
    if (options.frozen || stopped) return;
    const play = playStory({ city, clock, pace: options.pace, act, tell });
    timer = setInterval(() => void Promise.all([play(), platform.tick()]).catch(fail), TICK_MS);
  };
  const drops = options.frozen ? undefined : setInterval(() => registry.tick(), TICK_MS);
  outlet.heard.then(begin).catch(fail);
  return () => {
    stopped = true;
    clearInterval(timer);
    clearInterval(drops);
  };
}

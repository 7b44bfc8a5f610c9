import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { exampleVariables } from './city/examples';
import { generateCity } from './city/generate-city';
import { smaller } from './city/plan';
import { CITIES } from './city/plans';
import { readReference } from './city/reference';
import { createFrozenClock, runningClock } from './clock';
import { createAct, type Act, type Sources } from './control';
import type { DemoOptions } from './options';
import { SOURCES } from './sources';
import { openLedger, type Ledger } from './sources/ledger';
import { openMonitoringPlatform } from './sources/monitoring-platform';
import { playStory } from './story/story';

const TICK_MS = 250;

/** The demo city's source systems, running. */
export interface Demo {
  sources: SourceBinding[];
  /** @see exampleVariables */
  examples: ReturnType<typeof exampleVariables>;
  act: Act;
  close(): Promise<void>;
}

/** Starts the sources. The story and the readings begin when the broker is first subscribed to. */
export async function startDemo(options: DemoOptions, tell: (text: string) => void): Promise<Demo> {
  const clock = options.frozen ? createFrozenClock(options.at!) : runningClock;
  const plan = smaller(CITIES[options.city], options.scale);
  const reference = readReference(plan, options.reference ?? undefined);
  const city = generateCity({ seed: options.seed, at: options.at ?? clock.now(), plan, reference });
  const root = options.folder ?? (await mkdtemp(join(tmpdir(), 'demo-city-')));
  const ledgers: Ledger[] = [];
  const around = (name: string) => {
    const ledger = openLedger(options.ledger, name);
    ledgers.push(ledger);
    return { options, city, clock, folder: join(root, name), ledger };
  };
  const platform = await openMonitoringPlatform(around('monitoring-platform'));
  const others = await Promise.all(Object.entries(SOURCES).map(([name, open]) => open(around(name))));
  const all = [platform, ...others.filter((source) => source !== null)];
  const act = createAct({ city, clock, platform, all });

  const stop = run({ options, sources: { city, clock, platform, all }, act, tell });
  return {
    sources: all.map(({ binding }) => binding),
    examples: exampleVariables(city),
    act,
    async close() {
      stop();
      await Promise.all(all.map(async (source) => source.close?.()));
      for (const ledger of ledgers) ledger.close();
      if (options.folder === null) await rm(root, { recursive: true, force: true });
    },
  };
}

/** Drives the sources until the returned function is called. */
function run(parts: {
  options: DemoOptions;
  sources: Sources;
  act: Act;
  tell: (text: string) => void;
}): () => void {
  const { options, sources, act, tell } = parts;
  const { city, clock, platform, all } = sources;
  const others = all.filter((source) => source !== platform);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const fail = (error: Error) => stopped || tell(`demo city: ${error.message}`);
  const begin = async () => {
    await platform.readAll();
    if (options.frozen || stopped) return;
    const play = playStory({ city, clock, pace: options.pace, act, tell });
    timer = setInterval(() => void Promise.all([play(), platform.tick!()]).catch(fail), TICK_MS);
  };
  const tick = async () => {
    for (const source of others) await source.tick?.();
  };
  const ticking = options.frozen ? undefined : setInterval(() => void tick().catch(fail), TICK_MS);
  platform.heard.then(begin).catch(fail);
  return () => {
    stopped = true;
    clearInterval(timer);
    clearInterval(ticking);
  };
}

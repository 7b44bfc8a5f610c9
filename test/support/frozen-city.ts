import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateCity } from '../../demo/city/generate-city';
import { startDemoCity, type RunningDemoCity } from './demo-city';
import { sourcesOf, startHub, until, type TestHub } from './hub';

const SEED = 140781;

export const AT = new Date('2026-11-20T02:00:00Z');
export const COUNTY = '140781';
/** What the demo city was generated from: expected values come from here, not from the hub. */
export const city = generateCity({ seed: SEED, at: AT });
export const mine = city.firms.find(({ industry }) => industry === 'COAL_MINE')!;

export const example = (name: string): string =>
  readFileSync(join(__dirname, `../../src/schema/examples/${name}.graphql`), 'utf8');

export interface FrozenCity {
  demo: RunningDemoCity;
  hub: TestHub;
  close(): Promise<void>;
}

/** The whole hub over the frozen demo city, with everything taken in. In `npm run test:services` the readings come through the machine's own broker. */
export async function openFrozenCity(): Promise<FrozenCity> {
  const broker = process.env.TEST_MQTT_URL;
  const demo = await startDemoCity(
    ...['--frozen', '--at', AT.toISOString(), '--seed', String(SEED)],
    ...(broker ? ['--mqtt', broker] : []),
  );
  const hub = await startHub({ bindings: demo.sources, clock: { now: () => AT } }).catch(async (error) => {
    await demo.close();
    throw error;
  });
  const close = async () => {
    await hub.close();
    await demo.close();
  };
  try {
    await takeIn({ hub, demo, elsewhere: broker !== undefined });
  } catch (error) {
    await close();
    throw error;
  }
  return { demo, hub, close };
}

async function takeIn({ hub, demo, elsewhere }: { hub: TestHub; demo: RunningDemoCity; elsewhere: boolean }) {
  const taken = async (id: string, count: number) =>
    ((await sourcesOf(hub)).find((source) => source.id === id)?.stored ?? 0) >= count;
  const { points, riskPoints, hazards, checks, firms, sites, licences, hazardUnits } = city;
  await until(() => taken('monitoring-platform', points.length));
  // what was published before the hub had subscribed at a broker that runs elsewhere, nobody keeps: sent until it arrives
  const readings = async () => {
    if (elsewhere) await demo.act({ readings: true });
    return taken('monitoring-platform', 2 * points.length);
  };
  await until(readings, { everyMs: elsewhere ? 3_000 : 100 });
  await until(() => taken('dual-prevention', riskPoints.length + hazards.length + checks.length));
  await until(() =>
    taken('enterprise-registry', firms.length + sites.length + licences.length + hazardUnits.length),
  );
}

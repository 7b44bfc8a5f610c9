import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { committeeOn } from '../../demo/city/committees-expected';
import { cityDay } from '../../demo/city/dates';
import { generateCity, type City } from '../../demo/city/generate-city';
import { readingsInRound } from '../../demo/city/motion';
import { onTheRoad, recordsOf } from './hazmat-city';
import type { Clock } from '../../src/kernel/clock';
import { openDemoDatabase, readBy } from '../../src/kernel/config/demo-database';
import { accessOf } from '../../src/kernel/database/access';
import { createLog } from '../../src/kernel/log';
import { createTestDatabase } from './database';
import { startDemoCity, type RunningDemoCity } from './demo-city';
import { sourcesOf, startHub, until, type TestHub } from './hub';
import { toUrl } from './server';

export const SEED = 140781;

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

/**
 * The whole hub over the frozen demo city, with everything taken in: the common one, or another that `arguments` of
 * demo/main make. In `npm run test:services` the readings of the common city come
 * through the machine's own broker. The hub's clock stands still unless another is given.
 */
export async function openFrozenCity(
  made: { city: City; arguments: readonly string[] } = { city, arguments: [] },
  clock: Clock = { now: () => AT },
): Promise<FrozenCity> {
  // two cities at one broker would hear each other
  const broker = made.city === city ? process.env.TEST_MQTT_URL : undefined;
  const settings = await createTestDatabase();
  const database = (await openDemoDatabase(accessOf(settings.databaseUrl), createLog('error')))!;
  const demo = await startDemoCity(
    ...['--sql', toUrl(database.keeper)],
    ...['--frozen', '--at', AT.toISOString(), '--seed', String(SEED)],
    ...(broker ? ['--mqtt', broker] : []),
    ...made.arguments,
  );
  const bindings = readBy(database, demo.sources);
  const hub = await startHub({ settings, bindings, clock }).catch(async (error) => {
    await demo.close();
    throw error;
  });
  const close = async () => {
    await hub.close();
    await demo.close();
  };
  try {
    await takeIn({ hub, demo, elsewhere: broker !== undefined, city: made.city });
  } catch (error) {
    await close();
    throw error;
  }
  return { demo, hub, close };
}

const WITHIN_MS = 60_000;

interface Taking {
  hub: TestHub;
  demo: RunningDemoCity;
  elsewhere: boolean;
  city: City;
}

async function takeIn({ hub, demo, elsewhere, city }: Taking) {
  const within = (look: () => Promise<boolean>) => until(look, { withinMs: WITHIN_MS });
  const taken = async (id: string, count: number) =>
    ((await sourcesOf(hub)).find((source) => source.id === id)?.stored ?? 0) >= count;
  const {
    points,
    riskPoints,
    hazards,
    checks,
    firms,
    sites,
    licences,
    hazardUnits,
    rescue,
    supplies,
    command,
  } = city;
  await within(() => taken('monitoring-platform', points.length));
  // what was published before the hub had subscribed at a broker that runs elsewhere, nobody keeps: sent until it arrives
  const readings = async () => {
    if (elsewhere) await demo.act({ readings: true });
    return taken('monitoring-platform', points.length + readingsInRound(points));
  };
  await until(readings, { everyMs: elsewhere ? 3_000 : 100, withinMs: WITHIN_MS });
  await within(() => taken('dual-prevention', riskPoints.length + hazards.length + checks.length));
  await until(() =>
    taken('enterprise-registry', firms.length + sites.length + licences.length + hazardUnits.length),
  );
  await within(() => taken('hazmat-permits', recordsOf(city.hazmat, AT)));
  await within(() => taken('vehicle-positions', onTheRoad(city.hazmat, AT).length));
  await within(() => taken('rescue-registry', Object.values(rescue).flat().length));
  await within(() => taken('depot-inventory', Object.values(supplies).flat().length));
  await within(() => taken('committee-registry', Object.values(city.committees).flat().length));
  await within(() => eachInItsCommittee(hub, city));
  const { storyIncidents: _, ...told } = command;
  await within(() => taken('command-centre', Object.values(told).flat().length));
  // what warnings and trips mean to firms follows within seconds; a level that is wrong is for the tests to tell
  await within(() => eachAtItsLevel(hub, city)).catch(() => undefined);
}

async function eachAtItsLevel(hub: TestHub, city: City): Promise<boolean> {
  const { data } = await hub.ask<{ division: { risk: { counts: { level: string; count: number }[] } } }>(
    'query ($d: DivisionCode!) { division(code: $d) { risk { counts { level count } } } }',
    { d: city.plan.division },
  );
  const expected = [...city.expected.resting.values()];
  return data.division.risk.counts.every(
    ({ level, count }) => count === expected.filter((one) => one === level).length,
  );
}

/** Which committee a firm belongs to follows within seconds. */
async function eachInItsCommittee(hub: TestHub, city: City): Promise<boolean> {
  const expected = city.firms.filter((firm) => committeeOn(city.committees, firm, cityDay(AT)) !== null);
  const { data } = await hub.ask<{ committees: { enterprises: { total: number } }[] }>(
    'query ($d: DivisionCode!) { committees(division: $d) { enterprises(first: 0) { total } } }',
    { d: city.plan.division },
  );
  return data.committees.reduce((sum, { enterprises }) => sum + enterprises.total, 0) === expected.length;
}

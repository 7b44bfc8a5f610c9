import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateCity } from '../../demo/city/generate-city';
import { readingsInRound } from '../../demo/city/motion';
import { openDemoDatabase } from '../../src/kernel/config/demo-database';
import { startDemoCity } from '../../src/kernel/config/demo-city';
import type { Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import { startEmbedded } from '../../src/kernel/database/embedded/start-embedded';
import { createLog } from '../../src/kernel/log';
import { urlOf } from './database-url';
import type { FrozenHubOptions } from './frozen-hub';
import { startProgram } from './start-program';

/** Where the clock stands. */
export const AT = '2026-11-20T02:00:00Z';
const SEED = 140781;

export type City = ReturnType<typeof generateCity>;

export interface LoadedCity {
  city: City;
  /** Of the hub's GraphQL. */
  url: string;
  /** The database's owner. */
  access: Access;
  close(): Promise<void>;
}

/** The frozen demo city in an embedded PostgreSQL in a temporary folder, taken in by a hub that runs as a process of its own. */
export async function loadCity(): Promise<LoadedCity> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0)) await closer();
  };
  try {
    const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
    closers.unshift(() => rmSync(folder, { recursive: true, force: true }));
    const log = createLog('warn');
    const embedded = await startEmbedded({ folder, log });
    closers.unshift(embedded.close);
    const demo = await startDemoCity({
      folder: join(folder, 'drop'),
      arguments: ['--frozen', '--at', AT, '--seed', String(SEED)],
      database: await openDemoDatabase(embedded.access, log),
    });
    closers.unshift(demo.close);
    const { access } = embedded;
    const options: FrozenHubOptions = {
      databaseUrl: urlOf(access),
      dataDir: join(folder, 'hub'),
      bindings: demo.bindings,
      at: AT,
    };
    const hub = await startProgram(join(__dirname, 'frozen-hub.js'), options);
    closers.unshift(hub.close);
    const city = generateCity({ seed: SEED, at: new Date(AT) });
    await takenIn(hub.address, city);
    await atRest(hub.address, access);
    await settle(access);
    return { city, url: hub.address, access, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves when the hub has stored as many records of each source as the city has. */
async function takenIn(url: string, city: City): Promise<void> {
  const expected: Record<string, number> = {
    'monitoring-platform': city.points.length + readingsInRound(city.points),
    'dual-prevention': city.riskPoints.length + city.hazards.length + city.checks.length,
    'enterprise-registry':
      city.firms.length + city.sites.length + city.licences.length + city.hazardUnits.length,
    'rescue-registry': Object.values(city.rescue).flat().length,
    'depot-inventory': Object.values(city.supplies).flat().length,
    'committee-registry': Object.values(city.committees).flat().length,
    'hazmat-permits': city.hazmat.tripsAt(new Date(AT)).length,
  };
  for (const end = performance.now() + 120_000; performance.now() < end; await delay(200)) {
    const stored = await storedBySource(url);
    if (Object.entries(expected).every(([id, records]) => (stored.get(id) ?? 0) >= records)) return;
  }
  throw new Error('the hub has not taken in the city within two minutes');
}

/** Resolves when nothing has moved for some seconds: which committee a firm belongs to, and what a trip breaks, follow what came in. */
async function atRest(url: string, access: Access): Promise<void> {
  const sql = await connect(access);
  const followed = async () => {
    const { rows } = await sql.query(
      `select count(committee) as firms, (select count(*) from hazmat.waybill where recheck or legal is null) as trips
       from hub.subject`,
    );
    return JSON.stringify([...(await storedBySource(url)), rows]);
  };
  for (let before = ''; ; await delay(3_000)) {
    const now = await followed();
    if (now === before) break;
    before = now;
  }
  await sql.end();
}

async function storedBySource(url: string): Promise<Map<string, number>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ sources { id stored } }' }),
  });
  const { data } = (await response.json()) as { data: { sources: { id: string; stored: number }[] } };
  return new Map(data.sources.map(({ id, stored }) => [id, stored]));
}

/** What autovacuum would do within minutes. */
async function settle(access: Access): Promise<void> {
  const sql = await connect(access);
  await sql.query('vacuum analyze');
  await sql.end();
}

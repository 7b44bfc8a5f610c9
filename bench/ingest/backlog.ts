import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { urlOf } from '../support/database-url';
import { packageRoot } from '../../src/kernel/server/package-root';
import type { BenchServer } from '../risk/bench-server';
import { percentile } from '../risk/percentile';
import { BACKLOG_PER_SECOND, writeBacklog } from './backlog-files';
import { delays } from './flows';
import { expectedOf } from './plan';
import { askInTurn } from './shift-board';
import { setStage, type Stage } from './stage';

/** Taiyuan 太原 (DOMAIN §6): 90,000 points, 6,000 readings a second. */
const PLAN = { points: 90_000 };
const LIVE = { size: 50, perSecond: 6_000, upTo: Number.MAX_SAFE_INTEGER };
const IDLE_S = 20;
/** Each point twice: what is past the limit in the past must not be so again in the first reading that comes live. */
const LEAST_MINUTES = 0.5;

/** What came while the hub was away, loaded from files by `hub import` beside what comes now. @param minutes how much there is */
export async function backlog(server: BenchServer, minutes: number) {
  if (minutes < LEAST_MINUTES) throw new Error(`allowed are at least ${LEAST_MINUTES} minutes of backlog`);
  const stage = await setStage(server, PLAN);
  const folder = join(server.folder, 'backlog');
  mkdirSync(folder);
  try {
    const files = writeBacklog(folder, minutes, PLAN);
    const { gateways, taker } = stage.hub;
    gateways.start(LIVE);
    const idle = await beside(stage, new Promise((over) => setTimeout(over, IDLE_S * 1_000)));
    const began = performance.now();
    const loading = await beside(stage, importAll(stage, folder, files));
    const seconds = (performance.now() - began) / 1_000;
    await gateways.stop();
    while ((await taker.committed()) < gateways.next + minutes * 60 * BACKLOG_PER_SECOND)
      await new Promise((again) => setTimeout(again, 100));
    await check(stage, minutes);
    const timesRealTime = (minutes * 60) / seconds;
    return {
      figures: { idle, loading, seconds, readingsPerSecond: BACKLOG_PER_SECOND * timesRealTime },
      ratios: { timesRealTime, shiftBoard: loading.shiftBoardMs.p95 / idle.shiftBoardMs.p95 },
    };
  } finally {
    rmSync(folder, { recursive: true });
    await stage.close();
  }
}

/** What live readings and the shift board take while something else goes on. */
async function beside({ sql, url }: Stage, work: Promise<unknown>) {
  const since = new Date();
  const stop = new AbortController();
  const asking = askInTurn(url, stop.signal);
  await work.finally(() => stop.abort());
  const ms = await asking;
  return {
    liveToCommitMs: await delays(sql, since),
    shiftBoardMs: { median: percentile(ms, 0.5), p95: percentile(ms, 0.95), counted: ms.length },
  };
}

/** As somebody would: one file after the other. Tells on standard error when each is in. */
async function importAll({ access, hub }: Stage, folder: string, files: readonly string[]): Promise<void> {
  const config = join(folder, 'hub.yaml');
  writeFileSync(
    config,
    `sources:\n  - { connector: monitoring-platform, address: '${hub.broker.address}' }\n`,
  );
  const env = { ...process.env, NODE_ENV: 'production', DATABASE_URL: urlOf(access), HUB_CONFIG: config };
  const program = join(packageRoot(), 'dist/src/cli.js');
  const began = performance.now();
  for (const file of files) {
    const child = spawn(
      process.execPath,
      [...FLAGS, program, 'import', 'monitoring-platform', file, '--stream', 'readings'],
      { env, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`hub import of ${file} ended with ${code}`);
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stderr.write(`${basename(file)} is in, ${seconds} s after the first began\n`);
  }
}

/** Of `npm run hub`. */
const FLAGS = (
  JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { scripts: { hub: string } }
).scripts.hub
  .split(' ')
  .filter((word) => word.startsWith('--'));

/** Both are whole, and what was past the limit in the past has its alarm, cleared in the past. */
async function check({ sql, hub }: Stage, minutes: number): Promise<void> {
  const [old, live] = [minutes * 60 * BACKLOG_PER_SECOND, hub.gateways.next];
  const { rows } = await sql.query(
    `select (select count(*)::int from monitoring.history) as readings,
       (select sum(round(value * 100))::float8 from monitoring.history) as hundredths,
       (select count(*)::int from monitoring.alarm a join monitoring.history h
         on h.sensor_id = a.sensor_id and h.at = a.opened_at and h.value >= 1 and a.cleared_at = (
           select min(n.at) from monitoring.history n where n.sensor_id = h.sensor_id and n.at > h.at)) as cleared,
       (select count(*)::int from monitoring.alarm) as opened,
       (select rejected::int from hub.source where id = 'monitoring-platform') as rejected`,
  );
  const [past, now] = [expectedOf(old, PLAN), expectedOf(live, PLAN)];
  // what was past the limit at the end of the past is cleared by what came first of its point since
  const cleared = past.opened + now.cleared;
  assert.deepEqual(rows[0], {
    ...{ readings: old + live, hundredths: past.hundredths + now.hundredths, rejected: 0 },
    ...{ opened: past.opened + now.opened, cleared },
  });
}

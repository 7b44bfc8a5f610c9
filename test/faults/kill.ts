import { chmodSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from '../../src/kernel/database/sql';
import { createSourceDatabase } from '../support/database';
import { startDemoCity, type RunningDemoCity } from '../support/demo-city';
import { disturber } from './disturb';
import { judgeDatabase, type Judgement } from './judge-database';
import { planHub, startHubProcess, type HubPlan, type RunningHub } from './killed-hub';
import { readLedgers } from './ledgers';
import { observe, type Observer } from './observer';
import { seeded } from './random';
import { removeData } from './remove-data';

export interface KillOptions {
  seed: number;
  kills: number;
  /** @default 1000 */
  readingsPerSecond?: number;
  /** Left out: the hub's own embedded server, which each kill leaves without its hub. */
  databaseUrl?: string;
  /** Starts the hub with a defect that the check has to find. */
  planted?: boolean;
  /** Statements that damage what the hub kept. Each is tried alone after the drain, judged, and undone. */
  damages?: readonly string[];
  tell(text: string): void;
}

export interface KillResult extends Judgement {
  kills: number;
  /** Kills at a moment at which the database had a transaction of the hub open. */
  midTransaction: number;
  /** Kills before the hub was ready. */
  inStart: number;
  longestStartMs: number;
  /** What the check said of each damage. */
  damaged: Judgement[];
}

const PLANTED = './test/faults/acknowledging-early.ts';
/** So long a hub lives after it was ready. */
const LONGEST_LIFE_MS = 4_000;
const READY_WITHIN_MS = 60_000;
/** Longer than what was answered last takes to be stored on a busy machine. */
const QUIET_MS = 10_000;
const DRAIN_WITHIN_MS = 180_000;

/**
 * Kills the hub (kill -9) again and again while the demo city sends, lets the last one drain, and compares each
 * source's own ledger with what the hub keeps.
 */
export async function kill(options: KillOptions): Promise<KillResult> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-kill-'));
  // the embedded server runs as another account when this is root
  chmodSync(folder, 0o711);
  const drop = join(folder, 'drop');
  mkdirSync(drop);
  const city = await startDemoCity(
    ...[
      '--folder',
      drop,
      '--ledger',
      join(folder, 'ledger'),
      '--seed',
      String(options.seed),
      '--pace',
      '4',
      '--queue-limit',
      '100000',
      '--sql',
      await createSourceDatabase(),
    ],
    ...['--readings-per-second', String(options.readingsPerSecond ?? 1_000)],
  );
  try {
    const { databaseUrl, planted } = options;
    const plan = planHub(city.sources, { folder, databaseUrl, planted: planted ? PLANTED : undefined });
    return await killAndDrain(options, { folder, drop, city, plan });
  } finally {
    await city.close();
    await removeData(folder);
  }
}

interface Stage {
  folder: string;
  drop: string;
  city: RunningDemoCity;
  plan: HubPlan;
}

async function killAndDrain(options: KillOptions, stage: Stage): Promise<KillResult> {
  const killed = await killAll(options, stage);
  const { hub } = await startTimed(stage.plan);
  try {
    const observer = await observe(stage.plan);
    try {
      await drain(stage, observer, options.tell);
      const ledgers = readLedgers(join(stage.folder, 'ledger'));
      return await observer.snapshot(async (sql) => {
        const judged = await judgeDatabase(sql, ledgers);
        const damaged: Judgement[] = [];
        for (const damage of options.damages ?? [])
          damaged.push(await undone(sql, damage, () => judgeDatabase(sql, ledgers)));
        return { ...killed, ...judged, damaged };
      });
    } finally {
      await observer.close();
    }
  } finally {
    await hub.stop();
  }
}

async function undone<Found>(sql: Sql, damage: string, look: () => Promise<Found>): Promise<Found> {
  await sql.query('savepoint whole');
  await sql.query(damage);
  const found = await look();
  await sql.query('rollback to whole');
  return found;
}

/** One life after the other, each ended at a seeded moment: a third of them before the hub is ready. */
async function killAll({ seed, kills, tell }: KillOptions, { folder, city, plan }: Stage) {
  const random = seeded(seed);
  const disturb = disturber(city, { ledger: join(folder, 'ledger'), random });
  const result = { kills: 0, midTransaction: 0, inStart: 0, longestStartMs: 0 };
  while (result.kills < kills) {
    const early = result.kills > 0 && random.next() < 1 / 3;
    if (early) {
      const hub = startHubProcess(plan);
      await delay(random.next() * result.longestStartMs);
      await hub.kill();
      result.inStart++;
    } else {
      const { hub, startMs } = await startTimed(plan);
      result.longestStartMs = Math.max(result.longestStartMs, startMs);
      const observer = await observe(plan);
      // what is sent before the first subscription reaches nobody, ever
      while (!(await observer.hasReadings())) await delay(50);
      await disturb();
      await delay(50 + random.next() * LONGEST_LIFE_MS);
      result.midTransaction += Number(await observer.inTransaction());
      await hub.kill();
      await observer.close();
    }
    tell(`kill ${++result.kills} of ${kills}${early ? ', while starting' : ''}`);
  }
  return result;
}

async function startTimed(plan: HubPlan): Promise<{ hub: RunningHub; startMs: number }> {
  const begun = performance.now();
  const hub = startHubProcess(plan);
  const late = delay(READY_WITHIN_MS, undefined, { ref: false }).then(() => {
    throw new Error(`the hub is not ready after ${READY_WITHIN_MS / 1_000} s`);
  });
  try {
    await Promise.race([hub.ready, late]);
  } catch (error) {
    await hub.kill();
    throw error;
  }
  return { hub, startMs: Math.round(performance.now() - begun) };
}

/** Sources that drop files, each into its folder, from which the hub moves what it has read. */
const DROPPED = ['enterprise-registry', 'committee-registry'];

/** Sources that the hub asks. */
const ASKED = [
  ...['dual-prevention', 'hazmat-permits', 'vehicle-positions', 'command-centre'],
  ...['rescue-registry', 'depot-inventory'],
];

/** Ends what is sent, and waits until nothing moves any more. The story may start a source anew, so they are stopped again. */
async function drain({ city, drop }: Stage, observer: Observer, tell: KillOptions['tell']): Promise<void> {
  tell('the sources stop; draining');
  const deadline = performance.now() + DRAIN_WITHIN_MS;
  const since = new Date();
  let last = { received: -1, since: performance.now() };
  while (performance.now() - last.since < QUIET_MS) {
    if (performance.now() > deadline) throw new Error(`not drained after ${DRAIN_WITHIN_MS / 1_000} s`);
    for (const source of ['monitoring-platform', ...DROPPED]) await city.act({ stop: source });
    const received = await observer.received();
    const waiting = DROPPED.some((source) =>
      readdirSync(join(drop, source)).some((name) => name.includes('.')),
    );
    if (received !== last.received || waiting) last = { received, since: performance.now() };
    await delay(250);
    // only when the others are through: it is asked, and what it answered last has to be stored too
    if (!(await observer.heardSince(ASKED, since))) last.since = performance.now();
    if (performance.now() - last.since > QUIET_MS / 2)
      for (const source of ASKED) await city.act({ stop: source });
  }
}

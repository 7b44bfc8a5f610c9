import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import { RiskLevel } from '../../src/kernel/risk/levels';
import type { BenchServer } from './bench-server';
import { coveredFirms } from './firms';
import { median, percentile } from './percentile';
import { addPoints, alarmPoints, flowPoints, type Point } from './points';
import { seed } from './seed';
import { startHub, type StartedHub } from './started-hub';

// One reading that opens an alarm, from the broker to its change of level committed, with other readings flowing or not.

const ROUNDS = 4;
const TURN_MS = 8_000;
const ALARMS_A_SECOND = 20;
const FLOW = 10_000;
const FLOW_FIRMS = 200;
const AT = new Date('2026-11-20T02:00:00Z');

const firms = coveredFirms((2 * ROUNDS + 2) * (TURN_MS / 1_000) * ALARMS_A_SECOND + 200, RiskLevel.BLUE_LOW);
const points = flowPoints(firms.slice(0, FLOW_FIRMS), FLOW);

interface Taken {
  quietMs: number[];
  flowingMs: number[];
  readingsPerSecond: number[];
  /** Readings that say nothing new, and alarms. */
  flowed: number;
  raised: number;
}

/** `figures` in ms and readings/s; `ratios`: with the flow to without it. */
export async function alarms(server: BenchServer) {
  const access = await server.create('alarms');
  await seed(access, {
    firms,
    at: AT,
    after: (database) => addPoints(database, [...alarmPoints(firms), ...points], AT),
  });
  const taken = await take(server, access);
  await check(access, taken);
  await server.drop('alarms');
  const of = (values: number[]) => ({
    median: percentile(values, 0.5),
    p99: percentile(values, 0.99),
    counted: values.length,
  });
  const [quietMs, flowingMs] = [of(taken.quietMs), of(taken.flowingMs)];
  return {
    figures: { quietMs, flowingMs, readingsPerSecond: median(taken.readingsPerSecond) },
    ratios: { p99: flowingMs.p99 / quietMs.p99 },
  };
}

/** Turns without and with the flow, one after the other, on a hub of its own. */
async function take(server: BenchServer, access: Access): Promise<Taken> {
  const hub = await startHub(server, access, new Date(AT.getTime() + 60_000));
  const taken: Taken = { quietMs: [], flowingMs: [], readingsPerSecond: [], flowed: 0, raised: 0 };
  const pending = alarmPoints(firms).values();
  // what is new to the tables, and to the engine that runs the code, is paid for once
  for (let n = -2; n < 2 * ROUNDS; n++)
    await turn(taken, { flows: n % 2 !== 0, counts: n >= 0, hub, pending });
  // what was sent last may still be on its way
  await delay(1_000);
  await hub.close();
  return taken;
}

async function turn(
  taken: Taken,
  {
    flows,
    counts,
    hub,
    pending,
  }: { flows: boolean; counts: boolean; hub: StartedHub; pending: Iterator<Point> },
): Promise<void> {
  const { platform, watch } = hub;
  const stop = new AbortController();
  const { signal } = stop;
  const began = performance.now();
  const flowing = flows ? platform.flow(points, signal) : Promise.resolve(0);
  const sending = platform.alarm(pending, { perSecond: ALARMS_A_SECOND, signal });
  await delay(TURN_MS);
  stop.abort();
  const [sent, sentAt] = await Promise.all([flowing, sending]);
  if (flows && counts) taken.readingsPerSecond.push((sent / (performance.now() - began)) * 1_000);
  taken.flowed += sent;
  taken.raised += sentAt.size;
  await watch.until(() => watch.changes.length >= taken.raised, 60);
  if (!counts) return;
  const answered = watch.changes.filter(({ uscc }) => sentAt.has(uscc));
  taken[flows ? 'flowingMs' : 'quietMs'].push(...answered.map((one) => one.seenAt - sentAt.get(one.uscc)!));
}

/** Every reading is stored, and each alarm raised its firm once, with its own reason. */
async function check(access: Access, { flowed, raised }: Taken): Promise<void> {
  const sql = await connect(access);
  const { rows } = await sql.query(
    `select (select count(*)::int from monitoring.history where sensor_id like 'F%') as flowed,
       (select count(*)::int from monitoring.history where sensor_id like 'A%') as raised,
       (select count(*)::int from hub.risk_state where level = 'YELLOW_GENERAL'
          and standing @? '$.factors[*] ? (@.rule == "R03")') as standing,
       (select count(distinct uscc)::int from hub.risk_change where causes @> '[{"rule": "R03"}]'
          and from_level = 'BLUE_LOW' and to_level = 'YELLOW_GENERAL') as changed,
       (select (max(seq) - min(seq) + 1 - count(*))::int from hub.event) as gaps`,
  );
  await sql.end();
  assert.deepEqual(rows[0], { flowed, raised, standing: raised, changed: raised, gaps: 0 });
}

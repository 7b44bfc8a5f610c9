import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import type { Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import { RiskLevel } from '../../src/kernel/risk/levels';
import { urlOf } from '../support/database-url';
import { startProgram } from '../support/start-program';
import type { BenchServer } from './bench-server';
import { watchCommits } from './commit-watch';
import { coveredFirms } from './firms';
import { percentile } from './percentile';
import { openPlatform } from './platform';
import { addPoints, alarmPoints, flowPoints } from './points';
import type { RunningHubOptions } from './running-hub';
import { seed } from './seed';

// One reading that opens an alarm, from the broker to its change of level committed, with other readings flowing or not.

const ROUNDS = 4;
const TURN_MS = 8_000;
const ALARMS_A_SECOND = 20;
const FLOW = 10_000;
const FLOW_FIRMS = 200;
const AT = new Date('2026-11-20T02:00:00Z');

const firms = coveredFirms(2 * ROUNDS * (TURN_MS / 1_000) * ALARMS_A_SECOND + 200, RiskLevel.BLUE_LOW);
const points = flowPoints(firms.slice(0, FLOW_FIRMS), FLOW);

/** `figures` in ms and readings/s; `ratios`: with the flow to without it. */
export async function alarms(server: BenchServer) {
  const access = await server.create('alarms');
  await seed(access, {
    firms,
    at: AT,
    after: (database) => addPoints(database, [...alarmPoints(firms), ...points], AT),
  });
  const aheadMs = AT.getTime() + 60_000 - Date.now();
  const platform = await openPlatform(() => new Date(Date.now() + aheadMs));
  const options: RunningHubOptions = {
    ...{ databaseUrl: urlOf(access), dataDir: join(server.folder, 'hub'), aheadMs },
    bindings: [platform.binding],
  };
  const hub = await startProgram(join(__dirname, 'running-hub.js'), options);
  await platform.heard;
  const watch = await watchCommits(access);
  const pending = alarmPoints(firms).values();
  const taken: Record<'quiet' | 'flowing', number[]> = { quiet: [], flowing: [] };
  const rates: number[] = [];
  let [flowed, raised] = [0, 0];
  for (let turn = 0; turn < 2 * ROUNDS; turn++) {
    const flows = turn % 2 === 1;
    const stop = new AbortController();
    const signal = stop.signal;
    const began = performance.now();
    const flow = flows ? platform.flow(points, signal) : Promise.resolve(0);
    const sending = platform.alarm(pending, { perSecond: ALARMS_A_SECOND, signal });
    await delay(TURN_MS);
    stop.abort();
    const [sent, sentAt] = await Promise.all([flow, sending]);
    if (flows) rates.push((sent / (performance.now() - began)) * 1_000);
    flowed += sent;
    raised += sentAt.size;
    await watch.until(() => watch.changes.length >= raised, 60);
    for (const { uscc, seenAt } of watch.changes.filter((one) => sentAt.has(one.uscc)))
      taken[flows ? 'flowing' : 'quiet'].push(seenAt - sentAt.get(uscc)!);
  }
  await watch.close();
  await delay(1_000);
  await hub.close();
  await platform.close();
  await check(access, { flowed, raised });
  await server.drop('alarms');
  const of = (values: number[]) => ({
    median: percentile(values, 0.5),
    p99: percentile(values, 0.99),
    counted: values.length,
  });
  const figures = {
    quietMs: of(taken.quiet),
    flowingMs: of(taken.flowing),
    readingsPerSecond: percentile(rates, 0.5),
  };
  return { figures, ratios: { p99: figures.flowingMs.p99 / figures.quietMs.p99 } };
}

/** Every reading is stored, and each alarm raised its firm once, with its own reason. */
async function check(access: Access, { flowed, raised }: { flowed: number; raised: number }): Promise<void> {
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

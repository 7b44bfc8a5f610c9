import { setTimeout as delay } from 'node:timers/promises';
import { declarePeriod } from '../../src/entities/risk/declare-period';
import { RiskLevel } from '../../src/kernel/risk/levels';
import type { BenchServer } from './bench-server';
import { openBenchStore } from './bench-store';
import { checkOpened } from './check-opened';
import { coveredFirms, otherFirms } from './firms';
import { median, percentile } from './percentile';
import { addPoints, alarmPoints } from './points';
import { openRowByRow } from './row-by-row';
import { seed } from './seed';
import { startHub } from './started-hub';

// An event period opens over a city while level-1 alarms come in; and the same by a service that goes firm by firm.

const FIRMS = 25_000;
const OTHERS = 1_000;
const BY_ROW = 1_000;
const ROUNDS = 3;
const ALARMS_A_SECOND = 20;
/** What the hub has to start in, and of that how long alarms are measured before the opening. */
const START_MS = 30_000;
const QUIET_MS = 10_000;
const AT = new Date('2026-11-20T02:00:00Z');
const FROM = new Date(AT.getTime() + 5 * 60_000);
const TO = new Date(FROM.getTime() + 7 * 86_400_000);
const NAME = '示例运动会';

const covered = coveredFirms(FIRMS);
const others = otherFirms(OTHERS, FIRMS);
/** Spread over the chunks; of those that can rise twice. */
const alarmed = covered
  .filter(({ inherent }) => inherent === RiskLevel.BLUE_LOW)
  .map((firm, n, all) => all[(n * 7_919) % all.length]!);

interface Opening {
  seconds: number;
  quietMs: number[];
  besideMs: number[];
}

/** `figures` in s, ms and firms/s; `ratios`: firms/s of the hub to those of the other. */
export async function opening(server: BenchServer) {
  await prepare(server);
  const runs: Opening[] = [];
  const rates: { hub: number[]; rowByRow: number[] } = { hub: [], rowByRow: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const run = await openByHub(server);
    runs.push(run);
    rates.hub.push(FIRMS / run.seconds);
    rates.rowByRow.push(await openByRow(server));
  }
  await server.drop('city');
  const [hub, rowByRow] = [median(rates.hub), median(rates.rowByRow)];
  const of = (values: (run: Opening) => number[], share: number) => percentile(runs.flatMap(values), share);
  return {
    figures: {
      seconds: median(runs.map(({ seconds }) => seconds)),
      firmsPerSecond: { hub, rowByRow },
      alarmMs: {
        before: { median: of(({ quietMs }) => quietMs, 0.5), p99: of(({ quietMs }) => quietMs, 0.99) },
        during: { median: of(({ besideMs }) => besideMs, 0.5), p99: of(({ besideMs }) => besideMs, 0.99) },
        counted: runs.reduce((sum, { besideMs }) => sum + besideMs.length, 0),
      },
    },
    ratios: { firmsPerSecond: hub / rowByRow },
  };
}

async function prepare(server: BenchServer): Promise<void> {
  const input = { name: NAME, areas: ['140781'], from: FROM, to: TO, yearly: false, industries: null };
  await seed(await server.create('city'), {
    firms: [...covered, ...others],
    at: AT,
    before: (database) =>
      database.transaction((tx) => declarePeriod(tx, { input: input as never, by: { name: '示例' } }, AT)),
    after: (database) => addPoints(database, alarmPoints(alarmed), AT),
  });
}

async function openByHub(server: BenchServer): Promise<Opening> {
  const access = await server.create('opening', 'city');
  const hub = await startHub(server, access, new Date(FROM.getTime() - START_MS));
  const msToOpening = () => FROM.getTime() - hub.now().getTime();
  await delay(Math.max(0, msToOpening() - QUIET_MS));
  const stop = new AbortController();
  const alarms = hub.platform.alarm(alarmPoints(alarmed).values(), {
    perSecond: ALARMS_A_SECOND,
    signal: stop.signal,
  });
  const openedAt = performance.now() + msToOpening();
  const { changes } = hub.watch;
  const risen = () => changes.filter(({ batch }) => batch?.startsWith('period'));
  await hub.watch.until(() => changes.length >= FIRMS && risen().length >= FIRMS, 120);
  const endedAt = risen().at(-1)!.seenAt;
  stop.abort();
  const sentAt = await alarms;
  const answered = () => changes.filter(({ rule }) => rule === 'R03');
  await hub.watch.until(() => answered().length >= sentAt.size, 20);
  await hub.close();
  const { database, close } = await openBenchStore(access, hub.now());
  await checkOpened(database, { covered, others, alarmed: new Set(sentAt.keys()), name: NAME });
  await close();
  await server.drop('opening');
  const taken = answered().map(({ uscc, seenAt }) => ({ sent: sentAt.get(uscc)!, seenAt }));
  const msOf = (counts: (sent: number) => boolean) =>
    taken.filter(({ sent }) => counts(sent)).map(({ sent, seenAt }) => seenAt - sent);
  return {
    seconds: (endedAt - openedAt) / 1_000,
    quietMs: msOf((sent) => sent < openedAt - 1_000),
    besideMs: msOf((sent) => sent >= openedAt && sent <= endedAt),
  };
}

/** Firms a second. */
async function openByRow(server: BenchServer): Promise<number> {
  const access = await server.create('by_row', 'city');
  const some = covered.slice(0, BY_ROW);
  const { database, close } = await openBenchStore(access, FROM);
  const began = performance.now();
  await openRowByRow(
    database,
    some.map(({ uscc }) => uscc),
    FROM,
  );
  const rate = BY_ROW / ((performance.now() - began) / 1_000);
  const rows = await database.query<{ uscc: string; level: string }>(
    `select uscc, to_level as level from hub.risk_change where causes @> '[{"rule": "R15"}]'`,
  );
  await close();
  await server.drop('by_row');
  if (rows.length !== BY_ROW) throw new Error('the service that goes firm by firm did not open the period');
  return rate;
}

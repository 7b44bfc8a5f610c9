import assert from 'node:assert/strict';
import type { Consequences } from '../../src/kernel/graphql/define-subgraph';
import type { Fact } from '../../src/kernel/risk/facts';
import { RiskLevel } from '../../src/kernel/risk/levels';
import type { BenchServer } from './bench-server';
import { openBenchStore, type BenchStore } from './bench-store';
import { coveredFirms, type Firm } from './firms';
import { median } from './percentile';
import { seed } from './seed';

// What one change, and one chunk of a mass change, costs with few and with many subjects.

const SIZES = { few: 1_000, many: 100_000 };
const ROUNDS = 7;
const SINGLE = 60;
const CHUNK = 200;
const AT = new Date('2026-11-20T02:00:00Z');
const LATER = new Date(AT.getTime() + 60_000);

interface Side extends BenchStore {
  firms: Firm[];
  singleMs: number[];
  chunkMs: number[];
  statements: Set<number>;
}

/** `figures` in ms; `ratios`: many subjects to few. */
export async function growth(server: BenchServer) {
  const few = await open(server, 'few');
  const many = await open(server, 'many');
  const sides = [few, many];
  for (let round = 0; round <= ROUNDS; round++)
    for (const side of sides) {
      const [single, chunk] = [await changeSingly(side, round), await changeAtOnce(side, round)];
      // the first is the warm-up
      if (round === 0) continue;
      side.singleMs.push(single);
      side.chunkMs.push(chunk);
    }
  const statements = new Set(sides.flatMap((side) => [...side.statements]));
  assert.equal(statements.size, 1, `statements of a chunk: ${[...statements].join(', ')}`);
  for (const side of sides) await side.close();
  await server.drop('few');
  await server.drop('many');
  const of = (side: Side) => ({ changeMs: median(side.singleMs), chunkMs: median(side.chunkMs) });
  const figures = { few: of(few), many: of(many), statementsOfAChunk: [...statements][0] };
  return {
    figures,
    ratios: {
      change: figures.many.changeMs / figures.few.changeMs,
      chunk: figures.many.chunkMs / figures.few.chunkMs,
    },
  };
}

async function open(server: BenchServer, name: keyof typeof SIZES): Promise<Side> {
  const firms = coveredFirms(SIZES[name], RiskLevel.BLUE_LOW);
  const access = await server.create(name);
  await seed(access, { firms, at: AT });
  return {
    ...(await openBenchStore(access, LATER)),
    firms,
    singleMs: [],
    chunkMs: [],
    statements: new Set(),
  };
}

/** Alarms of firms that had none, far apart; ms for one. */
async function changeSingly({ store, database, firms }: Side, round: number): Promise<number> {
  const usual = firms.length - CHUNK;
  const ours = Array.from({ length: SINGLE }, (_, n) => firms[((round * SINGLE + n) * 7_919) % usual]!);
  const began = performance.now();
  for (const { uscc } of ours) await store.commit(async () => alarmOf(uscc));
  const ms = (performance.now() - began) / SINGLE;
  const risen = await database.query(
    `select from hub.risk_change where uscc = any($1::text[]) and to_level = 'YELLOW_GENERAL'`,
    [ours.map(({ uscc }) => uscc)],
  );
  assert.equal(risen.length, SINGLE);
  return ms;
}

const alarmOf = (uscc: string): Consequences & { result: undefined } => ({
  result: undefined,
  facts: [
    {
      ...{
        subject: uscc,
        kind: 'alarm',
        key: `A-${uscc}`,
        source: 'monitoring-platform',
        from: LATER,
        to: null,
      },
      value: {
        ...{
          severity: 1,
          limitKind: 'HIGH_HIGH',
          site: 'S',
          place: '示例测点',
          quantity: 'CH4',
          unit: '%CH4',
        },
        ...{ value: 2, limit: 1, acknowledgedAt: null },
      },
    },
  ],
});

/** The last firms, all set by hand to a level that they do not have; ms for all of them. */
async function changeAtOnce(side: Side, round: number): Promise<number> {
  const level = round % 2 === 0 ? RiskLevel.RED_MAJOR : RiskLevel.YELLOW_GENERAL;
  const ours = side.firms.slice(-CHUNK);
  const facts = ours.map(({ uscc }): Fact => {
    const value = { level, by: '示例', reason: `第${round}次`, basis: '示例' };
    const from = new Date(LATER.getTime() - 1_000 + round);
    return {
      subject: uscc,
      kind: 'override',
      key: uscc,
      source: 'hub',
      from,
      to: new Date(AT.getTime() + 86_400_000),
      value,
    };
  });
  const counted = { statements: 0 };
  const began = performance.now();
  await side.store.commit(async (tx) => {
    const query = tx.query.bind(tx);
    tx.query = (text, params) => {
      counted.statements++;
      return query(text, params);
    };
    return { facts, result: undefined };
  });
  const ms = performance.now() - began;
  side.statements.add(counted.statements);
  const levels = await side.database.query<{ level: string }>(
    'select distinct level from hub.risk_state where subject = any($1::text[])',
    [ours.map(({ uscc }) => uscc)],
  );
  assert.deepEqual(levels, [{ level }]);
  return ms;
}

import assert from 'node:assert/strict';
import { Direction } from '../../src/kernel/risk/levels';
import { RULE_SETS } from '../../src/kernel/risk/rule-sets/rule-sets';
import type { RuleSet } from '../../src/kernel/risk/rule-set';
import { simulateHistory } from '../../src/kernel/risk/simulate';
import type { BenchServer } from './bench-server';
import { openBenchStore, type BenchStore } from './bench-store';
import { coveredFirms, otherFirms } from './firms';
import { seed } from './seed';

// A draft over 30 days of a county's history: firms, alarms after grouping and hazards as many as Jiexiu has (DOMAIN §6).

const DAYS = 30;
const FIRMS = { monitored: 160, others: 2_340 };
const A_DAY = { alarms: 60, hazards: 80 };
const DAY_MS = 86_400_000;
const BEGIN = new Date('2026-10-21T02:00:00Z');
const END = new Date(BEGIN.getTime() + DAYS * DAY_MS);

/** `figures` in s; `cpuSeconds`: of this process, whatever else the machine does. */
export async function simulate(server: BenchServer) {
  const firms = [...coveredFirms(FIRMS.monitored), ...otherFirms(FIRMS.others, FIRMS.monitored)];
  const access = await server.create('simulate');
  await seed(access, { firms, at: new Date(BEGIN.getTime() - DAY_MS) });
  const opened = await openBenchStore(access, END);
  await writeHistory(
    opened,
    firms.map(({ uscc }) => uscc),
  );
  const current = RULE_SETS.find(({ validTo }) => validTo === null)!;
  const unchanged = await rehearse(opened, current);
  assert.deepEqual([unchanged.raised, unchanged.lowered, unchanged.told.length], [0, 0, 0]);
  const stricter = await rehearse(opened, {
    ...current,
    version: 'bench/1',
    rules: current.rules.map(strict),
  });
  assert.ok(stricter.raised > 0 && stricter.lowered === 0);
  assert.ok(stricter.samples.every(({ direction }) => direction === Direction.UP));
  await opened.close();
  await server.drop('simulate');
  const { raised, seconds, cpuSeconds } = stricter;
  return {
    figures: { subjects: firms.length, raised, seconds, cpuSeconds, ofThePresentRules: unchanged.seconds },
    ratios: {},
  };
}

const strict = (rule: RuleSet['rules'][number]): RuleSet['rules'][number] =>
  rule.kind === 'level-2-alarm' ? { ...rule, parameters: { ...rule.parameters, openMinutes: 15 } } : rule;

async function rehearse({ database }: BenchStore, ruleSet: RuleSet) {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const found = await simulateHistory(
    database,
    { ruleSet, period: null },
    { division: '140781', from: BEGIN, to: END },
  );
  const { user, system } = process.cpuUsage(cpu);
  return { ...found, seconds: (performance.now() - began) / 1_000, cpuSeconds: (user + system) / 1e6 };
}

/** Each open for a while, and known as open before it is known as over. */
async function writeHistory({ database }: BenchStore, usccs: readonly string[]): Promise<void> {
  await database.query(
    `insert into hub.fact (subject, kind, key, source, true_from, true_to, known_from, known_to, value)
     select firm, 'alarm', 'A' || n, 'monitoring-platform', opened, case when v = 1 then opened + lasts end,
       opened + v * lasts, case when v = 0 then opened + lasts end,
       jsonb_build_object('severity', 1 + n % 2, 'limitKind', 'HIGH', 'site', 'S' || firm, 'place', '示例测点',
         'quantity', 'CH4', 'unit', '%CH4', 'value', 1.2, 'limit', 1, 'acknowledgedAt', opened + interval '1 minute')
     from (select n, ($1::text[])[1 + n % $4::int] as firm, $2::timestamptz + n * ($3::interval / $5::int) as opened,
             interval '1 minute' * (5 + n % 40) as lasts
           from generate_series(0, $5::int - 1) n) alarms cross join generate_series(0, 1) v`,
    [usccs, BEGIN, `${DAYS} days`, FIRMS.monitored, DAYS * A_DAY.alarms],
  );
  await database.query(
    `insert into hub.fact (subject, kind, key, source, true_from, true_to, known_from, known_to, value)
     select firm, 'hazard', 'H' || n, 'dual-prevention', found, case when v = 1 then found + lasts end,
       found + v * lasts, case when v = 0 then found + lasts end,
       jsonb_build_object('title', '示例隐患', 'grade', case when n % 20 = 0 then 'MAJOR' else 'GENERAL' end,
         'dueOn', to_char(found + interval '5 days', 'YYYY-MM-DD'))
     from (select n, ($1::text[])[1 + n % cardinality($1)] as firm, $2::timestamptz + n * ($3::interval / $4::int) as found,
             interval '1 day' * (1 + n % 9) as lasts
           from generate_series(0, $4::int - 1) n) hazards cross join generate_series(0, 1) v`,
    [usccs, BEGIN, `${DAYS} days`, DAYS * A_DAY.hazards],
  );
}

import type { OpenedDatabase } from '../src/kernel/database/open-database';
import type { Sql } from '../src/kernel/database/sql';
import { countSql } from '../src/kernel/database/counted';
import { openEvents } from '../src/kernel/events/open-events';
import type { HubContext } from '../src/kernel/graphql/context';
import { createLoad } from '../src/kernel/graphql/load';
import type { Consequences } from '../src/kernel/graphql/define-subgraph';
import { moveRisk } from '../src/kernel/risk/assess';
import type { RiskBatchPayload, RiskChangePayload } from '../src/kernel/risk/changes';
import { riskClock } from '../src/kernel/risk/clock';
import { approveRuleSet, proposeRuleSet } from '../src/kernel/risk/release';
import type { RuleSet } from '../src/kernel/risk/rule-set';
import { RULE_SETS } from '../src/kernel/risk/rule-sets/rule-sets';
import { rulesSweep } from '../src/kernel/risk/rules-sweep';
import type { Fact } from '../src/kernel/risk/facts';
import { RiskLevel } from '../src/kernel/risk/levels';
import { addFirms } from '../src/kernel/risk/lock-firms';
import { changesById, changesOfFirms, standingsOf } from '../src/kernel/risk/read';
import { boardCounts } from '../src/resolvers/risk/board-counts';
import { coverageOf } from '../src/resolvers/risk/board-coverage';
import { commit as commitTo } from './faults/commit';
import { twoSources } from './faults/two-sources';
import { openTestDatabase } from './support/database';
import { at, fact, USCC } from './support/facts';

const { BLUE_LOW, YELLOW_GENERAL, ORANGE_LARGER, RED_MAJOR, UNRATED } = RiskLevel;

let opened: OpenedDatabase;
let sql: Sql;

beforeEach(async () => {
  opened = await openTestDatabase();
  sql = opened.database;
});
afterEach(() => opened.close());

const commit = (consequences: Consequences, now: string) =>
  commitTo(opened.database, consequences, { now: at(now) });

const registered = (subject = USCC): Fact[] => [
  fact('firm', { from: at('2026-01-01 08:00'), subject }),
  fact('riskPoint', { from: at('2026-01-01 08:00'), subject }),
];

const levelOf = async (subject = USCC, asOf?: string) =>
  (await standingsOf(sql, [subject], { asOf: asOf ? at(asOf) : null })).get(subject)?.level;

async function boardOf(division: string, asOf?: string) {
  const context = { load: createLoad(countSql(sql)) } as HubContext;
  const board = { divisionCode: division, past: asOf !== undefined, asOf: at(asOf ?? '2026-04-01 00:00') };
  const counts = (await boardCounts(board, context)).filter(({ count }) => count > 0);
  const { unassigned, silent } = await coverageOf(board, context);
  return { unassigned, silent, counts };
}

/** Proposed by one, approved by another, in force at once. */
const release = (rules: RuleSet['rules'], now: string) =>
  opened.database.transaction(async (tx) => {
    const document = { ...RULE_SETS[0]!, version: 'stricter/1', rules };
    const version = await proposeRuleSet(tx, { document, note: '从严', by: { id: 'a', name: 'A' } }, at(now));
    await approveRuleSet(tx, { version, activeFrom: at(now), by: { id: 'b', name: 'B' } }, at(now));
  });

async function passTime(now: string): Promise<number> {
  for (let rounds = 0; ; rounds++) {
    const due = await opened.database.transaction((tx) => riskClock.run(tx, at(now)));
    if (!due) return rounds;
    await commit(due, now);
  }
}

describe('other rules', () => {
  it('reach every firm that nothing is heard of, 200 at a time in one batch, and each once', async () => {
    const graded = (subject: string) =>
      fact('firm', { subject, from: at('2026-01-01 08:00') }, { gradeExpiresOn: '2026-01-31' });
    const firms = Array.from({ length: 620 }, (_, n) => `F${n}`);
    for (const half of [firms.slice(0, 310), firms.slice(310)])
      await commit({ facts: half.map(graded) }, '2026-03-01 12:00');
    expect(await levelOf('F7')).toBe(YELLOW_GENERAL);
    await release(
      RULE_SETS[0]!.rules.map((rule) =>
        rule.kind === 'grade-lapsed' ? { ...rule, parameters: { steps: 3 } } : rule,
      ),
      '2026-03-02 12:00',
    );
    const moved: number[] = [];
    const batches = new Set<unknown>();
    for (;;) {
      const due = await opened.database.transaction((tx) => rulesSweep.run(tx, at('2026-03-02 12:00')));
      if (!due) break;
      const options = { now: at('2026-03-02 12:00'), batchId: due.batchId };
      const { events } = await commitTo(opened.database, due, options);
      const changes = events.filter(({ topic }) => topic === 'risk-level');
      moved.push(changes.length);
      for (const { payload } of changes) batches.add(payload.batchId);
    }
    expect(moved).toEqual([200, 200, 200, 20]);
    expect(batches.size).toBe(1);
    expect([await levelOf('F7'), await levelOf('F619')]).toEqual([RED_MAJOR, RED_MAJOR]);
  });
});

describe('two sources of the same firms', () => {
  it('leave the levels that a model gives, without a deadlock', async () => {
    const result = await twoSources({ database: opened.database, changes: 500, seed: 5 });
    expect(result).toMatchObject({ wrong: 0, deadlocks: 0, otherErrors: 0 });
    expect(result.changes).toBeGreaterThanOrEqual(500);
  });

  it('miss raises without the lock: the check can fail', async () => {
    const result = await twoSources({ database: opened.database, changes: 500, seed: 5, lock: addFirms });
    expect(result.wrong).toBeGreaterThan(0);
  });
});

describe('a firm', () => {
  it('is assessed when it is registered, by facts that came before', async () => {
    const alarm = fact('alarm', { from: at('2026-03-02 10:00') });
    expect(await commit({ facts: [alarm] }, '2026-03-02 10:01')).toMatchObject({ moved: 0 });
    expect(await levelOf()).toBeUndefined();
    expect(await boardOf('14')).toMatchObject({ unassigned: 1, counts: [] });

    const subjects = [{ uscc: USCC, division: '140781100', industry: 'CATERING' }];
    const { events } = await commit({ facts: registered(), subjects }, '2026-03-02 10:05');
    expect(await levelOf()).toBe(YELLOW_GENERAL);
    expect(events).toMatchObject([
      { topic: 'risk-level', division: '140781100', industry: 'CATERING', rank: 2, direction: 'UP' },
    ]);
    expect(events[0]!.payload).toMatchObject({
      uscc: USCC,
      from: null,
      to: YELLOW_GENERAL,
      unit: null,
      batchId: null,
    });
    expect(await boardOf('14')).toEqual({
      ...{ unassigned: 0, silent: false },
      counts: [{ level: YELLOW_GENERAL, count: 1 }],
    });
  });

  it('moves with the clock, dated when it was due, also after the hub was away', async () => {
    await commit({ facts: registered() }, '2026-03-01 12:00');
    const alarm = fact('alarm', { from: at('2026-03-02 10:00') });
    await commit({ facts: [alarm] }, '2026-03-02 10:00');
    expect(await levelOf()).toBe(YELLOW_GENERAL);
    expect(await passTime('2026-03-02 10:09')).toBe(0);
    expect(await passTime('2026-03-02 10:11')).toBe(1);
    expect(await levelOf()).toBe(RED_MAJOR);
    await commit({ facts: [{ ...alarm, to: at('2026-03-02 10:30') }] }, '2026-03-02 10:30');
    await passTime('2026-03-09 12:00');
    expect(await levelOf()).toBe(BLUE_LOW);

    const changes = (await changesOfFirms(sql, [USCC], { from: at('2026-03-01 00:00'), first: 10 })).get(
      USCC,
    )!;
    expect(changes.map((change) => [change.at, change.to, change.causes[0]!.rule])).toEqual([
      [at('2026-03-01 12:00'), BLUE_LOW, 'R01'],
      [at('2026-03-02 10:00'), YELLOW_GENERAL, 'R03'],
      [at('2026-03-02 10:10'), RED_MAJOR, 'R03'],
      [at('2026-03-04 00:00'), ORANGE_LARGER, 'R30'],
      [at('2026-03-05 00:00'), YELLOW_GENERAL, 'R30'],
      [at('2026-03-06 00:00'), BLUE_LOW, 'R30'],
    ]);
    expect(changes.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await changesById(sql, [changes[2]!.id, 'none'])).toEqual(new Map([[changes[2]!.id, changes[2]]]));
  });

  it('is carried over the time that passed under what was known then', async () => {
    const mine = fact('firm', { from: at('2026-01-01 08:00') }, { industry: 'COAL_MINE' });
    const licence = fact('licence', { from: at('2026-01-01 08:00') }, { validTo: '2026-03-01' });
    await commit({ facts: [mine, licence, registered()[1]!] }, '2026-03-01 12:00');
    const renewed = fact(
      'licence',
      { from: at('2026-03-02 09:00') },
      { validFrom: '2026-03-02', validTo: '2029-03-01' },
    );
    // the clock has not run since before midnight: the licence was out of force for nine hours all the same
    const { events } = await commit({ facts: [renewed] }, '2026-03-02 09:00');
    expect(events.map(({ at: when, payload }) => [when, payload.to])).toEqual([
      [at('2026-03-02 00:00'), RED_MAJOR],
    ]);
    await passTime('2026-03-03 00:00');
    expect(await levelOf()).toBe(ORANGE_LARGER);
  });

  it('answers what was known at a past moment', async () => {
    await commit({ facts: registered(), subjects: [{ uscc: USCC, division: '140781' }] }, '2026-03-01 12:00');
    const late = fact('alarm', { from: at('2026-03-02 08:00') });
    await commit({ facts: [late] }, '2026-03-02 09:30');
    expect(await levelOf(USCC, '2026-03-01 11:59')).toBeUndefined();
    expect(await levelOf(USCC, '2026-03-02 09:29')).toBe(BLUE_LOW);
    expect(await levelOf(USCC, '2026-03-02 09:30')).toBe(RED_MAJOR);
    const counts = async (asOf: string) => (await boardOf('140781', asOf)).counts;
    expect(await counts('2026-03-02 09:00')).toEqual([{ level: BLUE_LOW, count: 1 }]);
    expect(await counts('2026-03-02 10:00')).toEqual([{ level: RED_MAJOR, count: 1 }]);
  });

  it('moves to another division without a change of level, and is heard where it was', async () => {
    await commit(
      { facts: registered(), subjects: [{ uscc: USCC, division: '140781100' }] },
      '2026-03-01 12:00',
    );
    const { events } = await commit(
      { subjects: [{ uscc: USCC, division: '140781101' }] },
      '2026-03-01 13:00',
    );
    expect(events).toMatchObject([
      {
        division: '140781101',
        left: { division: '140781100' },
        direction: null,
        payload: { causes: [{ rule: 'MOVED' }] },
      },
    ]);
    expect((await boardOf('140781101')).counts).toEqual([{ level: BLUE_LOW, count: 1 }]);
    expect((await boardOf('140781100')).counts).toEqual([]);
    await commit({ subjects: [{ uscc: USCC, committee: 'c1' }] }, '2026-03-01 14:00');
    expect(await sql.query('select division, committee, registered from hub.subject')).toEqual([
      { division: '140781101', committee: 'c1', registered: true },
    ]);
  });

  it('that leaves the register is unassigned, not calm', async () => {
    await commit({ facts: registered(), subjects: [{ uscc: USCC, division: '140781' }] }, '2026-03-01 12:00');
    await commit({ facts: [{ kind: 'firm', key: USCC }] }, '2026-03-01 13:00');
    expect(await levelOf()).toBeUndefined();
    expect(await boardOf('140781')).toMatchObject({ counts: [], unassigned: 1 });
  });

  it('whose alarm comes from a clock that is ahead is raised at once', async () => {
    await commit({ facts: registered() }, '2026-03-01 12:00');
    await commit({ facts: [fact('alarm', { from: at('2026-03-01 12:07') })] }, '2026-03-01 12:05');
    expect(await levelOf()).toBe(YELLOW_GENERAL);
  });
});

describe('facts', () => {
  it('that are known already write nothing', async () => {
    await commit({ facts: registered() }, '2026-03-01 12:00');
    const rows = (table: string) =>
      sql.query(`select *, xmin::text as written_by from hub.${table} order by 1`);
    const before = await Promise.all(['fact', 'risk_state', 'risk_standing', 'subject'].map(rows));
    await commit({ facts: registered() }, '2026-03-01 13:00');
    expect(await Promise.all(['fact', 'risk_state', 'risk_standing', 'subject'].map(rows))).toEqual(before);
  });

  it('keep each version with the times between which it was known', async () => {
    const open = fact('hazard', { from: at('2026-03-01 09:00') });
    await commit({ facts: [...registered(), open] }, '2026-03-01 12:00');
    await commit({ facts: [{ ...open, to: at('2026-03-02 08:00') }] }, '2026-03-02 09:00');
    await commit({ facts: [{ kind: 'hazard', key: open.key }] }, '2026-03-03 09:00');
    const rows = await sql.query(
      `select true_to, known_from, known_to from hub.fact where kind = 'hazard' order by known_from`,
    );
    expect(rows).toEqual([
      { true_to: null, known_from: at('2026-03-01 12:00'), known_to: at('2026-03-02 09:00') },
      {
        true_to: at('2026-03-02 08:00'),
        known_from: at('2026-03-02 09:00'),
        known_to: at('2026-03-03 09:00'),
      },
    ]);
  });

  it('that go to another firm move both', async () => {
    const other = '91140781MA0K3X9999';
    const major = fact(
      'hazard',
      { from: at('2026-03-01 09:00'), key: 'h1' },
      { grade: 'MAJOR', dueOn: '2026-05-01' },
    );
    await commit({ facts: [...registered(), ...registered(other), major] }, '2026-03-01 12:00');
    await commit({ facts: [{ ...major, subject: other } as Fact] }, '2026-03-01 13:00');
    expect(await levelOf(other)).toBe(ORANGE_LARGER);
    await passTime('2026-03-03 00:00');
    expect(await levelOf()).toBe(BLUE_LOW);
  });
});

describe('hazard units', () => {
  const unit = (level: 1 | 2 | null, fault: string | null = null) =>
    fact('hazardUnit', { from: at('2026-01-05 08:00'), key: 'u1' }, { level, fault, site: 'S1' });

  it('have a level of their own that moves with the alarms of their site', async () => {
    const { events } = await commit({ facts: [...registered(), unit(2)] }, '2026-03-01 12:00');
    expect(events.map(({ payload }) => [payload.unit, payload.to])).toEqual([
      [null, ORANGE_LARGER],
      ['u1', ORANGE_LARGER],
    ]);
    await commit({ facts: [fact('alarm', { from: at('2026-03-01 13:00') })] }, '2026-03-01 13:00');
    expect(await levelOf('unit:u1')).toBe(RED_MAJOR);
    const elsewhere = fact('alarm', { from: at('2026-03-01 13:00') }, { site: 'S2' });
    await commit({ facts: [elsewhere] }, '2026-03-01 13:01');
    expect(await levelOf()).toBe(RED_MAJOR);
    expect((await standingsOf(sql, ['unit:u1'])).get('unit:u1')!.factors.map(({ rule }) => rule)).toEqual([
      'R02',
    ]);
    expect(
      (await changesOfFirms(sql, [USCC], { from: at('2026-01-01 00:00'), first: 9 })).get(USCC),
    ).toHaveLength(2);
  });

  it('at fault are unrated; gone they are no subject; given away they go along', async () => {
    const other = '91140781MA0K3X9999';
    await commit(
      { facts: [...registered(), ...registered(other), unit(null, 'β missing')] },
      '2026-03-01 12:00',
    );
    expect((await standingsOf(sql, ['unit:u1'])).get('unit:u1')).toMatchObject({
      level: UNRATED,
      degraded: true,
    });
    await commit({ facts: [{ ...unit(1), subject: other } as Fact] }, '2026-03-01 13:00');
    expect((await standingsOf(sql, ['unit:u1'])).get('unit:u1')).toMatchObject({
      level: RED_MAJOR,
      uscc: other,
    });
    await commit({ facts: [{ kind: 'hazardUnit', key: 'u1' }] }, '2026-03-01 14:00');
    expect(await levelOf('unit:u1')).toBeUndefined();
  });
});

describe('a silent source', () => {
  const hush = (from: string, to: string | null) =>
    sql.query(`insert into hub.source_silence (source, "from", "to") values ('dual-prevention', $1, $2)`, [
      at(from),
      to && at(to),
    ]);

  it('marks standings on reading, and keeps levels from falling', async () => {
    const major = fact('hazard', { from: at('2026-02-01 09:00') }, { grade: 'MAJOR', dueOn: '2026-05-01' });
    const facts = [...registered(), major];
    await commit({ facts, subjects: [{ uscc: USCC, division: '140781' }] }, '2026-03-01 12:00');
    await commit({ facts: [{ kind: 'hazard', key: major.key }] }, '2026-03-01 13:00');
    expect((await standingsOf(sql, [USCC])).get(USCC)).toMatchObject({ stale: false, degraded: false });
    await hush('2026-03-01 14:00', null);
    expect((await standingsOf(sql, [USCC])).get(USCC)).toMatchObject({
      ...{ stale: true, degraded: true, silentSources: ['dual-prevention'] },
    });
    expect(await boardOf('14')).toMatchObject({ silent: true });
    await passTime('2026-03-03 12:00');
    expect(await levelOf()).toBe(ORANGE_LARGER);
    await sql.query(`update hub.source_silence set "to" = $1`, [at('2026-03-03 13:00')]);
    await passTime('2026-03-04 00:00');
    expect(await levelOf()).toBe(YELLOW_GENERAL);
    const past = await standingsOf(sql, [USCC], { asOf: at('2026-03-02 12:00') });
    expect(past.get(USCC)).toMatchObject({ stale: true, degraded: true });
  });

  it('counts for high-hazard trades whatever it brings, for others when it feeds them', async () => {
    const mine = fact('firm', { from: at('2026-01-01 08:00'), subject: 'M' }, { industry: 'COAL_MINE' });
    await commit(
      { facts: [mine, fact('firm', { from: at('2026-01-01 08:00'), subject: 'C' })] },
      '2026-03-01 12:00',
    );
    await hush('2026-03-01 14:00', null);
    const standings = await standingsOf(sql, ['M', 'C']);
    expect([standings.get('M')!.degraded, standings.get('C')!.degraded]).toEqual([true, false]);
  });
});

describe('a mass change', () => {
  const firms = Array.from({ length: 60 }, (_, index) => `F${String(index).padStart(3, '0')}`);
  const all = firms.flatMap((uscc) => registered(uscc));

  it('of more than 20 subjects by one cause is one batch, with its counts', async () => {
    const subjects = firms.map((uscc, index) => ({ uscc, division: index % 2 ? '140781100' : '140781101' }));
    const { events } = await commit({ facts: all, subjects }, '2026-03-01 12:00');
    const changes = events
      .filter(({ topic }) => topic === 'risk-level')
      .map(({ payload }) => payload as unknown as RiskChangePayload);
    expect(changes).toHaveLength(60);
    expect(new Set(changes.map(({ batchId }) => batchId)).size).toBe(1);
    const [batch] = events
      .filter(({ topic }) => topic === 'risk-batch')
      .map(({ payload }) => payload as unknown as RiskBatchPayload);
    expect(batch).toMatchObject({
      id: changes[0]!.batchId,
      cause: 'R01',
      changed: 60,
      byLevel: [{ level: BLUE_LOW, count: 60 }],
      divisions: ['140781100', '140781101'],
    });
    const alarms = firms
      .slice(0, 20)
      .map((subject) => fact('alarm', { from: at('2026-03-01 13:00'), subject }));
    const few = await commit({ facts: alarms }, '2026-03-01 13:00');
    expect(few.events.map(({ payload }) => payload.batchId)).toEqual(Array(20).fill(null));
  });

  it('takes as many statements as one firm', async () => {
    const run = async (facts: Fact[], now: string) =>
      opened.database.transaction(async (tx) => {
        const counted = countSql(tx);
        const { record, events } = await moveRisk(counted, { facts }, { now: at(now) });
        await record(events.map((_, index) => index + 1));
        return counted.statements;
      });
    const one = await run(registered('G'), '2026-03-01 12:00');
    const many = await run(all, '2026-03-01 12:01');
    expect([one, many]).toEqual([many, many]);
    expect(many).toBeLessThanOrEqual(16);
  });

  it('reaches a follower in order', async () => {
    const { reader, close } = await openEvents({
      ...opened,
      clock: { now: () => new Date() },
      log: { warn: () => undefined },
    });
    const iterator = await reader.subscribe({ topics: ['risk-level'], uscc: firms.slice(0, 3) }, null);
    await commit({ facts: all }, '2026-03-01 12:00');
    const seen = [];
    for (let count = 0; count < 3; count++) seen.push((await iterator.next()).value.uscc);
    expect(seen).toEqual(firms.slice(0, 3));
    await close();
  });
});

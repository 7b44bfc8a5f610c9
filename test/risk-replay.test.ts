import { RULE_SETS } from '../src/kernel/risk/rule-sets/rule-sets';
import { rankOf, type RiskLevel } from '../src/kernel/risk/levels';
import type { Standing } from '../src/kernel/risk/standing';
import { replayStandings } from './faults/replay';
import { at, fact } from './support/facts';
import { born, CITY, live, type Life } from './support/random-life';
import { openRiskHub, type RiskHub } from './support/risk-hub';

// A city that went through anything: its stored history gives every stored level, change and reason once more, and a
// rehearsal on it says what the release of the rules then does.

const standingsOf = async ({ database }: RiskHub): Promise<Map<string, Standing>> => {
  const rows = await database.query<{ subject: string; standing: Standing }>(
    `select subject, standing from hub.risk_state where standing <> 'null'`,
  );
  return new Map(rows.map(({ subject, standing }) => [subject, standing]));
};

/** Alarms and lapsed grades weigh more, hazards nothing. */
const draft = (version: string) => {
  const current = RULE_SETS.find(({ validTo }) => validTo === null)!;
  const rules = current.rules.flatMap((rule): object[] => {
    if (rule.kind === 'major-hazard' || rule.kind === 'overdue-hazards') return [];
    if (rule.kind === 'grade-lapsed') return [{ ...rule, parameters: { steps: 2 } }];
    if (rule.kind === 'level-2-alarm') return [{ ...rule, parameters: { ...rule.parameters, steps: 3 } }];
    return [rule];
  });
  return { ...current, version, rules };
};

const subjectIn = (change: { enterprise: { uscc: string }; unit: { id: string } | null }): string =>
  change.unit ? `unit:${change.unit.id}` : change.enterprise.uscc;

async function rehearsed(life: Life, version: string) {
  await life.ask('mutation ($d: JSON!) { proposeRuleSet(document: $d, note: "x") { version } }', {
    d: draft(version),
  });
  const { data, errors } = await life.hub.query(
    `query ($v: String!, $d: DivisionCode!) { simulate(ruleSetVersion: $v, division: $d) {
      raised lowered unchanged samples { enterprise { uscc } unit { id } from to direction causes { rule evidence } }
      told { up down } } }`,
    { v: version, d: CITY },
  );
  expect(errors).toEqual([]);
  return data.simulate;
}

async function activated(life: Life, version: string) {
  const before = await standingsOf(life.hub);
  await life.ask(
    'mutation ($v: String!, $t: DateTime!) { approveRuleSet(version: $v, activeFrom: $t) { version } }',
    { v: version, t: life.now },
    '乙',
  );
  await life.hub.advance(life.now);
  const after = await standingsOf(life.hub);
  const of = (moved: (was: Standing, is: Standing) => boolean) =>
    [...after].filter(([subject, is]) => moved(before.get(subject)!, is)).map(([subject]) => subject);
  const rank = rankOf as (level: RiskLevel) => number;
  return {
    after,
    raised: of((was, is) => rank(is.level) > rank(was.level)),
    lowered: of(
      (was, is) =>
        rank(is.level) <= rank(was.level) &&
        rank(is.target) < Math.min(rank(was.target), rank(was.level), rank(is.level)),
    ),
  };
}

test.each([
  ['in the same millisecond', '2026-06-01 11:00:00.000'],
  ['from a process whose clock is behind', '2026-06-01 10:59:59.900'],
])('what came after stays after, also when it comes %s', async (_, later) => {
  const hub = await openRiskHub(at('2026-06-01 10:00'));
  try {
    const life = await born(hub, { now: at('2026-06-01 10:00'), from: 1, count: 1 });
    const [subject] = life.firms as [string];
    const tell = async (now: string, severity: 1 | 2, key: string) => {
      await hub.advance(at(now));
      await hub.commit({
        facts: [fact('alarm', { from: at('2026-06-01 09:00'), subject, key }, { severity })],
      });
    };
    await tell('2026-06-01 11:00:00.000', 2, 'A2');
    await tell(later, 1, 'A1');
    const { wrong, changes } = await replayStandings(hub.database);
    expect({ wrong, changes }).toEqual({ wrong: [], changes: 3 });
  } finally {
    await hub.close();
  }
});

test.each([1, 2, 3])('a city drawn by seed %i', async (seed) => {
  const hub = await openRiskHub(at('2026-06-01 10:00'));
  try {
    const life = await born(hub, { now: at('2026-06-01 10:00'), from: 1, count: 6 });
    await live(life, seed);
    const { subjects, changes, wrong } = await replayStandings(hub.database);
    expect(wrong).toEqual([]);
    expect(subjects).toBeGreaterThan(3);
    expect(changes).toBeGreaterThan(10);

    const said = await rehearsed(life, 'rehearsed/1');
    const did = await activated(life, 'rehearsed/1');
    const { raised, lowered, unchanged } = said;
    const bothDid = { raised: did.raised.length, lowered: did.lowered.length };
    expect({ raised, lowered }).toEqual(bothDid);
    expect(raised + lowered + unchanged).toBe(did.after.size);
    const up = said.samples.filter(({ direction }: { direction: string }) => direction === 'UP');
    const upOf = (change: Parameters<typeof subjectIn>[0] & { to: string }) => [subjectIn(change), change.to];
    expect(up.map(upOf).sort()).toEqual(
      did.raised.map((subject) => [subject, did.after.get(subject)!.level]).sort(),
    );
    const sum = (key: 'up' | 'down') =>
      said.told.reduce((all: number, group: { up: number; down: number }) => all + group[key], 0);
    expect({ raised: sum('up'), lowered: sum('down') }).toEqual(bothDid);

    // planted: a fact that the hub judged by is lost
    await hub.database.query(
      `delete from hub.fact where id = (select max(id) from hub.fact where kind = 'riskPoint' and known_to is null
         and subject in (select subject from hub.risk_state where standing <> 'null'))`,
    );
    expect((await replayStandings(hub.database)).wrong).not.toEqual([]);
  } finally {
    await hub.close();
  }
});

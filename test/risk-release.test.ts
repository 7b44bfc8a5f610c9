import type { Viewer } from '../src/kernel/graphql/context';
import { RULE_SETS } from '../src/kernel/risk/rule-sets/rule-sets';
import { at, fact } from './support/facts';
import { hazard, openRiskHub, riskPoint, usccOf, type RiskHub } from './support/risk-hub';

const CITY = '140781';
const YIAN = '140781100';
const [MINE, CAFE] = [usccOf(1), usccOf(2)] as [string, string];

const person = (id: string): Viewer => ({
  ...{ id, name: `示例${id}`, department: null, roles: [], divisions: [], expiresAt: null },
});
const [officer, second] = [person('甲'), person('乙')];

let hub: RiskHub;
beforeEach(async () => {
  hub = await openRiskHub(at('2026-06-01 10:00'));
  await hub.register([
    { uscc: MINE, division: YIAN, industry: 'COAL_MINE' },
    { uscc: CAFE, division: CITY },
  ]);
  await hub.send('risk-points', [riskPoint('P1', MINE), riskPoint('P2', CAFE)]);
});
afterEach(() => hub.close());

const FIRM = `query ($u: USCC!) { _entities(representations: [{ __typename: "Enterprise", uscc: $u }]) {
  ... on Enterprise {
    risk { dynamic inherent since ruleSetVersion stale factors { rule evidence until } override { by reason until } }
    riskHistory(from: "2026-01-01T00:00:00+08:00") { at from to direction batchId causes { rule } } } } }`;
const firm = async (u: string) => (await hub.query(FIRM, { u })).data._entities[0];
const levelOf = async (u: string): Promise<string> => (await firm(u)).risk.dynamic;

describe('a rule set', () => {
  const current = RULE_SETS.find(({ validTo }) => validTo === null)!;
  const stricter = (version = 'stricter/1') => ({
    ...current,
    version,
    rules: current.rules.map((rule) =>
      rule.kind === 'risk-points'
        ? rule
        : rule.kind === 'grade-lapsed'
          ? { ...rule, parameters: { steps: 3 } }
          : rule,
    ),
  });
  const propose = (document: unknown, asker = officer, note = '从严') =>
    hub.query(
      'mutation ($d: JSON!, $n: String!) { proposeRuleSet(document: $d, note: $n) { version state proposedBy note } }',
      { d: document, n: note },
      asker,
    );
  const approve = (version: string, activeFrom: Date | string, asker = second) =>
    hub.query(
      'mutation ($v: String!, $t: DateTime!) { approveRuleSet(version: $v, activeFrom: $t) { state approvedBy activeFrom } }',
      { v: version, t: activeFrom },
      asker,
    );
  const states = async () =>
    Object.fromEntries(
      (await hub.query('{ ruleSets { version state } }')).data.ruleSets.map(
        ({ version, state }: { version: string; state: string }) => [version, state],
      ),
    );
  const lapse = () =>
    hub.commit({
      facts: [
        fact(
          'firm',
          { from: at('2026-06-01 10:00'), subject: CAFE },
          { division: CITY, gradeExpiresOn: '2026-06-01' },
        ),
      ],
    });

  test('is proposed by one, approved by another, switches at its moment as one batch, and back the same way', async () => {
    await lapse();
    expect((await propose(stricter())).data.proposeRuleSet).toMatchObject({
      state: 'DRAFT',
      proposedBy: '示例甲',
    });
    expect((await approve('stricter/1', at('2026-06-03 12:00'))).data.approveRuleSet).toEqual({
      ...{ state: 'APPROVED', approvedBy: '示例乙', activeFrom: at('2026-06-03 12:00').toISOString() },
    });
    await hub.advance(at('2026-06-03 11:59'));
    expect(await levelOf(CAFE)).toBe('YELLOW_GENERAL');

    await hub.advance(at('2026-06-03 12:00'));
    expect(await firm(CAFE)).toMatchObject({ risk: { dynamic: 'RED_MAJOR', ruleSetVersion: 'stricter/1' } });
    const { riskHistory } = await firm(CAFE);
    expect(riskHistory.at(-1)).toMatchObject({
      ...{ at: at('2026-06-03 12:00').toISOString(), to: 'RED_MAJOR', causes: [{ rule: 'R12' }] },
      batchId: expect.stringContaining('stricter/1'),
    });
    expect(await states()).toMatchObject({ 'stricter/1': 'ACTIVE', [current.version]: 'RETIRED' });

    const { document } = (await hub.query(`{ ruleSet(version: "${current.version}") { document } }`)).data
      .ruleSet;
    await propose(document);
    await approve(current.version, at('2026-06-03 12:00'));
    await hub.advance(at('2026-06-03 12:01'));
    expect(await states()).toMatchObject({ 'stricter/1': 'RETIRED', [current.version]: 'ACTIVE' });
    await hub.advance(at('2026-06-06 00:00'));
    expect(await levelOf(CAFE)).toBe('YELLOW_GENERAL');
  });

  test('is judged by on the dates on which it held, also for what is learnt later', async () => {
    await propose(stricter());
    await approve('stricter/1', at('2026-06-02 12:00'));
    await hub.advance(at('2026-06-04 12:00'));
    await lapse();
    const { riskHistory } = await firm(CAFE);
    expect(riskHistory.at(-1)).toMatchObject({ at: at('2026-06-02 12:00').toISOString(), to: 'RED_MAJOR' });
  });

  test('is not approved by who proposed it, nor twice, nor unheard of, nor for the past', async () => {
    await propose(stricter());
    const codeOf = ({ errors }: { errors: readonly { extensions?: Record<string, unknown> }[] }) =>
      errors[0]?.extensions?.code;
    expect(codeOf(await approve('stricter/1', at('2026-06-02 10:00'), officer))).toBe('FORBIDDEN');
    expect(codeOf(await approve('none/1', at('2026-06-02 10:00')))).toBe('NOT_FOUND');
    expect(codeOf(await approve(current.version, at('2026-06-02 10:00')))).toBe('CONFLICT');
    expect(codeOf(await approve('stricter/1', at('2026-05-31 10:00')))).toBe('BAD_USER_INPUT');
    expect(codeOf(await approve('stricter/1', at('2028-06-01 10:00')))).toBe('BAD_USER_INPUT');
    expect(codeOf(await propose(stricter(), second))).toBe('CONFLICT');
    expect(codeOf(await propose(stricter(), officer))).toBeUndefined();
    expect(codeOf(await propose({ ...stricter(), fedByAllSources: [] }))).toBe('CONFLICT');
    expect(codeOf(await propose(stricter('stricter/2'), officer, ' '))).toBe('BAD_USER_INPUT');
    expect(codeOf(await approve('stricter/1', at('2026-06-02 10:00')))).toBeUndefined();
    expect(codeOf(await approve('stricter/1', at('2026-06-02 10:00')))).toBe('CONFLICT');
  });

  test('approved by two at the same moment is approved by one of them', async () => {
    await propose(stricter());
    const asked = [second, person('丙'), person('丁')].map((one) =>
      approve('stricter/1', at('2026-06-02 10:00'), one),
    );
    const codes = (await Promise.all(asked)).map(({ errors }) => errors[0]?.extensions?.code ?? 'approved');
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'approved']);
    expect(await states()).toMatchObject({ 'stricter/1': 'APPROVED' });
  });

  test('is refused with every fault and its line', async () => {
    const text = 'version: x/1\nvalidFrom: 2026-13-01\nfedByAllSources: []\nrules: []\nsurplus: 1\n';
    const [error] = (await propose(text)).errors;
    expect(error!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'document' });
    expect(error!.extensions!.faults).toEqual([
      expect.stringMatching(/^document:2: validFrom: /),
      expect.stringMatching(/^document:4: rules: /),
      expect.stringMatching(/^document:5: surplus: /),
    ]);
  });
});

describe('an event period', () => {
  const declare = (input: object) =>
    hub.query(
      `mutation ($i: EventPeriodInput!) { declareEventPeriod(input: $i) {
        id name from to industries yearly declaredBy effects areas { code } } }`,
      { i: { name: '示例运动会', areas: [CITY], ...input } },
      officer,
    );
  const week = { from: at('2026-06-08 00:00'), to: at('2026-06-15 00:00') };

  test('raises the firms that it covers from its beginning, as one batch, and lets them down after its end', async () => {
    const { data } = await declare(week);
    expect(data.declareEventPeriod).toMatchObject({
      ...{
        name: '示例运动会',
        industries: null,
        yearly: false,
        declaredBy: '示例甲',
        areas: [{ code: CITY }],
      },
      effects: [expect.stringContaining('1 up')],
    });
    await hub.advance(at('2026-06-07 23:59'));
    expect(await levelOf(MINE)).toBe('BLUE_LOW');
    await hub.advance(at('2026-06-08 00:00'));
    const { risk, riskHistory } = await firm(MINE);
    expect(risk.dynamic).toBe('YELLOW_GENERAL');
    expect(risk.factors[0]).toEqual({ rule: 'R15', evidence: '示例运动会', until: week.to.toISOString() });
    expect(riskHistory.at(-1)).toMatchObject({
      ...{ at: week.from.toISOString(), causes: [{ rule: 'R15' }] },
      batchId: expect.stringContaining(data.declareEventPeriod.id),
    });
    expect(await levelOf(CAFE)).toBe('BLUE_LOW');
    const board = await hub.query(`{ riskBoard(division: "${CITY}") { activePeriods { name to } } }`);
    expect(board.data.riskBoard.activePeriods).toEqual([{ name: '示例运动会', to: week.to.toISOString() }]);

    await hub.advance(at('2026-06-15 00:00'));
    expect(await levelOf(MINE)).toBe('BLUE_LOW');
  });

  test('may name trades, and begins when it is declared if its beginning has passed', async () => {
    await declare({ ...week, from: at('2026-05-30 00:00'), industries: ['CATERING'] });
    await hub.advance(at('2026-06-01 10:01'));
    expect([await levelOf(MINE), await levelOf(CAFE)]).toEqual(['BLUE_LOW', 'YELLOW_GENERAL']);
    expect((await firm(CAFE)).riskHistory.at(-1).at).toBe(at('2026-06-01 10:00').toISOString());
  });

  test('covers a firm that comes into the register while it lasts', async () => {
    await declare(week);
    await hub.advance(at('2026-06-10 10:00'));
    await hub.register([{ uscc: usccOf(3), division: YIAN, industry: 'HAZMAT' }]);
    expect((await firm(usccOf(3))).risk.dynamic).toBe('YELLOW_GENERAL');
  });

  test('comes again every year until it is called off', async () => {
    const { data } = await declare({ ...week, yearly: true });
    const { id } = data.declareEventPeriod;
    await hub.advance(at('2026-06-20 00:00'));
    expect(await levelOf(MINE)).toBe('BLUE_LOW');
    const [next] = (await hub.query('{ eventPeriods { from to } }')).data.eventPeriods;
    expect(next).toEqual({
      from: at('2027-06-08 00:00').toISOString(),
      to: at('2027-06-15 00:00').toISOString(),
    });
    await hub.advance(at('2027-06-08 09:00'));
    expect(await levelOf(MINE)).toBe('YELLOW_GENERAL');
    await hub.query(`mutation { endEventPeriod(id: "${id}") { endedAt } }`);
    await hub.advance(at('2027-06-08 09:01'));
    await hub.advance(at('2027-06-09 00:00'));
    expect(await levelOf(MINE)).toBe('BLUE_LOW');
    await hub.advance(at('2028-06-09 00:00'));
    expect(await levelOf(MINE)).toBe('BLUE_LOW');
    const [again] = (await hub.query(`mutation { endEventPeriod(id: "${id}") { id } }`)).errors;
    expect(again!.extensions!.code).toBe('CONFLICT');
  });

  test.each([
    ['input.to', { to: week.from }],
    ['input.to', { to: at('2028-06-15 00:00') }],
    ['input.to', { from: at('2026-05-01 00:00'), to: at('2026-05-02 00:00') }],
    ['input.from', { from: at('2028-06-08 00:00'), to: at('2028-06-09 00:00') }],
    ['input.name', { name: ' ' }],
    ['input.areas', { areas: [] }],
    ['input.areas[0]', { areas: ['990000'] }],
    ['input.industries', { industries: [] }],
  ])('a wrong %s is refused by name', async (argument, wrong) => {
    const { errors } = await declare({ ...week, ...wrong });
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });
});

describe('a level set by hand', () => {
  const set = (level: string, more: Record<string, unknown> = {}) =>
    hub.query(
      `mutation ($s: ID!, $l: RiskLevel!, $r: String!, $b: String!, $u: DateTime!, $c: ID!) {
        overrideRisk(subject: $s, level: $l, reason: $r, basis: $b, until: $u, clientRequestId: $c) {
          id from to direction at causes { rule evidence } } }`,
      {
        ...{ s: MINE, l: level, r: '现场核查', b: '2026年第6号纪要', u: at('2026-06-11 10:00'), c: 'c1' },
        ...more,
      },
      officer,
    );
  const hazards = (state: string) =>
    hub.send('hazards', [hazard('H1', MINE, { grade: '重大', dueOn: '2026-06-20', state })]);

  test('holds at once, in both directions, until it expires, and tells who, why and on what basis', async () => {
    expect((await set('RED_MAJOR')).data.overrideRisk).toMatchObject({
      ...{ from: 'BLUE_LOW', to: 'RED_MAJOR', direction: 'UP' },
      causes: [{ rule: 'R32', evidence: '示例甲: 现场核查 (2026年第6号纪要)' }],
    });
    await hub.advance(at('2026-06-04 10:00'));
    expect((await firm(MINE)).risk).toMatchObject({
      dynamic: 'RED_MAJOR',
      override: { by: '示例甲', reason: '现场核查', until: at('2026-06-11 10:00').toISOString() },
    });
    const down = await set('YELLOW_GENERAL', { c: 'c2' });
    expect(down.data.overrideRisk).toMatchObject({
      from: 'RED_MAJOR',
      to: 'YELLOW_GENERAL',
      direction: 'DOWN',
    });
    await hub.advance(at('2026-06-11 10:00'));
    expect((await firm(MINE)).risk).toMatchObject({ dynamic: 'YELLOW_GENERAL', override: null });
    await hub.advance(at('2026-06-12 00:00'));
    expect(await levelOf(MINE)).toBe('BLUE_LOW');
  });

  test('is carried out once for one request, and told where it changes nothing', async () => {
    const first = (await set('BLUE_LOW')).data.overrideRisk;
    expect(first).toMatchObject({ from: 'BLUE_LOW', to: 'BLUE_LOW', causes: [{ rule: 'R32' }] });
    expect((await set('BLUE_LOW')).data.overrideRisk).toEqual(first);
    for (const other of [{ s: CAFE }, { u: at('2026-06-12 10:00') }, { r: '另一理由' }, { b: '另一依据' }])
      expect((await set('BLUE_LOW', other)).errors[0]!.extensions).toMatchObject({
        ...{ code: 'CONFLICT', argument: 'clientRequestId' },
      });
    expect((await set('RED_MAJOR')).errors[0]!.extensions!.code).toBe('CONFLICT');
    expect(await levelOf(MINE)).toBe('BLUE_LOW');
  });

  test('by two hands at one moment is told to each as it was', async () => {
    const asked = (['RED_MAJOR', 'ORANGE_LARGER'] as const).map((level) => set(level, { c: level }));
    const told = (await Promise.all(asked)).map(({ data }) => data.overrideRisk.to);
    expect(told).toEqual(['RED_MAJOR', 'ORANGE_LARGER']);
  });

  test('does not hide what begins later', async () => {
    await set('BLUE_LOW');
    await hub.commit({
      facts: [fact('alarm', { from: at('2026-06-01 10:00'), key: 'A1', subject: MINE })],
    });
    await hub.advance(at('2026-06-01 10:01'));
    await hub.commit({
      facts: [fact('alarm', { from: at('2026-06-01 10:01'), key: 'A2', subject: MINE })],
    });
    expect(await levelOf(MINE)).toBe('YELLOW_GENERAL');
    await hub.advance(at('2026-06-01 10:12'));
    expect(await levelOf(MINE)).toBe('RED_MAJOR');
  });

  test('does not go below a legal floor, nor down while the source is not heard', async () => {
    await hazards('整改中');
    expect(await levelOf(MINE)).toBe('ORANGE_LARGER');
    const { errors } = await set('BLUE_LOW');
    expect(errors[0]!.extensions).toMatchObject({ code: 'CONFLICT', argument: 'level', rule: 'R08' });
    expect((await set('ORANGE_LARGER')).errors).toEqual([]);
    await hub.advance(at('2026-06-03 10:00'), { heard: false });
    const silent = await set('BLUE_LOW', { s: CAFE, c: 'c2' });
    expect(silent.errors).toEqual([]);
    await set('RED_MAJOR', { s: CAFE, c: 'c3' });
    expect((await set('BLUE_LOW', { s: CAFE, c: 'c4' })).errors[0]!.extensions!.code).toBe('CONFLICT');
  });

  test.each([
    ['level', { l: 'UNRATED' }],
    ['reason', { r: '' }],
    ['basis', { b: ' ' }],
    ['until', { u: at('2026-06-01 09:00') }],
    ['until', { u: at('2026-07-02 10:01') }],
    ['clientRequestId', { c: '' }],
  ])('a wrong %s is refused by name', async (argument, wrong) => {
    const { errors } = await set('RED_MAJOR', wrong);
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  test.each([usccOf(9), 'unit:none', 'x'])('of %s, which nobody knows, is refused by name', async (s) => {
    const { errors } = await set('RED_MAJOR', { s });
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'subject' });
  });
});

describe('a rehearsal', () => {
  const current = RULE_SETS.find(({ validTo }) => validTo === null)!;
  /** Lapsed grades weigh more, and overdue hazards nothing. */
  const other = {
    ...current,
    version: 'other/1',
    rules: current.rules.flatMap((rule) =>
      rule.kind === 'overdue-hazards'
        ? []
        : [rule.kind === 'grade-lapsed' ? { ...rule, parameters: { steps: 3 } } : rule],
    ),
  };
  const [LAPSED, OVERDUE, QUIET] = [usccOf(11), usccOf(12), usccOf(13)] as [string, string, string];
  const simulate = async (more: Record<string, unknown> = {}) => {
    const { data, errors } = await hub.query(
      `query ($v: String!, $d: DivisionCode!, $p: EventPeriodInput, $f: DateTime, $t: DateTime) {
        simulate(ruleSetVersion: $v, division: $d, period: $p, from: $f, to: $t) {
          raised lowered unchanged
          samples { enterprise { uscc } from to direction at causes { rule } }
          told { division { code } committee up down } } }`,
      { v: 'other/1', d: CITY, ...more },
    );
    return { diff: data?.simulate, errors };
  };
  const propose = (document: unknown) =>
    hub.query(
      'mutation ($d: JSON!) { proposeRuleSet(document: $d, note: "试行") { version } }',
      { d: document },
      officer,
    );

  beforeEach(async () => {
    await hub.register([
      { uscc: LAPSED, division: YIAN, committee: 'ZW-01' },
      { uscc: OVERDUE, division: CITY },
      { uscc: QUIET, division: CITY },
    ]);
    await hub.commit({
      facts: [
        fact(
          'firm',
          { from: at('2026-06-01 10:00'), subject: LAPSED },
          { division: YIAN, gradeExpiresOn: '2026-05-01' },
        ),
      ],
    });
    await hub.send(
      'hazards',
      ['G1', 'G2', 'G3'].map((id) => hazard(id, OVERDUE, { dueOn: '2026-05-30', state: '整改中' })),
    );
    await hub.send('risk-points', [
      riskPoint('P3', LAPSED),
      riskPoint('P4', OVERDUE),
      riskPoint('P5', QUIET),
    ]);
    await propose(other);
  });

  test('says what activation then does, and changes nothing itself', async () => {
    await hub.advance(at('2026-06-02 10:00'));
    const before = [await firm(LAPSED), await firm(OVERDUE)];
    const { diff } = await simulate();
    expect(diff).toMatchObject({ raised: 1, lowered: 1, unchanged: 3 });
    expect(diff.samples).toMatchObject([
      {
        enterprise: { uscc: LAPSED },
        from: 'YELLOW_GENERAL',
        to: 'RED_MAJOR',
        direction: 'UP',
        causes: [{ rule: 'R12' }],
      },
      { enterprise: { uscc: OVERDUE }, from: 'YELLOW_GENERAL', to: 'BLUE_LOW', direction: 'DOWN' },
    ]);
    expect(diff.told).toEqual([
      { division: { code: YIAN }, committee: 'ZW-01', up: 1, down: 0 },
      { division: { code: CITY }, committee: null, up: 0, down: 1 },
    ]);
    expect([await firm(LAPSED), await firm(OVERDUE)]).toEqual(before);

    await hub.query(
      'mutation ($t: DateTime!) { approveRuleSet(version: "other/1", activeFrom: $t) { state } }',
      { t: at('2026-06-02 10:00') },
      second,
    );
    await hub.advance(at('2026-06-02 10:01'));
    expect(await levelOf(LAPSED)).toBe('RED_MAJOR');
    await hub.advance(at('2026-06-03 00:00'));
    expect(await Promise.all([OVERDUE, QUIET, MINE, CAFE].map(levelOf))).toEqual(Array(4).fill('BLUE_LOW'));
  });

  test('of the rules in force changes nothing, now and over all of history', async () => {
    await hub.advance(at('2026-06-09 10:00'));
    const version = current.version;
    const nothing = { raised: 0, lowered: 0, unchanged: 5, samples: [], told: [] };
    expect((await simulate({ v: version })).diff).toEqual(nothing);
    const span = { f: at('2026-06-01 11:00'), t: at('2026-06-09 10:00') };
    expect((await simulate({ v: version, ...span })).diff).toEqual(nothing);
  });

  test('of a span of history says what would have been, also of what is over', async () => {
    await hub.advance(at('2026-06-03 10:00'));
    await hub.commit({
      facts: [
        fact(
          'firm',
          { from: at('2026-06-03 10:00'), subject: LAPSED },
          { division: YIAN, gradeExpiresOn: '2029-05-01' },
        ),
      ],
    });
    await hub.advance(at('2026-06-09 10:00'));
    expect(await levelOf(LAPSED)).toBe('BLUE_LOW');
    expect((await simulate()).diff).toMatchObject({ raised: 0, lowered: 1 });
    const { diff } = await simulate({ f: at('2026-06-02 10:00'), t: at('2026-06-09 10:00') });
    expect(diff).toMatchObject({ raised: 1, lowered: 1, unchanged: 3 });
    expect(diff.samples[0]).toMatchObject({
      ...{ enterprise: { uscc: LAPSED }, at: at('2026-06-02 10:00').toISOString(), to: 'RED_MAJOR' },
    });
  });

  test('of an event period raises what it will cover', async () => {
    const period = {
      name: '示例运动会',
      areas: [YIAN],
      from: at('2026-06-08 00:00'),
      to: at('2026-06-15 00:00'),
    };
    const { diff } = await simulate({ v: current.version, p: period });
    expect(diff).toMatchObject({ raised: 1, lowered: 0 });
    expect(diff.samples).toMatchObject([{ enterprise: { uscc: MINE }, causes: [{ rule: 'R15' }] }]);
    expect((await hub.query('{ eventPeriods { id } }')).data.eventPeriods).toEqual([]);
  });

  test.each([
    ['division', { d: '990000' }],
    ['from', { f: at('2025-05-01 10:00') }],
    ['from', { f: at('2026-07-01 10:00') }],
    ['to', { f: at('2026-05-01 10:00'), t: at('2026-05-01 09:00') }],
    ['to', { f: at('2026-05-01 10:00'), t: at('2026-07-01 10:00') }],
    ['to', { f: at('2025-05-01 10:00'), t: at('2026-05-01 10:00') }],
    [
      'period.areas',
      { p: { name: 'x', areas: [], from: at('2026-06-08 00:00'), to: at('2026-06-15 00:00') } },
    ],
  ])('a wrong %s is refused by name', async (argument, wrong) => {
    const { errors } = await simulate(wrong);
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  test('of rules that nobody proposed is NOT_FOUND', async () => {
    expect((await simulate({ v: 'none/1' })).errors[0]!.extensions!.code).toBe('NOT_FOUND');
  });
});

import fc from 'fast-check';
import { RiskLevel } from '../src/kernel/risk/levels';
import { mayInspect } from '../src/entities/risk/inspection-cap';
import { reinspectDueOn } from '../src/entities/risk/reinspection';
import { superviseIn, type SupervisionInputs } from '../src/entities/risk/supervision';
import { CheckKind, HazardState } from '../src/schema/risk/enums';
import { incident, sendTo } from './support/command-records';
import { at } from './support/facts';
import { firmCode, firmRow } from './support/register-rows';
import { openSliceHub, registerFile, type SliceHub } from './support/slice-hub';

const TODAY = '2026-11-20';

const inputs = (more: Partial<SupervisionInputs['firm']> = {}, rest: Partial<SupervisionInputs> = {}) => ({
  firm: {
    ...{ industry: 'HAZMAT', status: 'RUNNING', grade: 'GRADE_2', gradeExpiresOn: null, safetyClass: null },
    ...more,
  },
  ...{
    level: RiskLevel.YELLOW_GENERAL,
    levelSince: null,
    accident: false,
    done: 0,
    lastOn: null,
    supervisoryDone: 0,
    reinspections: 0,
    reinspectDueOn: null,
  },
  ...rest,
});

describe('the cap of the Shanxi notice of 2025-04-23', () => {
  test.each([
    ['COAL_MINE', { safetyClass: 'A' }, 2],
    ['COAL_MINE', { safetyClass: 'B' }, 4],
    ['COAL_MINE', { safetyClass: 'C' }, 6],
    ['COAL_MINE', { safetyClass: 'D' }, 4],
    ['COAL_MINE', { safetyClass: 'A', status: 'LONG_STOPPED' }, 4],
    ['COAL_MINE', {}, null],
    ['NON_COAL_MINE', { safetyClass: 'A' }, 1],
    ['TAILINGS', { safetyClass: 'D' }, 4],
    ['HAZMAT', { grade: 'GRADE_1' }, 2],
    ['METALLURGY', { grade: 'GRADE_2' }, 4],
    ['COKING', { grade: 'GRADE_3' }, 8],
    ['HAZMAT', { grade: 'UNGRADED' }, 12],
    ['HAZMAT', { grade: 'GRADE_1', gradeExpiresOn: '2026-11-19' }, 12],
    ['HAZMAT', { grade: 'GRADE_1', gradeExpiresOn: TODAY }, 2],
    ['CATERING', { grade: 'UNGRADED' }, 6],
    ['FIREWORKS', { grade: 'GRADE_1' }, null],
  ])('%s %j: %s', (industry, more, cap) => {
    expect(superviseIn(2026, inputs({ industry, ...more }), TODAY).cap).toBe(cap);
  });

  test.each<[string, Partial<SupervisionInputs['firm']>, number | null, string]>([
    ['COAL_MINE', { safetyClass: 'A' }, 6, 'C'],
    ['COAL_MINE', { safetyClass: 'C' }, 6, 'C'],
    ['COAL_MINE', {}, 6, 'C'],
    ['COAL_MINE', { safetyClass: 'D' }, 4, 'D'],
    ['COAL_MINE', { safetyClass: 'A', status: 'LONG_STOPPED' }, 4, 'C'],
    ['NON_COAL_MINE', { safetyClass: 'A' }, 4, 'D'],
    ['TAILINGS', { safetyClass: 'C' }, 4, 'D'],
    ['HAZMAT', { grade: 'GRADE_1' }, 2, 'grade is under review'],
    ['FIREWORKS', {}, null, 'grade is under review'],
  ])('while an accident counts (R10), %s %j as the worst class: %s', (industry, more, cap, said) => {
    const given = inputs({ industry, ...more }, { level: RiskLevel.RED_MAJOR, accident: true });
    const { planned, why, ...plan } = superviseIn(2026, given, TODAY);
    expect(plan.cap).toBe(cap);
    expect(planned).toBe(cap ?? 4);
    expect(why[1]).toContain(said);
  });

  test('it says nothing of the years before it', () => {
    expect(superviseIn(2024, inputs(), TODAY)).toMatchObject({ cap: null, supervisoryCap: null });
  });

  test.each([
    ['COAL_MINE', 3],
    ['TAILINGS', 3],
    ['HAZMAT', 3],
    ['CATERING', 3],
    ['FIREWORKS', null],
  ])('supervisory checks of %s: %s, of whatever class', (industry, supervisoryCap) => {
    for (const grade of ['GRADE_1', 'UNGRADED'])
      expect(superviseIn(2026, inputs({ industry, grade }), TODAY)).toMatchObject({ supervisoryCap });
  });

  test.each([
    [3, 2, ['ADMIN_INSPECTION', 'SUPERVISORY'], /inspections done.*\n.*supervisory checks done/],
    [2, 2, ['ADMIN_INSPECTION'], /2 inspections done, the yearly cap of 2 is reached/],
    [3, 1, ['SUPERVISORY'], /3 supervisory checks done, the yearly cap of 3 is reached/],
    [4, 1, ['SUPERVISORY'], /4 supervisory checks done, the yearly cap of 3 is reached/],
    [2, 1, [], /half of the cap/],
  ])('%s supervisory checks and %s inspections of 2: no more of %j', (supervisoryDone, done, kinds, why) => {
    const plan = superviseIn(2026, inputs({ grade: 'GRADE_1' }, { supervisoryDone, done }), TODAY);
    expect(plan.forbidden).toEqual(kinds);
    expect(plan.why.join('\n')).toMatch(why);
    expect(plan.planned).toBe(1);
  });
});

describe('the plan', () => {
  test.each([
    [RiskLevel.YELLOW_GENERAL, 'GRADE_3', 4],
    [RiskLevel.UNRATED, 'GRADE_1', 1],
    [RiskLevel.RED_MAJOR, 'GRADE_3', 8],
  ])('%s of %s: %s visits', (level, grade, planned) => {
    expect(superviseIn(2026, inputs({ grade }, { level }), TODAY).planned).toBe(planned);
  });

  test('half of an odd cap is rounded up, a closed firm is not visited', () => {
    expect(superviseIn(2026, inputs({ industry: 'NON_COAL_MINE', safetyClass: 'A' }), TODAY).planned).toBe(1);
    expect(superviseIn(2026, inputs({ status: 'CLOSED' }), TODAY)).toMatchObject({
      planned: 0,
      nextDueOn: null,
    });
  });

  test('what is left is spread over the rest of the year', () => {
    const plan = (done: number, lastOn: string | null) =>
      superviseIn(2026, inputs({ grade: 'GRADE_3' }, { done, lastOn }), TODAY).nextDueOn;
    expect(plan(0, null)).toBe('2026-04-02'); // 364 / 4 = 91 days from 1 January
    expect(plan(3, '2026-09-01')).toBe('2026-12-31');
    expect(plan(4, '2026-09-01')).toBeNull();
  });

  test('a firm that turned red is owed visits from that day, not from January', () => {
    const red = { level: RiskLevel.RED_MAJOR, levelSince: '2026-11-01', done: 1, lastOn: '2026-03-01' };
    expect(superviseIn(2026, inputs({ grade: 'GRADE_2' }, red), TODAY).nextDueOn).toBe('2026-11-21');
  });

  test('whatever happened: never more planned than the cap, no date after the cap is reached, every date in the year', () => {
    const firm = fc.record({
      industry: fc.constantFrom('COAL_MINE', 'HAZMAT', 'OTHER', 'FIREWORKS'),
      status: fc.constantFrom('RUNNING', 'CLOSED', 'LONG_STOPPED'),
      grade: fc.constantFrom('GRADE_1', 'GRADE_2', 'GRADE_3', 'UNGRADED'),
      gradeExpiresOn: fc.constantFrom(null, '2026-01-01', '2027-01-01'),
      safetyClass: fc.constantFrom(null, 'A', 'B', 'C', 'D'),
    });
    const day = fc.constantFrom(null, '2025-12-31', '2026-01-01', '2026-06-30', '2026-12-31');
    const level = fc.constantFrom(...Object.values(RiskLevel));
    const any = fc.record({
      ...{ firm, level, levelSince: day, done: fc.nat(15), lastOn: day },
      ...{
        supervisoryDone: fc.nat(5),
        accident: fc.boolean(),
        reinspections: fc.nat(3),
        reinspectDueOn: day,
      },
    });
    fc.assert(
      fc.property(any, (given) => {
        const plan = superviseIn(2026, given, TODAY);
        if (plan.cap !== null) expect(plan.planned).toBeLessThanOrEqual(plan.cap);
        expect(plan.blockedByCap).toBe(plan.cap !== null && given.done >= plan.cap);
        expect(plan.forbidden.includes(CheckKind.ADMIN_INSPECTION)).toBe(plan.blockedByCap);
        const named = given.firm.industry !== 'FIREWORKS';
        expect(plan.forbidden.includes(CheckKind.SUPERVISORY)).toBe(named && given.supervisoryDone >= 3);
        if (plan.nextDueOn === null) expect(plan.blockedByCap || given.done >= plan.planned).toBe(true);
        else expect(plan.nextDueOn >= '2026-01-01' && plan.nextDueOn <= '2026-12-31').toBe(true);
      }),
    );
  });
});

test.each([
  ['应急管理局执法队', true],
  ['国家矿山安全监察局', true],
  ['市卫生健康委员会', true],
  ['矿山安全生产专委会', false],
  ['化工安全生产专业委员会', false],
  ['市安全生产委员会办公室', false],
  ['市安委办', false],
  ['专家会诊组', false],
  ['某第三方技术服务机构', false],
  ['村网格员', false],
])('%s may inspect a firm: %s', (authority, may) => expect(mayInspect(authority)).toBe(may));

describe('a hazard is re-inspected within 10 days (DOMAIN 2.8)', () => {
  // the due date is the 10th; days count in city time
  test.each([
    ['from the due date when nobody asks', 'RECTIFYING', null, '2026-12-20'],
    [
      'from the request of its firm, also in the last minute of a day',
      'SUBMITTED',
      '2026-12-02 23:59',
      '2026-12-12',
    ],
    ['the day after', 'SUBMITTED', '2026-12-03 00:00', '2026-12-13'],
    ['from the due date when it asks later', 'SUBMITTED', '2026-12-15 09:00', '2026-12-20'],
    ['from the due date when it does not say when it asked', 'SUBMITTED', null, '2026-12-20'],
    ['when it is back to rectifying, as asked before', 'RECTIFYING', '2026-12-02 12:00', '2026-12-12'],
    ['whatever its platform calls it', 'OVERDUE', null, '2026-12-20'],
    ['not once it was', 'REINSPECTED', '2026-12-02 12:00', null],
    ['not once it is closed', 'CLOSED', null, null],
  ])('%s: %s, asked %s, by %s', (_when, state, asked, by) => {
    const hazard = {
      reportedState: state as HazardState,
      submittedAt: asked ? at(asked) : null,
      dueOn: '2026-12-10',
    };
    expect(reinspectDueOn(hazard)).toBe(by);
  });

  test('over the end of a year and a leap day', () => {
    const by = (dueOn: string) =>
      reinspectDueOn({ reportedState: HazardState.FOUND, submittedAt: null, dueOn });
    expect([by('2026-12-25'), by('2028-02-20')]).toEqual(['2027-01-04', '2028-03-01']);
  });

  test('the plan says so beside its visits, which it does not change', () => {
    const asked = { reinspections: 2, reinspectDueOn: '2026-11-19' };
    const { why, reinspectDueOn: by, ...plan } = superviseIn(2026, inputs({}, asked), TODAY);
    const { why: _why, reinspectDueOn: none, ...without } = superviseIn(2026, inputs(), TODAY);
    expect([by, none, plan]).toEqual(['2026-11-19', null, without]);
    expect(why.at(-1)).toBe(
      '2 项重大或挂牌督办隐患待复查,首项应于 2026-11-19 前,已逾期 · 2 hazards to re-inspect, the first by 2026-11-19, overdue',
    );
  });
});

describe('over the graph', () => {
  let hub: SliceHub;
  beforeAll(async () => {
    hub = await openSliceHub(at('2026-11-20 10:00'));
    await hub.send(
      'enterprise-registry',
      'enterprises',
      registerFile([
        firmRow(1),
        firmRow(2, { 标准化等级: '一级' }),
        firmRow(3, { 行业: '烟花爆竹' }),
        firmRow(4, { 经营状态: '关闭' }),
        firmRow(5, { 行政区划代码: '140702' }),
      ]),
    );
    const check = (id: string, n: number, on: string, more: object = {}) => ({
      ...{ id, uscc: firmCode(n), kind: 'ADMIN_INSPECTION', authority: '示例执法队', trigger: 'PLAN', on },
      ...{ offSite: false, hazardIds: [], updatedAt: `${on}T18:00:00+08:00`, ...more },
    });
    await hub.send('dual-prevention', 'checks', {
      items: [
        check('K1', 1, '2026-02-01'),
        check('K2', 1, '2025-12-31'),
        check('K3', 1, '2026-05-01', { trigger: 'COMPLAINT' }),
        check('K4', 2, '2026-01-10'),
        check('K5', 2, '2026-03-10'),
        ...['2026-02-03', '2026-04-03', '2026-06-03'].map((on, n) =>
          check(`S${n}`, 2, on, { kind: 'SUPERVISORY', authority: '示例督查落实办' }),
        ),
        check('S3', 1, '2026-06-03', { kind: 'SUPERVISORY', trigger: 'ACCIDENT' }),
        check('S4', 1, '2026-06-04', { kind: 'SUPERVISORY', offSite: true }),
        check('S5', 1, '2026-06-05', { kind: 'SUPERVISORY' }),
        check('S6', 1, '2026-06-06', { kind: 'EXPERT_SERVICE', authority: '示例专家组' }),
      ],
    });
    await hub.send('dual-prevention', 'risk-points', {
      items: [
        {
          ...{ id: 'P2', uscc: firmCode(2), name: '示例罐区', method: 'LEC', l: 10, e: 10, c: 100 },
          ...{ assessedOn: '2026-01-05', controls: [], updatedAt: '2026-01-05T09:00:00+08:00' },
        },
      ],
    });
  });
  afterAll(() => hub.close());

  const DUE = `query ($d: DivisionCode!, $b: Date!) { supervisionDue(division: $d, before: $b) {
    planned done cap blockedByCap supervisoryDone supervisoryCap forbidden nextDueOn why enterprise { uscc name risk { dynamic } } } }`;

  test('lists who is due, and last whom the cap keeps from a visit', async () => {
    const { data, errors, statements } = await hub.query(DUE, { d: '140781', b: '2026-12-31' });
    expect(errors).toEqual([]);
    expect(data.supervisionDue.map(({ why, ...plan }: { why: string[] }) => plan)).toEqual([
      {
        ...{ planned: 2, done: 1, cap: 4, blockedByCap: false, nextDueOn: '2026-12-31' },
        ...{ supervisoryDone: 1, supervisoryCap: 3, forbidden: [] },
        enterprise: { uscc: firmCode(1), name: '示例企业1', risk: { dynamic: 'UNRATED' } },
      },
      {
        ...{ planned: 1, done: 0, cap: null, blockedByCap: false, nextDueOn: '2026-12-31' },
        ...{ supervisoryDone: 0, supervisoryCap: null, forbidden: [] },
        enterprise: { uscc: firmCode(3), name: '示例企业3', risk: { dynamic: 'UNRATED' } },
      },
      {
        ...{ planned: 2, done: 2, cap: 2, blockedByCap: true, nextDueOn: null },
        ...{ supervisoryDone: 3, supervisoryCap: 3, forbidden: ['ADMIN_INSPECTION', 'SUPERVISORY'] },
        enterprise: { uscc: firmCode(2), name: '示例企业2', risk: { dynamic: 'RED_MAJOR' } },
      },
    ]);
    expect(data.supervisionDue[2].why[1]).toMatch(/2 inspections done, the yearly cap of 2 is reached/);
    expect(data.supervisionDue[2].why[2]).toMatch(
      /3 supervisory checks done, the yearly cap of 3 is reached/,
    );
    expect(statements).toBeLessThanOrEqual(5);
    const early = await hub.query(DUE, { d: '140781', b: '2026-12-30' });
    expect(early.data.supervisionDue).toHaveLength(1);
  });

  test('a firm shows its plan of a year with all its checks', async () => {
    const { data, errors } = await hub.query(
      `query ($u: USCC!) { enterprise(uscc: $u) {
        now: supervision(year: 2026) { year planned done checks { id countsTowardCap } }
        before: supervision(year: 2025) { cap done checks { id } } } }`,
      { u: firmCode(1) },
    );
    expect(errors).toEqual([]);
    expect(data.enterprise.now).toEqual({
      ...{ year: 2026, planned: 2, done: 1 },
      checks: [
        { id: 'S6', countsTowardCap: false },
        { id: 'S5', countsTowardCap: true },
        { id: 'S4', countsTowardCap: false },
        { id: 'S3', countsTowardCap: false },
        { id: 'K3', countsTowardCap: false },
        { id: 'K1', countsTowardCap: true },
      ],
    });
    expect(data.enterprise.before).toEqual({ cap: 4, done: 1, checks: [{ id: 'K2' }] });
  });

  test('names the firms with a hazard to re-inspect, also one that has had all its visits', async () => {
    const hazard = (id: string, n: number, more: object) => ({
      ...{
        id,
        uscc: firmCode(n),
        grade: '重大',
        title: '示例隐患',
        foundBy: '示例执法队',
        supervised: false,
      },
      ...{ foundAt: '2026-11-01T09:00:00+08:00', dueOn: '2026-11-18', state: '整改中' },
      ...{ updatedAt: '2026-11-19T09:00:00+08:00', ...more },
    });
    await hub.send('dual-prevention', 'hazards', {
      items: [
        hazard('H1', 2, { submittedAt: '2026-11-12T09:00:00+08:00', state: '已提交' }),
        hazard('H2', 2, {}),
        hazard('H3', 2, { grade: '一般' }),
        hazard('H4', 3, { grade: '一般', supervised: true }),
        hazard('H5', 1, { state: '已复查' }),
        hazard('H6', 1, { dueOn: '2026-12-25' }),
      ],
    });
    const { data, errors, statements } = await hub.query(
      `{ supervisionDue(division: "140781", before: "2026-11-28") {
        blockedByCap nextDueOn reinspectDueOn why reinspections { id reinspectDueOn submittedAt state } } }`,
    );
    expect(errors).toEqual([]);
    const [second, third] = data.supervisionDue;
    expect(data.supervisionDue).toHaveLength(2);
    expect(second).toMatchObject({
      ...{ blockedByCap: true, nextDueOn: null, reinspectDueOn: '2026-11-22' },
      reinspections: [
        {
          ...{ id: 'H1', reinspectDueOn: '2026-11-22', state: 'OVERDUE' },
          submittedAt: '2026-11-12T01:00:00.000Z',
        },
        { id: 'H2', reinspectDueOn: '2026-11-28', submittedAt: null },
      ],
    });
    expect(second.why.at(-1)).toMatch(/2 hazards to re-inspect, the first by 2026-11-22$/);
    expect(third).toMatchObject({ nextDueOn: '2026-12-31', reinspections: [{ id: 'H4' }] });
    expect(statements).toBeLessThanOrEqual(6);

    // done: the firm goes from the list
    await hub.send('dual-prevention', 'hazards', {
      items: [hazard('H4', 3, { supervised: true, state: '已复查', updatedAt: '2026-11-20T09:00:00+08:00' })],
    });
    const after = await hub.query(
      '{ supervisionDue(division: "140781", before: "2026-11-28") { reinspectDueOn } }',
    );
    expect(after.data.supervisionDue).toEqual([{ reinspectDueOn: '2026-11-22' }]);
  });

  test('says how fresh it is, by the worst of checks, register and level', async () => {
    const asked =
      '{ supervisionDue(division: "140781", before: "2026-12-31") { freshness { source state } } }';
    const fresh = async () => {
      const { data } = await hub.query(asked);
      return data.supervisionDue.map(({ freshness }: { freshness: object }) => freshness);
    };
    await hub.advance(at('2026-11-20 10:01'));
    expect((await fresh()).map(({ state }: { state: string }) => state)).toEqual(['FRESH', 'FRESH', 'FRESH']);
    await hub.advance(at('2026-11-20 10:10'), hub.sourcesBut('dual-prevention'));
    const unheard = { source: 'dual-prevention', state: 'UNKNOWN' };
    expect(await fresh()).toEqual([unheard, unheard, unheard]);
  });

  test.each([
    ['{ supervisionDue(division: "149999", before: "2026-12-31") { cap } }', 'division'],
    ['{ supervisionDue(division: "140781", before: "2026-12-31", first: 501) { cap } }', 'first'],
    [`{ enterprise(uscc: "${firmCode(1)}") { supervision(year: 1900) { cap } } }`, 'year'],
  ])('%s is BAD_USER_INPUT', async (query, argument) => {
    const { errors } = await hub.query(query);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors[0]!.message).toContain(argument);
  });
});

describe('after an accident', () => {
  let hub: SliceHub;
  beforeAll(async () => {
    hub = await openSliceHub(at('2026-06-01 10:00'));
  });
  afterAll(() => hub.close());

  /** Cap and plan of the mine, and its class in the register, as they are now. */
  const plan = async () => {
    const { data, errors } = await hub.query(
      `{ enterprise(uscc: "${firmCode(1)}") { safetyClass risk { dynamic } supervision(year: 2026) { cap planned why } } }`,
    );
    expect(errors).toEqual([]);
    const { safetyClass, risk, supervision } = data.enterprise;
    return [safetyClass, risk.dynamic, supervision.cap, supervision.planned, /R10/.test(supervision.why[1])];
  };
  /** The accident of 09:00, as the command centre tells of it at `now`. */
  async function tell(now: string, more: object) {
    await hub.advance(at(now));
    const times = { at: '2026-06-01 09:00', reportedAt: '2026-06-01 09:10', updatedAt: now };
    const told = Object.entries(times).map(([name, time]) => [name, at(time).toISOString()]);
    const values = { uscc: firmCode(1), grade: '一般', ...Object.fromEntries(told), ...more };
    expect(await sendTo(hub)('incidents', incident('I1', values))).toMatchObject({ stored: 1 });
  }

  test('the cap is that of the worst class until R10 runs out, and the class in the register stays', async () => {
    await hub.send(
      'enterprise-registry',
      'enterprises',
      registerFile([firmRow(1, { 行业: '煤矿', 安全分类: 'A', 更新时间: '2026-05-01 08:00:00' })]),
    );
    expect(await plan()).toEqual(['A', 'UNRATED', 2, 1, false]);
    await tell('2026-06-01 10:30', { deaths: 0 });
    expect(await plan()).toEqual(['A', 'UNRATED', 2, 1, false]);
    await tell('2026-06-01 10:40', { deaths: 1 });
    expect(await plan()).toEqual(['A', 'RED_MAJOR', 6, 6, true]);
    const closed = { deaths: 1, closedAt: at('2026-07-01 09:50').toISOString() };
    // 90 days are over on 29 September 09:50
    await tell('2026-09-29 09:49', closed);
    expect(await plan()).toEqual(['A', 'RED_MAJOR', 6, 6, true]);
    await tell('2026-09-29 09:50', { ...closed, title: '示例结案' });
    expect((await plan())[2]).toBe(2);
  });
});

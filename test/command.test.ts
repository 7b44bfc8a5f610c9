import { after, incident, minutes, sendTo, START } from './support/command-records';
import { firmCode, firmRow } from './support/register-rows';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';

const COUNTY = '140781';
const YIAN = '140781100';
const ZHANGLAN = '140781101';

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
let send: ReturnType<typeof sendTo>;
beforeAll(async () => {
  opened = await openSliceDatabase();
});
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(START, opened);
  send = sendTo(hub);
});
afterEach(() => hub.close());
afterAll(() => opened.close());

const ask = async (query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await hub.query(query, variables);
  expect(errors).toEqual([]);
  return data;
};
const one = async (id: string, fields: string) =>
  (await ask(`query ($id: ID!) { incident(id: $id) { ${fields} } }`, { id })).incident;
const ids = async (args: string) =>
  (await ask(`{ incidents${args} { id } }`)).incidents.map((i: { id: string }) => i.id);

describe('incidents', () => {
  test('an incident has all that the centre told, and leads to its firm, its headquarters, its teams', async () => {
    await hub.send('enterprise-registry', 'enterprises', registerFile([firmRow(1)]));
    await send('headquarters', headquarters('HQ1'));
    await send(
      'incidents',
      incident('I1', {
        ...{ grade: '较大', response: 'Ⅲ级', deaths: 0, injured: 4, gravelyInjured: 1, lossYuan: 12.5 },
        ...{
          uscc: firmCode(1),
          headquarters: 'HQ1',
          teams: ['JX-T01', 'JX-T02', 'JX-T01'],
          waybill: 'JX202611200001',
        },
        position: { lng: 111.92, lat: 37.03, crs: 'GCJ02' },
        log: [
          { at: minutes(-9), seat: '值班长席', text: '示例:接报' },
          { at: minutes(-8), seat: '调度席', text: '示例:派出两队' },
        ],
      }),
    );
    const found = await one(
      'I1',
      `title code category accidentKind grade gradeGiven response at reportedAt deaths injured gravelyInjured lossYuan drill
       closedAt lng lat division { code } divisionRaw enterprise { name } waybill { id } headquarters { name plan { title } }
       teams { id assignedTo { id } } log { at seat text } freshness { source state }`,
    );
    expect(found).toMatchObject({
      ...{ category: 'ACCIDENT', accidentKind: 'PRODUCTION', grade: 'LARGER', gradeGiven: 'LARGER' },
      ...{ response: 'LEVEL_III', at: minutes(-30), reportedAt: minutes(-10), drill: false, closedAt: null },
      ...{
        deaths: 0,
        injured: 4,
        gravelyInjured: 1,
        lossYuan: 12.5,
        division: { code: YIAN },
        divisionRaw: YIAN,
      },
      enterprise: { name: '示例企业1' },
      waybill: { id: 'JX202611200001' },
      headquarters: { name: '示例指挥部HQ1', plan: { title: '示例预案' } },
      teams: [
        { id: 'JX-T01', assignedTo: { id: 'I1' } },
        { id: 'JX-T02', assignedTo: { id: 'I1' } },
      ],
      freshness: { source: 'command-centre', state: 'FRESH' },
    });
    expect(found.log.map(({ seat }: { seat: string }) => seat)).toEqual(['调度席', '值班长席']);
    // GCJ-02 lies some 500 m off, so the position has moved, and not far
    expect(Math.abs(found.lng - 111.92)).toBeGreaterThan(0.003);
    expect(Math.abs(found.lng - 111.92)).toBeLessThan(0.01);
    expect(await one('I1', 'log(first: 1) { text }')).toEqual({ log: [{ text: '示例:派出两队' }] });
  });

  test('open ones come first asked, the latest first, by their own division', async () => {
    await send(
      'incidents',
      incident('I1', { at: minutes(-50) }),
      incident('I2', { division: ZHANGLAN }),
      incident('I3', { closedAt: minutes(-1) }),
      incident('I4', { drill: true, at: minutes(-20), division: '1407' }),
    );
    expect(await ids('')).toEqual(['I4', 'I2', 'I1']);
    expect(await ids(`(division: "${COUNTY}")`)).toEqual(['I2', 'I1']);
    expect(await ids(`(division: "${YIAN}")`)).toEqual(['I1']);
    expect(await ids(`(division: "${YIAN}", open: false)`)).toEqual(['I3']);
    expect(await ids('(open: null)')).toEqual(['I4', 'I3', 'I2', 'I1']);
    expect(await ids('(drill: true)')).toEqual(['I4']);
    expect(await ids('(drill: false)')).toEqual(['I2', 'I1']);
    expect(await ids('(first: 1)')).toEqual(['I4']);
    expect(await ids('(first: 0)')).toEqual([]);
  });

  test('a drill says so in its title too, so that a board without the flag cannot mislead', async () => {
    await send(
      'incidents',
      incident('I1', { drill: true }),
      incident('I2', { drill: true, title: '示例演练' }),
    );
    expect((await ask('{ incidents { title drill } }')).incidents).toEqual([
      { title: '示例演练', drill: true },
      { title: '【演练】示例事件I1', drill: true },
    ]);
  });

  test('a village that nobody knows is put under its county, and marked', async () => {
    await send(
      'incidents',
      incident('I1', { division: '140781999999' }),
      incident('I2', { division: '140700' }),
    );
    expect(await one('I1', 'division { code } divisionRaw divisionNote')).toMatchObject({
      division: { code: COUNTY },
      divisionRaw: '140781999999',
      divisionNote: expect.stringContaining('nearest parent'),
    });
    expect(await one('I2', 'division { code } divisionNote')).toEqual({
      division: { code: '1407' },
      divisionNote: null,
    });
  });

  test('a team is where the latest real incident is that is still open', async () => {
    const teams = ['JX-T01'];
    await send(
      'incidents',
      incident('I1', { teams, at: minutes(-50) }),
      incident('I2', { teams, at: minutes(-40) }),
      incident('I3', { teams, at: minutes(-35), drill: true }),
      incident('I4', { teams, at: minutes(-31), closedAt: minutes(-2) }),
    );
    const assigned = async () => (await one('I4', 'teams { assignedTo { id } }')).teams;
    expect(await assigned()).toEqual([{ assignedTo: { id: 'I2' } }]);
    const closed = { closedAt: minutes(-1), updatedAt: minutes(0) };
    await send('incidents', incident('I2', { teams, ...closed }), incident('I1', { teams, ...closed }));
    expect(await assigned()).toEqual([{ assignedTo: { id: 'I3' } }]);
  });

  test('what is not known is null; a silent centre makes it stale', async () => {
    expect(await one('I1', 'id')).toBeNull();
    expect(
      await ask(
        '{ headquartersById(id: "HQ1") { id } warning(id: "W1") { id } commandCentre(id: "C") { id } }',
      ),
    ).toEqual({ headquartersById: null, warning: null, commandCentre: null });
    await send('incidents', incident('I1'));
    await hub.advance(after(1), []);
    expect(await one('I1', 'freshness { state }')).toEqual({ freshness: { state: 'UNKNOWN' } });
  });
});

describe('the grade', () => {
  test.each([
    [{ deaths: 30 }, 'EXTRAORDINARY'],
    [{ deaths: 29 }, 'MAJOR'],
    [{ deaths: 10 }, 'MAJOR'],
    [{ deaths: 9 }, 'LARGER'],
    [{ deaths: 3 }, 'LARGER'],
    [{ deaths: 2 }, 'GENERAL'],
    [{ gravelyInjured: 100 }, 'EXTRAORDINARY'],
    [{ gravelyInjured: 50 }, 'MAJOR'],
    [{ gravelyInjured: 10 }, 'LARGER'],
    [{ gravelyInjured: 9 }, 'GENERAL'],
    [{ lossYuan: 100_000_000 }, 'EXTRAORDINARY'],
    [{ lossYuan: 99_999_999 }, 'MAJOR'],
    [{ lossYuan: 50_000_000 }, 'MAJOR'],
    [{ lossYuan: 10_000_000 }, 'LARGER'],
    [{ lossYuan: 9_999_999 }, 'GENERAL'],
    [{ deaths: 1, gravelyInjured: 60 }, 'MAJOR'],
    [{ injured: 200 }, null],
    [{ deaths: 0, injured: 0, gravelyInjured: 0 }, null],
    [{}, null],
    [{ grade: '一般', deaths: 11 }, 'MAJOR'],
    [{ grade: '重大', deaths: 1 }, 'MAJOR'],
    [{ grade: '一般' }, 'GENERAL'],
    // casualties of a flood are no accident's
    [{ category: '自然灾害', code: '11A01', accidentKind: null, deaths: 40 }, null],
  ])('%j: %s', async (given, grade) => {
    await send('incidents', incident('I1', given));
    expect((await one('I1', 'grade')).grade).toBe(grade);
  });
});

describe('the clocks of Order 493', () => {
  const REPORTS = 'reportDueAt reportedLate reports { from to dueAt reportedAt state lateSeconds }';
  const step = (from: string, to: string, dueAt: number) => ({ from, to, dueAt: minutes(dueAt) });

  test('the firm has an hour, each level above two from when it was told', async () => {
    await send('incidents', incident('I1', { grade: '较大', reportsUp: [{ to: '市级', at: minutes(-4) }] }));
    expect(await one('I1', REPORTS)).toEqual({
      reportDueAt: minutes(116),
      reportedLate: false,
      reports: [
        { ...step('FIRM', 'COUNTY', 30), reportedAt: minutes(-10), state: 'ON_TIME', lateSeconds: 0 },
        { ...step('COUNTY', 'CITY', 110), reportedAt: minutes(-4), state: 'ON_TIME', lateSeconds: 0 },
        { ...step('CITY', 'PROVINCE', 116), reportedAt: null, state: 'DUE', lateSeconds: 0 },
      ],
    });
  });

  test.each([
    ['一般', ['COUNTY', 'CITY']],
    [null, ['COUNTY', 'CITY']],
    ['较大', ['COUNTY', 'CITY', 'PROVINCE']],
    ['重大', ['COUNTY', 'CITY', 'PROVINCE', 'STATE']],
    ['特别重大', ['COUNTY', 'CITY', 'PROVINCE', 'STATE']],
  ])('one of grade %s goes up to %j', async (grade, levels) => {
    await send('incidents', incident('I1', { grade }));
    const { reports } = await one('I1', REPORTS);
    expect(reports.map(({ to }: { to: string }) => to)).toEqual(levels);
  });

  test('a report an hour and a second after it happened is late by a second; at the hour it is not', async () => {
    const at = new Date(START.getTime() - 3_600_000).toISOString();
    const aSecondEarlier = new Date(START.getTime() - 3_601_000).toISOString();
    await send('incidents', incident('I1', { at, reportedAt: minutes(0) }));
    await send('incidents', incident('I2', { at: aSecondEarlier, reportedAt: minutes(0) }));
    const first = async (id: string) => {
      const { reportedLate, reports } = await one(id, REPORTS);
      return [reportedLate, reports[0].state, reports[0].lateSeconds];
    };
    expect(await first('I1')).toEqual([false, 'ON_TIME', 0]);
    expect(await first('I2')).toEqual([true, 'LATE', 1]);
  });

  test('what is not made in time is overdue, longer and longer', async () => {
    await send('incidents', incident('I1'));
    const last = async () => {
      const { reportDueAt, reports } = await one('I1', REPORTS);
      const { state, lateSeconds } = reports.at(-1);
      return { reportDueAt, state, lateSeconds };
    };
    expect(await last()).toEqual({ reportDueAt: minutes(110), state: 'DUE', lateSeconds: 0 });
    await hub.advance(after(110));
    expect(await last()).toMatchObject({ state: 'DUE', lateSeconds: 0 });
    await hub.advance(after(111));
    expect(await last()).toEqual({ reportDueAt: minutes(110), state: 'OVERDUE', lateSeconds: 60 });
    await hub.advance(after(120));
    expect(await last()).toMatchObject({ state: 'OVERDUE', lateSeconds: 600 });
    const made = { reportsUp: [{ to: '市级', at: minutes(119) }], updatedAt: minutes(120) };
    await send('incidents', incident('I1', made));
    expect(await last()).toEqual({ reportDueAt: minutes(110), state: 'LATE', lateSeconds: 540 });
  });

  test('a level that was never told has its time from when it had to be told', async () => {
    await send('incidents', incident('I1', { grade: '重大' }));
    const { reports } = await one('I1', REPORTS);
    expect(reports.map(({ dueAt }: { dueAt: string }) => dueAt)).toEqual([30, 110, 230, 350].map(minutes));
  });

  test('what only a higher grade asks for is due from when that grade was known', async () => {
    const reportsUp = [{ to: '市级', at: minutes(-5) }];
    await hub.advance(after(3_000));
    const raised = { grade: '较大', gradedAt: minutes(2_900), updatedAt: minutes(2_900), reportsUp };
    await send('incidents', incident('I1', raised));
    const { reportDueAt, reports } = await one('I1', REPORTS);
    expect(reportDueAt).toBe(minutes(3_020));
    expect(reports.map(({ dueAt }: { dueAt: string }) => dueAt)).toEqual([30, 110, 3_020].map(minutes));
  });

  test.each([
    [{}, '2026-12-20T16:00:00.000Z'],
    [{ accidentKind: '道路交通' }, '2026-11-27T16:00:00.000Z'],
    [{ accidentKind: '火灾' }, '2026-11-27T16:00:00.000Z'],
    [{ accidentKind: null }, '2026-12-20T16:00:00.000Z'],
    [{ category: '公共卫生', code: '31A01', accidentKind: null }, null],
  ])('casualties of %j are followed until %s', async (given, until) => {
    await send('incidents', incident('I1', given));
    const found = await one('I1', 'casualtiesFollowedUntil reportBasis');
    expect(found.casualtiesFollowedUntil).toBe(until);
    expect(found.reportBasis).toContain(until ? '· C' : '· P');
  });
});

const headquarters = (id: string, more = {}) => ({
  ...{ id, name: `示例指挥部${id}`, general: false, categories: ['事故灾难'], division: COUNTY },
  ...{ commanderTitle: '示例副市长', leadUnit: 'JX-U01', updatedAt: minutes(-60) },
  plan: {
    id: `P-${id}`,
    title: '示例预案',
    version: '2.1',
    revisedOn: '2026-03-01',
    responseLevels: ['Ⅰ级', 'Ⅳ级'],
  },
  ...more,
});

test('headquarters with their plans and lead units, the general one first', async () => {
  const all = ['自然灾害', '事故灾难', '公共卫生', '社会安全'];
  await send(
    'headquarters',
    headquarters('HQ1'),
    headquarters('HQ2', { plan: null, leadUnit: null }),
    headquarters('HQ9', { general: true, categories: all }),
  );
  const fields =
    'id general category categories commanderTitle division { code } leadUnit { id } plan { id title version revisedOn responseLevels } freshness { state }';
  const { headquarters: found } = await ask(`{ headquarters(division: "${COUNTY}") { ${fields} } }`);
  expect(found.map(({ id }: { id: string }) => id)).toEqual(['HQ9', 'HQ1', 'HQ2']);
  expect(found[0]).toMatchObject({
    general: true,
    category: 'NATURAL_DISASTER',
    categories: expect.arrayContaining(['SOCIAL_SECURITY']),
  });
  expect(found[1]).toMatchObject({
    leadUnit: { id: 'JX-U01' },
    plan: {
      title: '示例预案',
      version: '2.1',
      revisedOn: '2026-03-01',
      responseLevels: ['LEVEL_I', 'LEVEL_IV'],
    },
    freshness: { state: 'FRESH' },
  });
  expect(found[2]).toMatchObject({ leadUnit: null, plan: null });
  expect(await ask('{ headquartersById(id: "HQ2") { name } }')).toEqual({
    headquartersById: { name: '示例指挥部HQ2' },
  });
  expect(await ask(`{ headquarters(division: "${YIAN}") { id } }`)).toEqual({ headquarters: [] });
});

test('a day’s roster has the shifts that touch it in city time, also those across midnight', async () => {
  const shift = (id: string, from: string, to: string) => ({
    ...{ id, division: COUNTY, from, to, leaderTitle: '示例主任', officer: '示例甲', unit: 'JX-U01' },
    updatedAt: minutes(-60),
  });
  await send(
    'duty-shifts',
    shift('night', '2026-11-19T20:00:00+08:00', '2026-11-20T08:00:00+08:00'),
    shift('day', '2026-11-20T08:00:00+08:00', '2026-11-20T20:00:00+08:00'),
    shift('late', '2026-11-20T20:00:00+08:00', '2026-11-21T00:00:00+08:00'),
    shift('next', '2026-11-21T00:00:00+08:00', '2026-11-21T08:00:00+08:00'),
  );
  const on = async (day: string, division = COUNTY) =>
    (
      await ask('query ($d: DivisionCode!, $on: Date!) { dutyRoster(division: $d, on: $on) { id } }', {
        d: division,
        on: day,
      })
    ).dutyRoster.map(({ id }: { id: string }) => id);
  expect(await on('2026-11-19')).toEqual(['night']);
  expect(await on('2026-11-20')).toEqual(['night', 'day', 'late']);
  expect(await on('2026-11-21')).toEqual(['next']);
  expect(await on('2026-11-22')).toEqual([]);
  expect(await on('2026-11-20', YIAN)).toEqual([]);
  const { dutyRoster } = await ask(
    `{ dutyRoster(division: "1407", on: "2026-11-19") { from to leaderTitle officerMasked unit { id } division { code } freshness { state } } }`,
  );
  expect(dutyRoster).toEqual([
    {
      ...{ from: '2026-11-19T12:00:00.000Z', to: '2026-11-20T00:00:00.000Z', leaderTitle: '示例主任' },
      ...{
        officerMasked: '示**',
        unit: { id: 'JX-U01' },
        division: { code: COUNTY },
        freshness: { state: 'FRESH' },
      },
    },
  ]);
  const { rows } = await hub.database.transaction(async (tx) => ({
    rows: await tx.query('select to_json(s)::text as row from command.duty_shift s'),
  }));
  expect(JSON.stringify(rows)).not.toContain('示例甲');
});

test('each division has a mode, with the seats of its centre', async () => {
  const centre = (id: string, division: string, more = {}) => ({
    ...{ id, name: `示例${id}`, division, mode: '平时', modeSince: minutes(-600), updatedAt: minutes(-60) },
    ...{ seats: [{ name: '值班长席', staffed: true }], ...more },
  });
  await send('centres', centre('C2', YIAN), centre('C1', COUNTY, { mode: '战时', modeReason: '示例:防汛' }));
  const { commandCentres } = await ask(
    `{ commandCentres(division: "${COUNTY}") { id mode modeSince modeReason division { code } seats { name staffed } freshness { state } } }`,
  );
  expect(commandCentres).toMatchObject([
    { id: 'C1', mode: 'WARTIME', modeReason: '示例:防汛', seats: [{ name: '值班长席', staffed: true }] },
    {
      id: 'C2',
      mode: 'PEACETIME',
      modeReason: null,
      division: { code: YIAN },
      freshness: { state: 'FRESH' },
    },
  ]);
  expect(await ask('{ commandCentre(id: "C2") { mode } }')).toEqual({ commandCentre: { mode: 'PEACETIME' } });
});

describe('wrong input is refused by the name of the argument:', () => {
  test.each([
    ['incidents(division: "999999") { id }', 'division'],
    ['incidents(first: -1) { id }', 'first'],
    ['incidents(first: 501) { id }', 'first'],
    ['headquarters(division: "999999") { id }', 'division'],
    ['dutyRoster(division: "999999", on: "2026-11-20") { id }', 'division'],
    ['commandCentres(division: "999999") { id }', 'division'],
    ['warnings(division: "999999") { id }', 'division'],
    ['incidentEvents(division: "999999") { nodes { id } }', 'division'],
    ['incidentEvents(first: 501) { nodes { id } }', 'first'],
    ['incidentEvents(after: "x") { nodes { id } }', 'after'],
    ['warningEvents(division: "999999") { nodes { id } }', 'division'],
    ['warningEvents(first: -1) { nodes { id } }', 'first'],
    ['warningEvents(after: "x") { nodes { id } }', 'after'],
  ])('%s', async (field, argument) => {
    const { errors } = await hub.query(`{ ${field} }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
  });

  test('a page of an incident’s log', async () => {
    await send('incidents', incident('I1'));
    const { errors } = await hub.query('{ incident(id: "I1") { log(first: 501) { text } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
  });
});

test('the board of incidents costs as many statements for 60 as for 2', async () => {
  const fill = (from: number, to: number) => {
    const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    return Promise.all([
      hub.send('enterprise-registry', 'enterprises', registerFile(numbers.map((n) => firmRow(n)))),
      send('headquarters', ...numbers.map((n) => headquarters(`HQ${n}`))),
      send(
        'incidents',
        ...numbers.map((n) =>
          incident(`I${n}`, { uscc: firmCode(n), headquarters: `HQ${n}`, teams: [`JX-T${n}`, 'JX-T01'] }),
        ),
      ),
    ]);
  };
  const board = `{ incidents(division: "${COUNTY}") { title grade reportDueAt reports { state } enterprise { name }
    teams { id assignedTo { id headquarters { name } } } headquarters { name plan { title } } division { name } } }`;
  await fill(1, 2);
  const few = await hub.query(board);
  await fill(3, 60);
  const many = await hub.query(board);
  expect([...few.errors, ...many.errors]).toEqual([]);
  expect(many.data.incidents).toHaveLength(60);
  expect(many.statements).toBe(few.statements);
  expect(many.statements).toBeLessThanOrEqual(10);
});

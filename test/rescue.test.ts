import fc from 'fast-check';
import { firmCode, firmRow, siteRow } from './support/register-rows';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';

const START = new Date('2026-11-20T02:00:00Z');
const after = (seconds: number) => new Date(START.getTime() + seconds * 1_000);
const SOURCE = 'rescue-registry';

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
beforeAll(async () => {
  opened = await openSliceDatabase();
});
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(START, opened);
});
afterEach(() => hub.close());
afterAll(() => opened.close());

type Fields = Record<string, unknown>;
const send = (stream: string, items: object[]) =>
  hub.send(SOURCE, stream, { page: 1, pages: 1, total: items.length, items });

const HERE = { lng: 111.92, lat: 37.03 };
/** So many kilometres north of HERE. */
const north = (km: number) => HERE.lat + km / 111.195;

const team = (id: string, more: Fields = {}) => ({
  ...{ id, name: `示例${id}救援队`, capabilities: ['危险化学品'], kind: '政府', division: '140781' },
  ...{ ...HERE, crs: 'CGCS2000', members: 20, onDuty: 8, state: '待命', turnoutSeconds: 60 },
  ...{ equipment: ['示例泡沫车'], dutyPhone: '0354-5550101', reportSeconds: 28_800 },
  ...{ updatedAt: START.toISOString(), ...more },
});
const stamped = <Item extends object>(item: Item) => ({ ...item, updatedAt: START.toISOString() });
const expert = (id: string, more: Fields = {}) =>
  stamped({ id, name: '示例甲', industries: ['煤矿'], resident: false, title: '高级工程师', ...more });
const consultation = (id: string, n: number, more: Fields = {}) =>
  stamped({ id, uscc: firmCode(n), experts: ['E1'], on: '2026-10-01', findings: 3, ...more });
const agreement = (id: string, n: number, more: Fields = {}) =>
  stamped({ id, uscc: firmCode(n), team: 'T1', validFrom: '2026-01-01', validTo: '2026-12-31', ...more });

const register = (...rows: Fields[]) =>
  hub.send('enterprise-registry', 'enterprises', registerFile(rows as Record<string, string>[]));

/** The data of an operation that goes well. */
async function ask(source: string, variables: Fields = {}): Promise<any> {
  const { data, errors } = await hub.query(source, variables);
  expect(errors).toEqual([]);
  return data;
}

const NEAREST = `query ($at: PointInput!, $capability: RescueCapability!, $limit: Int, $all: Boolean) {
  nearestTeams(at: $at, capability: $capability, limit: $limit, includeUnknown: $all) {
    km etaMinutes team { id state onDuty freshness { state } } } }`;
const nearest = async (more: Fields = {}) =>
  (await ask(NEAREST, { at: HERE, capability: 'HAZMAT', ...more })).nearestTeams;
const idsOf = (found: { team: { id: string } }[]) => found.map(({ team: { id } }) => id);

describe('nearestTeams', () => {
  test('the nearest first, with the distance and the minutes until it is there', async () => {
    await send('teams', [
      team('T1', { lat: north(20) }),
      team('T2', { lat: north(2), turnoutSeconds: null }),
      team('T3', { lat: north(4), turnoutSeconds: 90 }),
    ]);
    const [first, second, third] = await nearest();
    expect([first.team.id, second.team.id, third.team.id]).toEqual(['T2', 'T3', 'T1']);
    expect(first.km).toBeCloseTo(2, 2);
    expect(first.etaMinutes).toBeNull();
    // a minute and a half to drive off, then 4 km × 1.4 at 40 km/h
    expect(second.etaMinutes).toBe(9.9);
    expect(third.etaMinutes).toBe(43);
    expect(idsOf(await nearest({ limit: 1 }))).toEqual(['T2']);
    expect(await nearest({ limit: 0 })).toEqual([]);
  });

  test('only who is able: ready, with somebody on duty, for this kind of rescue', async () => {
    await send('teams', [
      team('T1', { state: '出动' }),
      team('T2', { state: '到场' }),
      team('T3', { state: '休整' }),
      team('T4', { state: '停用' }),
      team('T5', { onDuty: 0 }),
      team('T6', { capabilities: ['煤矿'] }),
      team('T7', { capabilities: ['抗震救灾', '危险化学品'], lat: north(150) }),
    ]);
    expect(idsOf(await nearest())).toEqual(['T7']);
    expect(idsOf(await nearest({ capability: 'COAL_MINE' }))).toEqual(['T6']);
    expect(await nearest({ capability: 'FOREST_FIRE' })).toEqual([]);
  });

  test('equally far ones come by their numbers', async () => {
    await send(
      'teams',
      ['T3', 'T1', 'T2'].map((id) => team(id, { lat: north(3) })),
    );
    expect(idsOf(await nearest({ limit: 2 }))).toEqual(['T1', 'T2']);
  });

  test('positions in each system are the same place', async () => {
    await send('teams', [team('T1', { crs: 'GCJ02' }), team('T2', { crs: 'WGS84' })]);
    const shifted = await nearest({ at: { ...HERE, crs: 'GCJ02' } });
    expect(shifted).toMatchObject([{ km: 0, team: { id: 'T1' } }, { team: { id: 'T2' } }]);
    expect(shifted[1].km).toBeGreaterThan(0.4);
    const { rescueTeam } = await ask('{ rescueTeam(id: "T1") { lng lat } }');
    expect(await nearest({ at: rescueTeam })).toMatchObject([{ km: 0, team: { id: 'T1' } }, {}]);
  });

  test('a team of a silent source does not look ready: left out, and null when nobody is left', async () => {
    await send('teams', [team('T1'), team('T2', { lat: north(5) })]);
    const others = ['enterprise-registry', 'monitoring-platform', 'dual-prevention'];
    await hub.advance(after(30), others);
    expect((await nearest()).map((one: any) => one.team.freshness.state)).toEqual(['STALE', 'STALE']);
    await hub.advance(after(60), others);
    expect(await nearest()).toBeNull();
    expect(await nearest({ all: true })).toMatchObject([
      { etaMinutes: null, km: 0, team: { id: 'T1', freshness: { state: 'UNKNOWN' } } },
      { etaMinutes: null, team: { id: 'T2' } },
    ]);
    await hub.advance(after(61));
    expect(idsOf(await nearest())).toEqual(['T1', 'T2']);
  });

  test('the silence of one source hides no team of another', async () => {
    await send(
      'teams',
      [0, 5, 6, 7].map((km, n) => team(`T${n + 1}`, { lat: north(km) })),
    );
    await opened.database.query(
      `update rescue.rescue_team set source = 'silent-' || id where id in ('T1', 'T3')`,
    );
    expect(idsOf(await nearest({ limit: 2 }))).toEqual(['T2', 'T4']);
    expect(idsOf(await nearest({ all: true }))).toEqual(['T1', 'T2', 'T3', 'T4']);
  });

  test('a team that has not reported within its own interval is stale, though its register is heard', async () => {
    await send('teams', [team('T1', { reportSeconds: 60 })]);
    await hub.advance(after(130));
    expect(await nearest()).toMatchObject([{ team: { freshness: { state: 'STALE' } } }]);
    await send('teams', [team('T1', { reportSeconds: 60, updatedAt: after(130).toISOString() })]);
    expect(await nearest()).toMatchObject([{ team: { freshness: { state: 'FRESH' } } }]);
  });

  test('at 50,000 teams it finds what a look at all of them finds, through its index', async () => {
    await opened.database.query(
      `insert into rescue.rescue_team
       select 'N' || n, '示例', case when n % 5 = 0 then '{HAZMAT,COAL_MINE}' else '{FOREST_FIRE}' end::text[],
         'VILLAGE', null, '140781', '140781', null, null, lng, lat, lng, lat, 'CGCS2000', 9,
         n % 3, case when n % 4 = 0 then 'RESTING' else 'READY' end, 60, '{}', null, 3600, $1, $2, $2, n::text
       from (select n, 111.6 + (n::bigint * 7919 % 10007) / 10007.0 as lng, 36.8 + (n::bigint * 104729 % 9973) / 16000.0 as lat
             from generate_series(1, 50000) n) placed`,
      [SOURCE, START],
    );
    await hub.advance(after(1));
    const model = await opened.database.query<{ id: string; km: number }>(
      `select id, round((2 * 6371.0088 * asin(least(1, sqrt(sin(radians(lat - $2) / 2) ^ 2
         + cos(radians($2)) * cos(radians(lat)) * sin(radians(lng - $1) / 2) ^ 2))))::numeric, 3)::float8 as km
       from rescue.rescue_team where 'HAZMAT' = any(capabilities) and state = 'READY' and on_duty > 0
       order by 2, id limit 20`,
      [HERE.lng, HERE.lat],
    );
    const query = jest.spyOn(opened.database, 'query');
    const found = await nearest({ limit: 20 });
    const [text, params] = query.mock.calls[0]!;
    query.mockRestore();
    expect(found.map(({ km, team: { id } }: any) => ({ id, km }))).toEqual(model);
    const plan = await opened.database.query(`explain ${text}`, params);
    expect(JSON.stringify(plan)).toContain('rescue_team_able');
  });
});

describe('the states of teams', () => {
  const EVENTS = `query ($d: DivisionCode, $c: [RescueCapability!], $first: Int, $after: String) {
    teamEvents(division: $d, capability: $c, first: $first, after: $after) {
      nodes { id cursor at kind previous onDuty team { id state } } pageInfo { endCursor hasNextPage } } }`;
  const events = async (more: Fields = {}) => (await ask(EVENTS, more)).teamEvents;
  const report = (id: string, state: string, seconds: number, more: Fields = {}) =>
    team(id, { state, updatedAt: after(seconds).toISOString(), ...more });

  test('each real change is one event, and saying the same again is none', async () => {
    await send('teams', [report('T1', '待命', 0)]);
    await send('teams', [report('T1', '待命', 10)]);
    await hub.advance(after(60));
    await send('teams', [report('T1', '出动', 20, { onDuty: 5 })]);
    await send('teams', [report('T1', '出动', 30, { onDuty: 4 })]);
    const { nodes } = await events();
    expect(nodes).toMatchObject([
      { kind: 'READY', previous: null, onDuty: 8, at: START.toISOString() },
      { kind: 'TURNED_OUT', previous: 'READY', onDuty: 5, at: after(20).toISOString() },
    ]);
    // what lies below answers as of now
    expect(nodes[0].team).toEqual({ id: 'T1', state: 'TURNED_OUT' });
  });

  test('reports that come late or twice change nothing: the newest wins', async () => {
    await hub.advance(after(600));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('待命', '出动', '到场', '休整'), { minLength: 2, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        async (states, order) => {
          await opened.database.query('delete from rescue.rescue_team');
          const before = (await events({ first: 500 })).pageInfo.endCursor;
          const reports = states.map((state, n) => report('T1', state, n));
          const shuffled = [...reports, ...reports]
            .map((one) => ({ one, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at);
          for (const { one } of shuffled) await send('teams', [one]);
          const { nodes } = await events({ after: before, first: 500 });
          const kinds = nodes.map(({ kind }: any) => kind);
          const [last] = nodes.slice(-1);
          expect(last.team.state).toBe(last.kind);
          const words = { 待命: 'READY', 出动: 'TURNED_OUT', 到场: 'ON_SCENE', 休整: 'RESTING' };
          expect(last.kind).toBe(words[states.at(-1)!]);
          expect(nodes.map(({ previous }: any) => previous)).toEqual([null, ...kinds.slice(0, -1)]);
          expect(kinds.some((kind: string, n: number) => kind === kinds[n + 1])).toBe(false);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('a stream resumes exactly where it was left, and says what its pull twin says', async () => {
    const CHANGED = `subscription ($d: DivisionCode, $c: [RescueCapability!], $after: String) {
      teamStateChanged(division: $d, capability: $c, after: $after) { id cursor at kind previous onDuty team { id state } } }`;
    const live = await hub.listen(CHANGED, { d: '140781' });
    const states = ['待命', '出动', '到场', '休整', '待命'];
    for (const [n, state] of states.entries()) {
      await hub.advance(after(n));
      await send('teams', [report('T1', state, n), report('T2', state, n, { division: '140105' })]);
    }
    const seen = [];
    for (const _ of states) seen.push((await live.next()).teamStateChanged);
    await live.end();
    const { nodes } = await events({ d: '140781' });
    expect(nodes).toHaveLength(states.length);
    const bare = (list: any[]) => list.map(({ team: _team, ...own }) => own);
    expect(bare(seen)).toEqual(bare(nodes));
    for (const [n, { cursor }] of nodes.slice(0, -1).entries()) {
      const resumed = await hub.listen(CHANGED, { d: '140781', after: cursor });
      for (const expected of nodes.slice(n + 1))
        expect((await resumed.next()).teamStateChanged).toEqual(expected);
      await resumed.end();
    }
  });

  test('are filtered by division and capability', async () => {
    await send('teams', [
      report('T1', '待命', 0),
      report('T2', '待命', 0, { division: '140105', capabilities: ['煤矿'] }),
      report('T3', '待命', 0, { division: '140781001', capabilities: ['煤矿', '森林火灾'] }),
    ]);
    const ids = async (more: Fields) => (await events(more)).nodes.map((one: any) => one.team.id);
    expect(await ids({})).toEqual(['T1', 'T2', 'T3']);
    expect(await ids({ d: '140781' })).toEqual(['T1', 'T3']);
    expect(await ids({ c: ['COAL_MINE'] })).toEqual(['T2', 'T3']);
    expect(await ids({ d: '140781', c: ['FOREST_FIRE', 'HAZMAT'] })).toEqual(['T1', 'T3']);
    const { nodes, pageInfo } = await events({ d: '140781', first: 1 });
    expect(pageInfo.hasNextPage).toBe(true);
    expect(nodes.map((one: any) => one.team.id)).toEqual(['T1']);
    expect((await events({ d: '140781', after: pageInfo.endCursor })).nodes).toMatchObject([
      { team: { id: 'T3' } },
    ]);
  });
});

describe('teams', () => {
  const TEAMS = `query ($f: TeamFilter, $first: Int) { rescueTeams(filter: $f, first: $first) { id } }`;
  const ids = async (f: Fields | null, first?: number) =>
    (await ask(TEAMS, { f, first })).rescueTeams.map(({ id }: { id: string }) => id);

  test('are filtered by division, capability, kind and state', async () => {
    await send('teams', [
      team('T1', { division: '140781001', kind: '乡村' }),
      team('T2', { division: '140105', capabilities: ['煤矿'] }),
      team('T3', { state: '出动', capabilities: ['煤矿', '危险化学品'] }),
    ]);
    expect(await ids(null)).toEqual(['T1', 'T2', 'T3']);
    expect(await ids(null, 2)).toEqual(['T1', 'T2']);
    expect(await ids({ division: '140781' })).toEqual(['T1', 'T3']);
    expect(await ids({ division: '14' })).toEqual(['T1', 'T2', 'T3']);
    expect(await ids({ capability: ['COAL_MINE'] })).toEqual(['T2', 'T3']);
    expect(await ids({ kind: ['VILLAGE'] })).toEqual(['T1']);
    expect(await ids({ state: ['READY'], capability: ['HAZMAT', 'COAL_MINE'] })).toEqual(['T1', 'T2']);
    expect(await ids({ state: [] })).toEqual([]);
  });

  test('an old division code is mapped forward, an unknown one goes to the nearest parent, and both say so', async () => {
    await send('teams', [
      team('T1', { division: '140781999' }),
      team('T2', { division: '140781203' }),
      team('T3', { division: '140781001001' }),
    ]);
    const { rescueTeams } = await ask('{ rescueTeams { division { code name } divisionRaw divisionNote } }');
    expect(rescueTeams[0]).toMatchObject({
      division: { code: '140781', name: '介休市' },
      divisionRaw: '140781999',
      divisionNote: expect.stringContaining('no such code'),
    });
    expect(rescueTeams[2]).toMatchObject({ division: { code: '140781001001' }, divisionNote: null });
    expect(await ids({ division: '140781' })).toEqual(['T1', 'T2', 'T3']);
  });

  test('tell their site and firm; personal data is masked before it is stored', async () => {
    await register(firmRow(1));
    await hub.send('enterprise-registry', 'sites', registerFile([siteRow(1)]));
    await send('teams', [
      team('T1', { kind: '企业', owner: firmCode(1), baseSite: 'S1' }),
      team('T2', { dutyPhone: null }),
    ]);
    await send('experts', [expert('E1'), expert('E2', { name: null, title: null })]);
    const data = await ask(`{ rescueTeams { phoneMasked base { name } enterprise { name } }
      one: expert(id: "E1") { nameMasked resident title industries } two: expert(id: "E2") { nameMasked title } }`);
    expect(data).toEqual({
      rescueTeams: [
        { phoneMasked: '035****0101', base: { name: '示例厂区1' }, enterprise: { name: '示例企业1' } },
        { phoneMasked: null, base: null, enterprise: null },
      ],
      one: { nameMasked: '示**', resident: false, title: '高级工程师', industries: ['COAL_MINE'] },
      two: { nameMasked: null, title: null },
    });
    const [{ count }] = (await opened.database.query(
      `select count(*)::int from rescue.rescue_team t, rescue.expert e where t::text like '%5550101%' or e::text like '%示例甲%'`,
    )) as [{ count: number }];
    expect(count).toBe(0);
  });
});

test('what is not there is null', async () => {
  expect(
    await ask('{ rescueTeam(id: "no") { id } expert(id: "no") { id } consultation(id: "no") { id } }'),
  ).toEqual({ rescueTeam: null, expert: null, consultation: null });
});

describe('a firm', () => {
  const FIRM = `query ($u: USCC!, $last: Int) { enterprise(uscc: $u) {
    ownTeams { id } rescueAgreementWith { id } consultations(last: $last) { id on batch findings experts { id } } } }`;
  const firm = async (n: number, last?: number) => (await ask(FIRM, { u: firmCode(n), last })).enterprise;

  test('has its own teams, and of its agreements those that are valid today in city time', async () => {
    await register(firmRow(1), firmRow(2));
    await send('teams', [
      team('T1'),
      team('T2'),
      team('T3'),
      team('T4', { kind: '企业', owner: firmCode(1) }),
    ]);
    await send('agreements', [
      agreement('A1', 1, { team: 'T1', validTo: '2026-11-20' }),
      agreement('A2', 1, { team: 'T2', validFrom: '2026-11-21' }),
      agreement('A3', 1, { team: 'T3', validTo: '2026-11-19' }),
      agreement('A4', 1, { team: 'T2', validFrom: '2026-11-21', validTo: '2027-11-20' }),
      agreement('A5', 1, { team: 'not registered' }),
      agreement('A6', 2, { team: 'T3' }),
    ]);
    expect(await firm(1)).toMatchObject({ ownTeams: [{ id: 'T4' }], rescueAgreementWith: [{ id: 'T1' }] });
    expect(await firm(2)).toMatchObject({ ownTeams: [], rescueAgreementWith: [{ id: 'T3' }] });
    await hub.advance(new Date('2026-11-20T15:59:59Z'));
    expect((await firm(1)).rescueAgreementWith).toEqual([{ id: 'T1' }]);
    await hub.advance(new Date('2026-11-20T16:00:00Z'));
    expect((await firm(1)).rescueAgreementWith).toEqual([{ id: 'T2' }]);
  });

  test('has its last consultations, the latest first, with the experts that the bank knows', async () => {
    await register(firmRow(1));
    await send('experts', [expert('E1'), expert('E2')]);
    await send('consultations', [
      consultation('C1', 1, { on: '2026-03-01' }),
      consultation('C2', 1, { on: '2026-09-01', batch: '2026年第2批', experts: ['E2', 'unknown', 'E1'] }),
      consultation('C3', 1, { on: '2026-05-01' }),
      consultation('C4', 1, { on: '2025-05-01' }),
      consultation('C5', 2),
    ]);
    const ids = async (last?: number) => (await firm(1, last)).consultations.map(({ id }: any) => id);
    expect(await ids()).toEqual(['C2', 'C3', 'C1']);
    expect(await ids(1)).toEqual(['C2']);
    expect(await ids(0)).toEqual([]);
    expect((await firm(1, 1)).consultations).toEqual([
      {
        id: 'C2',
        on: '2026-09-01',
        batch: '2026年第2批',
        findings: 3,
        experts: [{ id: 'E2' }, { id: 'E1' }],
      },
    ]);
  });

  test('many of them cost no more statements than one', async () => {
    const statementsFor = async (firms: number) => {
      const numbers = Array.from({ length: firms }, (_, n) => n + 1);
      await register(...numbers.map((n) => firmRow(n)));
      await send('teams', [
        team('T1'),
        ...numbers.map((n) => team(`X${n}`, { kind: '企业', owner: firmCode(n) })),
      ]);
      await send('experts', [expert('E1')]);
      await send(
        'agreements',
        numbers.map((n) => agreement(`A${n}`, n)),
      );
      await send(
        'consultations',
        numbers.map((n) => consultation(`C${n}`, n)),
      );
      const { data, errors, statements } = await hub.query(
        `{ enterprises(first: 100) { nodes { ownTeams { id division { name } freshness { state } }
          rescueAgreementWith { name base { name } } consultations { experts { title } enterprise { name } } } } }`,
      );
      expect(errors).toEqual([]);
      expect(data.enterprises.nodes).toHaveLength(firms);
      expect(data.enterprises.nodes[firms - 1].consultations[0].experts).toHaveLength(1);
      return statements;
    };
    const few = await statementsFor(2);
    expect(await statementsFor(40)).toBe(few);
    expect(few).toBeLessThanOrEqual(10);
  });
});

test('consultations are listed the latest first, by division, industry and batch of the firm', async () => {
  await register(
    firmRow(1),
    firmRow(2, { 行业: '煤矿' }),
    firmRow(3, { 行业: '煤矿', 行政区划代码: '140105' }),
  );
  await send('consultations', [
    consultation('C1', 1, { batch: '一', on: '2026-01-01' }),
    consultation('C2', 2, { batch: '一', on: '2026-03-01' }),
    consultation('C3', 3, { on: '2026-02-01' }),
    consultation('C4', 4, { on: '2026-04-01' }),
  ]);
  const LIST = `query ($f: ConsultationFilter, $first: Int, $after: String) {
    consultations(filter: $f, first: $first, after: $after) { total nodes { id batch } pageInfo { endCursor } } }`;
  const ids = async (f: Fields | null) =>
    (await ask(LIST, { f })).consultations.nodes.map(({ id }: { id: string }) => id);
  // a firm that is not registered yet belongs to no division
  expect(await ids(null)).toEqual(['C4', 'C2', 'C3', 'C1']);
  expect(await ids({ division: '140781' })).toEqual(['C2', 'C1']);
  expect(await ids({ industry: ['COAL_MINE'] })).toEqual(['C2', 'C3']);
  expect(await ids({ industry: ['COAL_MINE'], batch: '一' })).toEqual(['C2']);
  const { consultations: page } = await ask(LIST, { first: 3 });
  expect(page.total).toBe(4);
  const { consultations: rest } = await ask(LIST, { first: 3, after: page.pageInfo.endCursor });
  expect(rest.nodes).toEqual([{ id: 'C1', batch: '一' }]);
  const { consultation: one } = await ask('{ consultation(id: "C1") { enterprise { name } } }');
  expect(one.enterprise.name).toBe('示例企业1');
});

test('experts of an industry, residents first', async () => {
  await send('experts', [
    expert('E1', { industries: ['炭素'] }),
    expert('E2'),
    expert('E3', { resident: true, industries: ['炭素', '煤矿'] }),
  ]);
  const ids = async (industry: string) =>
    (await ask('query ($i: String!) { experts(industry: $i) { id } }', { i: industry })).experts.map(
      ({ id }: { id: string }) => id,
    );
  expect(await ids('COAL_MINE')).toEqual(['E3', 'E2']);
  expect(await ids('CARBON')).toEqual(['E3', 'E1']);
  expect(await ids('HOTEL')).toEqual([]);
});

test('wrong input is refused, naming the argument', async () => {
  await register(firmRow(1));
  const near = (at: string, more = '') => `{ nearestTeams(at: ${at}, capability: HAZMAT ${more}) { km } }`;
  const wrong: [argument: string, operation: string][] = [
    ['at.lat', near('{lng: 111.9, lat: 91}')],
    ['at.lng', near('{lng: 37, lat: 111.9}')],
    ['at.lng', near('{lng: -111.9, lat: 37}')],
    ['at.crs', near('{lng: 111.9, lat: 37, crs: "BD09"}')],
    ['limit', near('{lng: 111.9, lat: 37}', 'limit: -1')],
    ['limit', near('{lng: 111.9, lat: 37}', 'limit: 501')],
    ['filter.division', '{ rescueTeams(filter: {division: "990000"}) { id } }'],
    ['first', '{ rescueTeams(first: 501) { id } }'],
    ['industry', '{ experts(industry: "coal") { id } }'],
    ['industry', '{ experts(industry: "") { id } }'],
    ['first', '{ experts(industry: "COAL_MINE", first: -1) { id } }'],
    ['filter.division', '{ consultations(filter: {division: "99"}) { total } }'],
    ['filter.industry[1]', '{ consultations(filter: {industry: ["HAZMAT", "x"]}) { total } }'],
    ['first', '{ consultations(first: 1000) { total } }'],
    ['after', '{ consultations(after: "forged") { total } }'],
    ['division', '{ teamEvents(division: "99") { nodes { id } } }'],
    ['first', '{ teamEvents(first: 501) { nodes { id } } }'],
    ['after', '{ teamEvents(after: "forged") { nodes { id } } }'],
    ['last', `{ enterprise(uscc: "${firmCode(1)}") { consultations(last: 501) { id } } }`],
  ];
  for (const [argument, operation] of wrong) {
    const { errors } = await hub.query(operation);
    expect([operation, errors]).toMatchObject([
      operation,
      [{ extensions: { code: 'BAD_USER_INPUT', argument } }],
    ]);
  }
  for (const [argument, args] of [
    ['division', 'division: "99"'],
    ['after', 'after: "forged"'],
  ])
    await expect(hub.listen(`subscription { teamStateChanged(${args}) { id } }`)).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument },
    });
});

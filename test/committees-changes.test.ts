import { committeeOn, standingOn, unitOn } from '../demo/city/committees-expected';
import type { City } from '../demo/city/generate-city';
import {
  OFFICE,
  OFFICE_AT,
  OFFICE_TODAY,
  officeCity as city,
  openOfficeHub,
  type OfficeHub,
} from './support/office-hub';

// What moves with the calendar, and with what a clerk writes.

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(OFFICE_AT.getTime() + days * DAY_MS);
const office = city.committees;
let hub: OfficeHub;

beforeEach(async () => {
  hub = await openOfficeHub();
});
afterEach(() => hub.close());

const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id).sort();
const findingsOf = (id: string) => {
  const { leadUnit, members } = office.committees.find((one) => one.id === id)!;
  return office.findings.filter(
    ({ committee, unit }) =>
      committee === id || (committee === null && [leadUnit, ...members].includes(unit)),
  );
};

const SUPERVISION = `query ($d: DivisionCode!) { enterprises(filter: {division: $d}, first: 500) { nodes {
  uscc supervisingCommittee { id } supervisingUnit { id name } } } }`;
async function supervision() {
  const { data, statements } = await hub.ask(SUPERVISION);
  const nodes: { uscc: string; supervisingCommittee: Node | null; supervisingUnit: Node | null }[] =
    data.enterprises.nodes;
  type Node = { id: string };
  return { of: new Map(nodes.map((node) => [node.uscc, node])), statements };
}
function expectSupervision(
  of: Awaited<ReturnType<typeof supervision>>['of'],
  day: string,
  firms: City['firms'] = city.firms,
) {
  for (const firm of firms)
    expect([firm.uscc, of.get(firm.uscc)!.supervisingCommittee, of.get(firm.uscc)!.supervisingUnit]).toEqual([
      firm.uscc,
      nodeOf(committeeOn(office, firm, day)),
      expect.objectContaining({ id: unitOn(office, firm, day) }),
    ]);
}
const nodeOf = (id: string | null) => id && { id };

test('every sheet of the office is stored, and the same workbooks again change nothing', async () => {
  for (const { received, stored, reasons } of await hub.drop())
    expect({ stored, reasons }).toEqual({ stored: received, reasons: [] });
  for (const { received, unchanged } of await hub.drop()) expect(unchanged).toBe(received);
});

test('what the office brought grows stale and unknown when no workbook comes any more', async () => {
  await hub.drop();
  const states: string[] = [];
  for (const seconds of [599, 601, 1_501]) {
    await hub.advance(new Date(OFFICE_AT.getTime() + seconds * 1_000), []);
    const query =
      '{ committee(id: "JX-ZW01") { freshness { source state } } patrols { freshness { state } } }';
    const { data } = await hub.ask(query);
    expect(data.committee.freshness.source).toBe(OFFICE);
    for (const { freshness } of data.patrols) expect(freshness.state).toBe(data.committee.freshness.state);
    states.push(data.committee.freshness.state);
  }
  expect(states).toEqual(['FRESH', 'STALE', 'UNKNOWN']);
});

describe('who supervises a firm', () => {
  test('follows from its industry, whoever of register and committees comes first', async () => {
    const [early, late] = [city.firms.slice(0, 80), city.firms.slice(80)];
    await hub.register(early);
    await hub.drop();
    await hub.register(late);
    await hub.advance(OFFICE_AT);
    const { of, statements } = await supervision();
    expectSupervision(of, OFFICE_TODAY);
    expect(statements).toBeLessThanOrEqual(6);
    expect([...of.values()].some(({ supervisingCommittee }) => supervisingCommittee === null)).toBe(true);
  });

  test('changes when a date comes due: a duty changes hands, a trial begins', async () => {
    await hub.register();
    await hub.drop();
    for (const days of [30, 31, 59, 60]) {
      await hub.advance(later(days));
      expectSupervision((await supervision()).of, later(days).toISOString().slice(0, 10));
    }
    const fireworks = city.firms.find(({ industry }) => industry === 'FIREWORKS')!;
    const other = city.firms.find(({ industry }) => industry === 'OTHER')!;
    expect(unitOn(office, fireworks, OFFICE_TODAY)).not.toBe(unitOn(office, fireworks, '2027-01-19'));
    expect(committeeOn(office, other, OFFICE_TODAY)).not.toBe(committeeOn(office, other, '2027-01-19'));
  });

  test('changes with what the committee or the register says', async () => {
    await hub.register();
    await hub.drop();
    await hub.advance(OFFICE_AT);
    const mine = city.firms.find(({ industry }) => industry === 'COAL_MINE')!;
    const duty = office.duties.find(
      ({ industries, validTo }) => validTo === null && industries.includes('COAL_MINE'),
    )!;
    hub.set('duties', duty.id, { '有效期/止': '2026年11月19日' });
    await hub.drop(['duties']);
    expect((await supervision()).of.get(mine.uscc)!.supervisingUnit).toBeNull();
    hub.set('committees', 'JX-ZW01', { 监管行业: '' });
    hub.set('committees', 'JX-ZW02', { 监管行业: '煤矿、非煤矿山、尾矿库' });
    await hub.drop(['committees']);
    await hub.advance(OFFICE_AT);
    expect((await supervision()).of.get(mine.uscc)!.supervisingCommittee).toEqual({ id: 'JX-ZW02' });
    await hub.register([mine], { 行业: '旅游' }, '2026-11-20 09:30:00');
    await hub.advance(OFFICE_AT);
    expect((await supervision()).of.get(mine.uscc)!.supervisingCommittee).toEqual({ id: 'JX-ZW12' });
  });

  test('a committee of a nearer division comes before one above, and one that operates before one on trial', async () => {
    await hub.register();
    await hub.drop();
    const mines = city.firms.filter(({ industry }) => industry === 'COAL_MINE');
    const near = mines.find(({ divisionGone }) => !divisionGone)!;
    hub.set('committees', 'JX-ZW19', { 监管行业: '煤矿', 行政区划代码: near.division.slice(0, 9) });
    hub.set('committees', 'JX-ZW13', { 监管行业: '农业、煤矿' });
    await hub.drop(['committees']);
    await hub.advance(OFFICE_AT);
    const { of } = await supervision();
    for (const { uscc, division } of mines.filter(({ divisionGone }) => !divisionGone))
      expect(of.get(uscc)!.supervisingCommittee).toEqual({
        id: division.startsWith(near.division.slice(0, 9)) ? 'JX-ZW19' : 'JX-ZW01',
      });
  });

  test('the firms of a committee come page by page, and every filter by committee finds them', async () => {
    await hub.register();
    await hub.drop();
    await hub.advance(OFFICE_AT);
    const expected = city.firms
      .filter((firm) => committeeOn(office, firm, OFFICE_TODAY) === 'JX-ZW06')
      .map(({ uscc }) => uscc)
      .sort();
    const query = `query ($after: String) { committee(id: "JX-ZW06") { enterprises(first: 7, after: $after) {
      total nodes { uscc name } edges { cursor node { uscc } } pageInfo { endCursor hasNextPage hasPreviousPage } } } }`;
    const found: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await hub.query(query, { after });
      const { total, nodes, edges, pageInfo } = data.committee.enterprises;
      expect(total).toBe(expected.length);
      expect(edges.map((edge: { node: unknown }) => edge.node)).toEqual(
        nodes.map(({ uscc }: { uscc: string }) => ({ uscc })),
      );
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      found.push(...nodes.map(({ uscc }: { uscc: string }) => uscc));
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    expect(found).toEqual(expected);
    const { data } = await hub.query(query, {});
    const cursor = data.committee.enterprises.pageInfo.endCursor;
    const other = 'query ($c: String) { committee(id: "JX-ZW01") { enterprises(after: $c) { total } } }';
    expect(await hub.refusal(other, { c: cursor })).toEqual([
      ['BAD_USER_INPUT', expect.stringContaining('after')],
    ]);
    expect(await hub.refusal(other, { c: 'forged' })).toEqual([
      ['BAD_USER_INPUT', expect.stringContaining('after')],
    ]);
    expect(await hub.refusal('{ committee(id: "JX-ZW01") { enterprises(first: 501) { total } } }')).toEqual([
      ['BAD_USER_INPUT', expect.stringContaining('first')],
    ]);
  });
});

test('a task or a finding is overdue from the first second of the day after its date, in city time', async () => {
  await hub.register();
  await hub.drop();
  const query = `{ committee(id: "JX-ZW01") { tasks { id state dueOn } overdue: tasks(state: [OVERDUE]) { id }
    findings { id state dueOn } late: findings(state: [OVERDUE]) { id } } }`;
  for (const moment of ['2026-12-02T15:59:59Z', '2026-12-02T16:00:00Z', '2026-12-15T15:59:59Z']) {
    const day = new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);
    await hub.advance(new Date(moment));
    const { data } = await hub.ask(query);
    const tasks = office.tasks.filter(({ committee }) => committee === 'JX-ZW01');
    const found = new Map(data.committee.tasks.map((one: { id: string }) => [one.id, one]));
    expect(found.size).toBe(tasks.length);
    for (const task of tasks) expect(found.get(task.id)).toMatchObject({ state: standingOn(task, day) });
    expect(ids(data.committee.overdue)).toEqual(
      tasks.filter((task) => standingOn(task, day) === 'OVERDUE').map(({ id }) => id),
    );
    const findings = findingsOf('JX-ZW01');
    expect(ids(data.committee.findings)).toEqual(findings.map(({ id }) => id).sort());
    expect(ids(data.committee.late)).toEqual(
      findings
        .filter((one) => standingOn(one, day) === 'OVERDUE')
        .map(({ id }) => id)
        .sort(),
    );
  }
});
test('an archived patrol and what it found do not change any more; what became of a finding goes on', async () => {
  await hub.drop();
  const finding = office.findings.find(({ patrol }) => patrol === 'JX-XC202501')!;
  const query = `{ patrol(id: "JX-XC202501") { name archiveNo } finding(id: "${finding.id}") { text dispositions } }`;
  const before = (await hub.ask(query)).data;
  hub.set('patrols', 'JX-XC202501', { 名称: '改过的巡查(示例)' });
  hub.set('patrols', 'JX-XC202602', { 名称: '未建档的可以改(示例)' });
  hub.set('findings', finding.id, { 问题内容: '改过的问题(示例)' });
  const [patrols, findings] = await hub.drop(['patrols', 'findings']);
  expect(patrols).toMatchObject({ stored: 1, rejected: 1, unchanged: office.patrols.length - 2 });
  expect(patrols!.reasons).toEqual([expect.stringContaining('archived as 示例档')]);
  expect(findings!.reasons).toEqual([expect.stringContaining('archived as 示例档')]);
  expect((await hub.ask(query)).data).toEqual(before);
  hub.set('findings', finding.id, { 问题内容: finding.text, '处置/移送': '2026-11-19' });
  expect(await hub.drop(['findings'])).toMatchObject([{ stored: 1, rejected: 0 }]);
  expect((await hub.ask(query)).data.finding).toEqual({
    text: finding.text,
    dispositions: [...before.finding.dispositions, 'TRANSFERRED'],
  });
});

describe('the log of dispositions', () => {
  const FIELDS = 'id cursor at kind on finding { id unit { id } dispositions }';
  const pull = async (filter: object, after: string | null = null) =>
    (
      await hub.ask(
        `query ($f: FindingEventFilter, $a: String) { findingEvents(filter: $f, after: $a, first: 500) {
          nodes { ${FIELDS} } pageInfo { endCursor hasNextPage } } }`,
        { f: filter, a: after },
      )
    ).data.findingEvents;

  test('tells each disposition once, to who asks for the unit, the committee or the kind', async () => {
    await hub.drop();
    const all = office.findings.flatMap(({ id, unit, committee, dispositions }) =>
      Object.keys(dispositions).map((kind) => ({ id, unit, committee, kind })),
    );
    expect((await pull({})).nodes).toHaveLength(all.length);
    for (const committee of ['JX-ZW01', 'JX-ZW03']) {
      const { leadUnit, members } = office.committees.find(({ id }) => id === committee)!;
      expect((await pull({ committee })).nodes).toHaveLength(
        all.filter((one) =>
          one.committee === null ? [leadUnit, ...members].includes(one.unit) : one.committee === committee,
        ).length,
      );
    }
    const { unit } = all[0]!;
    expect((await pull({ unit, kind: ['ACCOUNTABILITY'] })).nodes).toHaveLength(
      all.filter((one) => one.unit === unit && one.kind === 'ACCOUNTABILITY').length,
    );
    expect((await pull({ division: '140781' })).nodes).toHaveLength(all.length);
    expect((await pull({ division: '140781001' })).nodes).toHaveLength(0);
    await hub.drop();
    expect((await pull({})).nodes).toHaveLength(all.length);
  });

  test('the subscription gives what the pull twin gives, from a cursor on', async () => {
    await hub.drop();
    const { endCursor } = (await pull({})).pageInfo;
    const open = office.findings.find(
      ({ state, dispositions }) => state === 'OPEN' && !dispositions.EXPOSED,
    )!;
    const subscription = `subscription ($f: FindingEventFilter, $a: String) { findingDisposed(filter: $f, after: $a) { ${FIELDS} } }`;
    const listener = await hub.listen(subscription, { f: { unit: open.unit }, a: endCursor });
    hub.set('findings', open.id, { '处置/曝光': '2026-11-20' });
    await hub.drop(['findings']);
    const { findingDisposed } = await listener.next();
    expect(findingDisposed).toMatchObject({
      ...{ kind: 'EXPOSED', on: '2026-11-20' },
      finding: { id: open.id, unit: { id: open.unit }, dispositions: ['EXPOSED'] },
    });
    expect((await pull({}, endCursor)).nodes).toEqual([findingDisposed]);
    await listener.end();
  });
});

test('what belongs to a unit waits until the unit is there, and is not lost', async () => {
  await hub.drop(['committees', 'tasks', 'findings', 'posts', 'letters', 'duty-ledger']);
  const query = `query ($d: DivisionCode!) { committees(division: $d) { id } posts(division: $d) { total }
    findings: finding(id: "${office.findings[0]!.id}") { id } division(code: $d) { ledger(from: "2026-01-01", to: "2026-12-31") { id } } }`;
  expect((await hub.ask(query)).data).toEqual({
    ...{ committees: [], posts: { total: 0 }, findings: null, division: { ledger: [] } },
  });
  await hub.drop(['member-units']);
  const { data } = await hub.ask(query);
  expect([data.committees.length, data.division.ledger.length]).toEqual([22, office.ledger.length]);
});

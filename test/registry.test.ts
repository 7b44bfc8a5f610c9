import { openSliceHub, registerFile, type SliceHub } from './support/slice-hub';
import { firmCode, firmRow, licenceRow, siteRow, unitRow } from './support/register-rows';

const NOW = new Date('2026-11-01T00:00:00Z');
const SOURCE = 'enterprise-registry';

let hub: SliceHub;
const send = (stream: string, rows: Record<string, string | number>[]) =>
  hub.send(SOURCE, stream, registerFile(rows));

beforeAll(async () => {
  hub = await openSliceHub(NOW);
  await send('sites', [siteRow(1), siteRow(9)]);
  await send('hazard-units', [unitRow(1), unitRow(9)]);
  await send('licences', [licenceRow(1)]);
  await send('enterprises', [
    firmRow(1, { 荣誉: '安全文化建设示范企业|省|2025', 责任人: '主要负责人|总经理|示例甲' }),
    firmRow(2),
  ]);
});
afterAll(() => hub.close());

describe('a firm of the register', () => {
  it('is shown with its sites, licences and hazard units, from any order of files', async () => {
    const { data, errors } = await hub.query(
      `query ($u: USCC!) { enterprise(uscc: $u) {
        name industry status division { code name level parent { code } } divisionNote standardisationGrade gradeExpiresOn
        honours { name level year } responsiblePersons { role title nameMasked } freshness { source state observedAt }
        sites { id name enterprise { uscc } division { code } position { lng lat crs gcj02 } }
        licences { kind number scope state validTo promisedDays actualDays }
        majorHazardUnits { id s r level alpha exposedPersons gradingFault site { id } chemicals { name cas qCriticalT beta betaSource } }
      } }`,
      { u: firmCode(1) },
    );
    expect(errors).toEqual([]);
    expect(data.enterprise).toMatchObject({
      ...{ name: '示例企业1', industry: 'HAZMAT', status: 'RUNNING', divisionNote: null },
      division: { code: '140781', name: '介休市', level: 'COUNTY', parent: { code: '1407' } },
      ...{ standardisationGrade: 'GRADE_2', gradeExpiresOn: '2028-05-31' },
      honours: [{ name: '安全文化建设示范企业', level: 'PROVINCE', year: 2025 }],
      responsiblePersons: [{ role: 'PRINCIPAL', title: '总经理', nameMasked: '示**' }],
      freshness: { source: SOURCE, state: 'FRESH', observedAt: '2026-10-01T00:00:00.000Z' },
      sites: [
        {
          id: 'S1',
          enterprise: { uscc: firmCode(1) },
          position: { lng: 111.91, lat: 37.03, crs: 'CGCS2000' },
        },
      ],
      licences: [
        { kind: 'SAFETY_PRODUCTION', number: 'L1', scope: ['甲醇', '苯'], state: 'VALID', actualDays: 12 },
      ],
      majorHazardUnits: [{ id: 'U1', s: 1.5, r: 7.5, level: 'LEVEL_4', alpha: 1.5, site: { id: 'S1' } }],
    });
    // about 550 m: enough to put a tanker in the wrong village
    const [lng, lat] = data.enterprise.sites[0].position.gcj02;
    expect(Math.hypot((lng - 111.91) * 88_900, (lat - 37.03) * 111_000)).toBeGreaterThan(400);
    expect(Math.hypot((lng - 111.91) * 88_900, (lat - 37.03) * 111_000)).toBeLessThan(700);
  });

  it('that nobody registered is null, and what is known of it waits', async () => {
    const asked = `query ($u: USCC!) { enterprise(uscc: $u) { name sites { id } majorHazardUnits { id } } }`;
    expect((await hub.query(asked, { u: firmCode(9) })).data).toEqual({ enterprise: null });
    await send('enterprises', [firmRow(9)]);
    const { data, errors } = await hub.query(asked, { u: firmCode(9) });
    expect(errors).toEqual([]);
    expect(data.enterprise).toMatchObject({ sites: [{ id: 'S9' }], majorHazardUnits: [{ id: 'U9' }] });
  });

  it('has no hazard unit shown whose site is not known, so that no list breaks', async () => {
    await send('hazard-units', [unitRow(2, { 场所编号: 'nowhere' })]);
    const { data, errors } = await hub.query(
      `query ($u: USCC!) { enterprise(uscc: $u) { majorHazardUnits { id site { id } } } }`,
      { u: firmCode(2) },
    );
    expect(errors).toEqual([]);
    expect(data.enterprise.majorHazardUnits).toEqual([]);
  });

  it('gets its inherent level from its hazard unit', async () => {
    const { data, errors } = await hub.query(
      `query ($u: USCC!) { enterprise(uscc: $u) { risk { dynamic } } }`,
      {
        u: firmCode(1),
      },
    );
    expect(errors).toEqual([]);
    expect(data.enterprise.risk.dynamic).toBe('BLUE_LOW');
  });
});

describe('a hazard unit that cannot be graded', () => {
  it('shows its fault, and still every chemical that was declared', async () => {
    await send('enterprises', [firmRow(20)]);
    await send('sites', [siteRow(20)]);
    await send('hazard-units', [unitRow(20, { 化学品清单: '氯|7782-50-5||50;某新物质|50-78-2||9' })]);
    const { data } = await hub.query(
      `query ($u: USCC!) { enterprise(uscc: $u) { majorHazardUnits { level r gradingFault chemicals { name } ungradedChemicals { name qDesignMaxT } } } }`,
      { u: firmCode(20) },
    );
    expect(data.enterprise.majorHazardUnits).toEqual([
      {
        ...{
          level: null,
          r: null,
          gradingFault: 'no critical quantity: 某新物质',
          chemicals: [{ name: '氯' }],
        },
        ungradedChemicals: [{ name: '某新物质', qDesignMaxT: 9 }],
      },
    ]);
  });
});

describe('the list of firms', () => {
  beforeAll(() =>
    send(
      'enterprises',
      Array.from({ length: 30 }, (_, n) =>
        firmRow(100 + n, {
          行业: '餐饮',
          企业名称: `100%好_店${n}`,
          行政区划代码: n < 10 ? '140781001' : '140105',
        }),
      ),
    ),
  );

  it('is narrowed by division with what lies below, trade, state and name', async () => {
    const count = async (filter: object) =>
      (
        await hub.query(`query ($f: EnterpriseFilter) { enterprises(filter: $f, first: 0) { total } }`, {
          f: filter,
        })
      ).data.enterprises.total;
    expect(await count({ industry: ['CATERING'] })).toBe(30);
    expect(await count({ industry: ['CATERING'], division: '1407' })).toBe(10);
    expect(await count({ industry: ['CATERING'], division: '140781001' })).toBe(10);
    expect(await count({ nameContains: '0%好_店' })).toBe(30);
    expect(await count({ nameContains: '%' })).toBe(30);
    expect(await count({ nameContains: '示_企业' })).toBe(0);
    expect(await count({ status: ['STOPPED'] })).toBe(0);
  });

  it('is read in pages, each firm once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await hub.query(
        `query ($a: String) { enterprises(filter: { industry: CATERING }, first: 7, after: $a) { nodes { uscc } pageInfo { endCursor hasNextPage } } }`,
        { a: after },
      );
      seen.push(...data.enterprises.nodes.map(({ uscc }: { uscc: string }) => uscc));
      after = data.enterprises.pageInfo.hasNextPage ? data.enterprises.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => firmCode(100 + n)).sort());
  });

  it('takes no more statements for more firms', async () => {
    const asked = `query ($n: Int) { enterprises(first: $n) { total nodes { uscc name division { name } risk { dynamic stale }
      sites { position { lng lat crs } sensors { id } } licences { state } majorHazardUnits { level site { name } } } } }`;
    const few = await hub.query(asked, { n: 2 });
    const many = await hub.query(asked, { n: 30 });
    expect(many.errors).toEqual([]);
    expect(many.data.enterprises.nodes).toHaveLength(30);
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBeLessThanOrEqual(12);
  });

  it.each([
    ['a page size', '{ enterprises(first: 501) { total } }', 'first'],
    ['a cursor', '{ enterprises(after: "x") { total } }', 'after'],
    ['an unknown division', '{ enterprises(filter: { division: "99" }) { total } }', 'filter.division'],
    ['an unknown parent', '{ divisions(parent: "99") { code } }', 'parent'],
  ])('refuses %s and names the argument', async (_, asked, argument) => {
    const { errors } = await hub.query(asked);
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument } });
  });
});

describe('division codes of the register', () => {
  it.each([
    ['in force', '140781001', '140781001', null],
    ['gone, mapped to where its places went', '140781202', '140781103', /old code, mapped/],
    ['of no vintage, put under what exists', '140781001999', '140781001', /no such code/],
  ])('%s', async (_, raw, division, note) => {
    await send('enterprises', [firmRow(300, { 行政区划代码: raw, 更新时间: nextSecond() })]);
    const { data } = await hub.query(
      `query ($u: USCC!) { enterprise(uscc: $u) { division { code } divisionRaw divisionNote } }`,
      { u: firmCode(300) },
    );
    expect(data.enterprise).toMatchObject({ division: { code: division }, divisionRaw: raw });
    if (note) expect(data.enterprise.divisionNote).toMatch(note);
    else expect(data.enterprise.divisionNote).toBeNull();
  });

  it('of an unknown county are refused with the record', async () => {
    const { rejected, reasons } = await send('enterprises', [firmRow(301, { 行政区划代码: '999999' })]);
    expect({ rejected, reasons }).toEqual({
      rejected: 1,
      reasons: [expect.stringContaining('行政区划代码')],
    });
  });
});

describe('divisions by vintage', () => {
  it('answers a code that is gone with its end, and where its places went', async () => {
    const { data } = await hub.query(`{
      old: division(code: "140781202") { name validTo replacedBy { code } }
      then: division(code: "140781202", asOf: "2019-10-01") { validTo replacedBy { code } parent { children { code } } }
      now: division(code: "140781202", asOf: "2026-01-01") { name }
      unknown: division(code: "999999") { name }
      townships: divisions(parent: "140781", level: TOWNSHIP) { code }
      villages2019: divisions(parent: "140781", level: VILLAGE, asOf: "2019-10-01") { code }
      roots: divisions { level }
    }`);
    expect(data.old).toMatchObject({ validTo: '2023-06-30', replacedBy: { code: '140781103' } });
    expect(data.then.parent.children).toContainEqual({ code: '140781202' });
    expect(data).toMatchObject({ now: null, unknown: null });
    expect(data.townships).toHaveLength(14);
    expect(data.villages2019).toHaveLength(257);
    expect(data.roots).toEqual([{ level: 'PROVINCE' }]);
  });

  it('refuses to go up and down between lists until the answer fills the memory', async () => {
    const upAndDown = (times: number): string =>
      times === 0 ? 'code' : `parent { children { ${upAndDown(times - 1)} } }`;
    const { data, errors } = await hub.query(`{ divisions(level: VILLAGE) { ${upAndDown(2)} } }`);
    expect(errors[0]).toMatchObject({
      message: 'The answer would hold more than 50000 entries: ask for fewer.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(JSON.stringify(data).length).toBeLessThan(2_000_000);
    const once = await hub.query(`{ divisions(level: VILLAGE) { ${upAndDown(1)} } }`);
    expect(once.errors).toEqual([]);
  });
});

describe('licences', () => {
  it.each([
    ['有效', '2027-12-31', 'VALID'],
    ['有效', '2026-12-31', 'EXPIRING'],
    ['有效', '2027-01-01', 'VALID'],
    ['有效', '2026-11-01', 'EXPIRING'],
    ['有效', '2026-10-31', 'EXPIRED'],
    ['有效', '', 'VALID'],
    ['暂扣', '2027-12-31', 'SUSPENDED'],
    ['吊销', '2020-12-31', 'REVOKED'],
  ])('%s until %s is %s on 2026-11-01', async (word, until, state) => {
    await send('licences', [
      licenceRow(2, { 状态: word, 有效期自: '2020-01-01', 有效期至: until, 更新时间: nextSecond() }),
    ]);
    const { data } = await hub.query(`query ($u: USCC!) { enterprise(uscc: $u) { licences { state } } }`, {
      u: firmCode(2),
    });
    expect(data.enterprise.licences).toEqual([{ state }]);
  });
});

describe('a licence that is withdrawn', () => {
  it.each(['暂扣', '吊销'])(
    '%s makes a running firm red from when it was, not from its first day',
    async (word) => {
      const firm = word === '暂扣' ? 60 : 61;
      await send('enterprises', [firmRow(firm, { 更新时间: '2026-01-01 08:00:00' })]);
      await send('licences', [licenceRow(firm)]);
      const risk = async () => {
        const { data } = await hub.query(
          `query ($u: USCC!) { enterprise(uscc: $u) { risk { dynamic since factors { rule since evidence } } } }`,
          { u: firmCode(firm) },
        );
        return data.enterprise.risk;
      };
      expect((await risk()).dynamic).toBe('UNRATED');
      await send('licences', [licenceRow(firm, { 状态: word, 更新时间: '2026-10-31 09:30:00' })]);
      const since = '2026-10-31T01:30:00.000Z';
      expect(await risk()).toMatchObject({
        dynamic: 'RED_MAJOR',
        factors: [{ rule: 'R11', since, evidence: expect.stringContaining(`L${firm}`) }],
      });
      await send('licences', [licenceRow(firm, { 更新时间: '2026-10-31 18:00:00' })]);
      expect((await risk()).factors).toEqual([]);
    },
  );
});

describe('positions', () => {
  it('in GCJ-02 are turned into CGCS2000 and kept as they came', async () => {
    await send('enterprises', [firmRow(400)]);
    const boundary = '{"type":"Polygon","coordinates":[[[111.9,37],[111.92,37],[111.92,37.02],[111.9,37]]]}';
    await send('sites', [siteRow(400, { 坐标系: 'GCJ02', 边界: boundary })]);
    const { data } = await hub.query(
      `query ($u: USCC!) { enterprise(uscc: $u) { sites { position { lng lat crs gcj02 } positionRaw { lng lat crs } boundary } } }`,
      { u: firmCode(400) },
    );
    const [site] = data.enterprise.sites;
    expect(site.positionRaw).toEqual({ lng: 111.91, lat: 37.03, crs: 'GCJ02' });
    expect(site.position.crs).toBe('CGCS2000');
    expect(site.position.lng).not.toBeCloseTo(111.91, 3);
    expect(site.position.gcj02[0]).toBeCloseTo(111.91, 4);
    expect(site.position.gcj02[1]).toBeCloseTo(37.03, 4);
    expect(site.boundary.coordinates[0][0][0]).not.toBeCloseTo(111.9, 3);
  });
});

describe('sources and what they refused', () => {
  it('are shown, with the record as it came', async () => {
    const wrong = firmRow(500, { 统一社会信用代码: '91140781200000000X' });
    const { rejected } = await send('enterprises', [wrong, firmRow(501)]);
    expect(rejected).toBe(1);
    const { data, errors } = await hub.query(
      `{ sources { id subgraph state lagSeconds received stored unchanged superseded rejected }
         rejectedRecords(source: "enterprise-registry", first: 1) { total nodes { id reason raw source { id owner } } } }`,
    );
    expect(errors).toEqual([]);
    const source = data.sources.find(({ id }: { id: string }) => id === SOURCE);
    expect(source).toMatchObject({ subgraph: 'registry', state: 'RUNNING', lagSeconds: 0 });
    expect(source.received).toBe(source.stored + source.unchanged + source.superseded + source.rejected);
    const none = await hub.query('{ rejectedRecords(source: "") { total } }');
    expect(none.data.rejectedRecords.total).toBe(0);
    const [record] = data.rejectedRecords.nodes;
    expect(record).toMatchObject({
      reason: expect.stringContaining('统一社会信用代码'),
      source: { id: SOURCE },
    });
    expect(Buffer.from(record.raw, 'base64').equals(lastLine(registerFile([wrong])))).toBe(true);
  });

  it('hold the firms that they name until somebody dismisses them, who is named with the reason', async () => {
    await send('enterprises', [firmRow(502)]);
    await send('enterprises', [firmRow(502, { 行业: '某新行业' })]);
    const asked = `query ($u: USCC!) { enterprise(uscc: $u) { risk { factors { rule } } }
      rejectedRecords(first: 1) { nodes { id firms settledAs settledBy settledBecause } } }`;
    const read = async () => (await hub.query(asked, { u: firmCode(502) })).data;
    const held = await read();
    expect(held.enterprise.risk.factors).toEqual([{ rule: 'INPUT' }]);
    const [{ id, ...open }] = held.rejectedRecords.nodes;
    expect(open).toEqual({ firms: [firmCode(502)], settledAs: null, settledBy: null, settledBecause: null });
    const dismiss = (reason: string) =>
      hub.query('mutation ($i: [ID!]!, $r: String!) { dismissRejected(ids: $i, reason: $r) }', {
        ...{ i: [id], r: reason },
      });
    expect((await dismiss(' ')).errors[0]!.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'reason',
    });
    expect((await dismiss('已与企业核实')).data.dismissRejected).toBe(1);
    expect((await dismiss('已与企业核实')).data.dismissRejected).toBe(0);
    const after = await read();
    expect(after.enterprise.risk.factors).toEqual([]);
    expect(after.rejectedRecords.nodes).toEqual([
      { id, firms: open.firms, settledAs: 'DISMISSED', settledBy: '值班员', settledBecause: '已与企业核实' },
    ]);
    await send('enterprises', [firmRow(502, { 行业: '某新行业' })]);
    expect((await read()).enterprise.risk.factors).toEqual([]);
  });

  it('turn LATE and DOWN, and say so in a stream that can be resumed', async () => {
    const asked = `subscription ($a: String) { sourceStateChanged(after: $a) { cursor state source { id state } } }`;
    await hub.advance(NOW);
    const stream = await hub.listen(asked);
    const alive = hub.sourcesBut(SOURCE);
    await hub.advance(new Date(NOW.getTime() + 150_000), alive);
    await hub.advance(new Date(NOW.getTime() + 400_000), alive);
    const late = (await stream.next()).sourceStateChanged;
    await stream.end();
    expect(late).toMatchObject({ state: 'LATE', source: { id: SOURCE } });
    const resumed = await hub.listen(asked, { a: late.cursor });
    expect((await resumed.next()).sourceStateChanged).toMatchObject({
      state: 'DOWN',
      source: { id: SOURCE, state: 'DOWN' },
    });
    await resumed.end();
    const pulled = await hub.query(
      'query ($a: String) { sourceEvents(after: $a) { nodes { cursor state source { id } } pageInfo { hasNextPage } } }',
      { a: late.cursor },
    );
    expect(pulled.data.sourceEvents).toMatchObject({
      nodes: [{ state: 'DOWN', source: { id: SOURCE } }],
      pageInfo: { hasNextPage: false },
    });
    const { data } = await hub.query(`query ($u: USCC!) { enterprise(uscc: $u) { freshness { state } } }`, {
      u: firmCode(1),
    });
    expect(data.enterprise.freshness.state).toBe('UNKNOWN');
  });
});

it('says who is asking', async () => {
  const { data } = await hub.query('{ viewer { name department roles divisions { code name } expiresAt } }');
  expect(data.viewer).toEqual({
    ...{ name: '值班员', department: '应急管理局', roles: ['DUTY_OFFICER'], expiresAt: null },
    divisions: [{ code: '140781', name: '介休市' }],
  });
});

let second = 0;
/** Each later than the one before, so that it is the newest version of its row. */
const nextSecond = () => `2026-10-02 08:00:${String(++second).padStart(2, '0')}`;

const lastLine = (file: Buffer): Buffer => file.subarray(file.indexOf('\n') + 1);

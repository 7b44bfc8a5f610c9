import { standingOn, stateOn } from '../demo/city/committees-expected';
import { example } from './support/frozen-city';
import {
  OFFICE,
  OFFICE_AT,
  OFFICE_TODAY,
  officeCity as city,
  openOfficeHub,
  type OfficeHub,
} from './support/office-hub';

// The demo city's workbooks, asked for: every expected value comes from what the city was generated from.

const office = city.committees;
let hub: OfficeHub;

beforeAll(async () => {
  hub = await openOfficeHub();
  await hub.register();
  await hub.drop();
  await hub.advance(OFFICE_AT);
});
afterAll(() => hub.close());

const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id).sort();
const findingsOf = (id: string) => {
  const { leadUnit, members } = office.committees.find((one) => one.id === id)!;
  return office.findings.filter(
    ({ committee, unit }) =>
      committee === id || (committee === null && [leadUnit, ...members].includes(unit)),
  );
};

describe('the organs', () => {
  test('committees tell their tier, state, history, directors and members', async () => {
    const { data, statements } = await hub.ask(`query ($d: DivisionCode!) { committees(division: $d) {
      id name tier state startedOn heldBy industries history { state on }
      firstDirector { title kind unit { id } holderMasked } director { title kind unit { id } holderMasked }
      leadUnit { id } members { id } freshness { source state } } }`);
    expect(statements).toBeLessThanOrEqual(8);
    expect(data.committees).toHaveLength(office.committees.length);
    office.committees.forEach((committee, at) => {
      const state = stateOn(committee, OFFICE_TODAY);
      expect(data.committees[at]).toEqual({
        ...{ id: committee.id, name: committee.name, tier: committee.tier, state, heldBy: committee.heldBy },
        startedOn:
          (committee.stages.OPERATING ?? '9') <= OFFICE_TODAY ? (committee.stages.OPERATING ?? null) : null,
        industries: committee.industries,
        history: Object.entries(committee.stages).map(([step, on]) => ({ state: step, on })),
        firstDirector: committee.firstDirector && {
          ...{ title: committee.firstDirector.title, kind: 'FIRST_DIRECTOR', holderMasked: '示*' },
          unit: { id: committee.firstDirector.unit },
        },
        director: {
          ...{ title: committee.director.title, kind: 'DIRECTOR', holderMasked: '示*' },
          unit: { id: committee.director.unit },
        },
        leadUnit: { id: committee.leadUnit },
        members: committee.members.map((id) => ({ id })),
        freshness: { source: OFFICE, state: 'FRESH' },
      });
    });
    expect(new Set(data.committees.map(({ state }: { state: string }) => state))).toEqual(
      new Set(['OPERATING', 'TRIAL', 'PLANNED', 'MERGED']),
    );
  });

  test('a member unit tells its duties of today, and all of them with their days', async () => {
    const { data, statements } = await hub.ask(`query ($d: DivisionCode!) { units(division: $d) {
      id name kind dutyPhone division { code } duties dutyList { id text validFrom validTo approvedOn basis }
      then: dutyList(on: "2018-01-01") { id } committees { id }
      letters(year: 2026) { id fromUnit { id } toUnit { id } signedOn items } assessment(year: 2026) { score rank items } } }`);
    expect(statements).toBeLessThanOrEqual(10);
    expect(data.units).toHaveLength(67);
    for (const [at, unit] of office.units.entries()) {
      const found = data.units[at];
      const duties = office.duties.filter((duty) => duty.unit === unit.id);
      const holding = (day: string) =>
        duties.filter(({ validFrom, validTo }) => validFrom <= day && (validTo ?? '9') >= day);
      const { id, name, kind, dutyPhone } = unit;
      expect(found).toMatchObject({ id, name, kind, dutyPhone, division: { code: unit.division } });
      expect(found.duties.sort()).toEqual(
        holding(OFFICE_TODAY)
          .map(({ text }) => text)
          .sort(),
      );
      expect(found.dutyList).toHaveLength(duties.length);
      expect(found.then).toHaveLength(holding('2018-01-01').length);
      expect(found.committees.map((one: { id: string }) => one.id)).toEqual(
        office.committees
          .filter(({ leadUnit, members }) => leadUnit === id || members.includes(id))
          .map((one) => one.id)
          .sort(),
      );
      expect(found.letters).toEqual(
        office.letters
          .filter(({ from, to }) => [from, to].includes(id))
          .map(({ id: letter, from, to, signedOn, items }) => ({
            ...{ id: letter, signedOn, items },
            ...{ fromUnit: { id: from }, toUnit: { id: to } },
          })),
      );
      const { score, rank, items } = office.assessments.find((one) => one.unit === id && one.year === 2026)!;
      expect(found.assessment).toEqual({ score, rank, items });
    }
  });

  test('a unit of a kind, one by its number, and none for a number that is not there', async () => {
    const { data } = await hub.ask(
      `query ($d: DivisionCode!) { units(division: $d, kind: TOWNSHIP) { division { name } }
        unit(id: "JX-U01") { departments } none: unit(id: "JX-U99") { id } gone: committee(id: "x") { id }
        nothing: patrol(id: "x") { id } never: finding(id: "x") { id } nowhere: campaign(id: "x") { id } }`,
    );
    expect(data.units).toHaveLength(14);
    expect(data.unit.departments).toContain('应急窗口');
    expect(data).toMatchObject({ none: null, gone: null, nothing: null, never: null, nowhere: null });
  });

  test('safety officers stand under the division in force, and those of a place that has gone are marked', async () => {
    const { data } = await hub.ask(`query ($d: DivisionCode!) {
      division(code: $d) { safetyOfficers { id division { code } divisionRaw divisionNote unit { kind } holderMasked }
        postCounts { kind count } children { code safetyOfficers { id } } }
      gone: division(code: "140781202") { safetyOfficers { divisionRaw divisionNote division { code } } } }`);
    const officers = office.posts.filter(({ kind }) => kind === 'OFFICER');
    expect(officers).toHaveLength(256);
    expect(data.division.safetyOfficers).toHaveLength(256);
    for (const { divisionRaw, division, divisionNote, unit, holderMasked } of data.division.safetyOfficers) {
      expect(divisionNote === null).toBe(divisionRaw === division.code);
      expect([unit.kind, holderMasked]).toEqual(['TOWNSHIP', '示*']);
    }
    // each officer of a township's villages is the township's
    const inTownships = data.division.children.flatMap(
      ({ safetyOfficers }: { safetyOfficers: unknown[] }) => safetyOfficers,
    );
    expect(inTownships).toHaveLength(256);
    expect(data.gone.safetyOfficers).toHaveLength(
      officers.filter(({ division }) => division.startsWith('140781202')).length,
    );
    for (const { division, divisionNote } of data.gone.safetyOfficers)
      expect([division.code.startsWith('140781202'), divisionNote]).toEqual([false, expect.any(String)]);
    const count = (kind: string) => office.posts.filter((post) => post.kind === kind).length;
    expect(data.division.postCounts).toEqual(
      ['LEADER', 'OFFICER', 'PROBE', 'SUPERVISOR'].map((kind) => ({ kind, count: count(kind) })),
    );
  });

  test('posts come by kind and page by page, with their duties and the rule that they go by', async () => {
    const query = `query ($after: String) { posts(division: "140781", kind: SUPERVISOR, first: 10, after: $after) {
      total nodes { id speciality unit { name } validFrom } pageInfo { endCursor hasNextPage } } }`;
    const first = await hub.ask(query);
    const second = await hub.ask(query, { after: first.data.posts.pageInfo.endCursor });
    const all = [...first.data.posts.nodes, ...second.data.posts.nodes];
    expect([first.data.posts.total, all.length, new Set(all.map(({ id }) => id)).size]).toEqual([18, 18, 18]);
    const towns = new Set(all.map(({ unit }) => unit.name.slice(0, 2)));
    expect(towns).toEqual(new Set(['义安', '张兰', '义棠', '连福']));
    const { data } = await hub.ask(
      'query ($d: DivisionCode!) { posts(division: $d, kind: LEADER) { nodes { dutyList regime } } }',
    );
    for (const { dutyList, regime } of data.posts.nodes)
      expect([dutyList.length, regime]).toEqual([3, expect.stringContaining('2018')]);
  });
});

describe('the work', () => {
  test('Q5: my committee', async () => {
    const { data, statements } = await hub.ask(example('Q5_MyCommittee'), { c: 'JX-ZW03' });
    expect(statements).toBeLessThanOrEqual(25);
    const { committee } = data;
    expect(committee.director.title).toBe(
      office.committees.find(({ id }) => id === 'JX-ZW03')!.director.title,
    );
    for (const list of ['members', 'tasks', 'findings'] as const)
      expect([list, committee[list].length > 0]).toEqual([list, true]);
    expect(committee.enterprises.nodes).toHaveLength(
      city.firms.filter(({ industry }) => industry === 'HAZMAT').length,
    );
    expect(committee.findings.map(({ text }: { text: string }) => text).sort()).toEqual(
      findingsOf('JX-ZW03')
        .filter((one) => ['OPEN', 'OVERDUE'].includes(standingOn(one, OFFICE_TODAY)))
        .map(({ text }) => text)
        .sort(),
    );
  });

  test('all that hangs on all committees takes no more statements than what hangs on one', async () => {
    const below = `{ state director { unit { name } } leadUnit { name } members { name assessment(year: 2026) { rank } letters(year: 2026) { id } duties }
      tasks { title owner { name } issuedBy { name } state } findings { text unit { name } patrol { name } state dispositions }
      meetings { kind heldAt requestedBy { name } decisions { title owner { name } } }
      enterprises(first: 5) { total nodes { name supervisingUnit { name } } } }`;
    const one = await hub.ask(`{ committee(id: "JX-ZW03") ${below} }`);
    const all = await hub.ask(`query ($d: DivisionCode!) { committees(division: $d) ${below} }`);
    expect(all.statements).toBeLessThanOrEqual(25);
    expect(all.statements).toBe(one.statements);
  });

  test('meetings come by kind, the latest first, with what they decided', async () => {
    const { data } = await hub.ask(`query ($d: DivisionCode!) {
      all: meetings(division: $d, first: 500) { id kind heldAt topics committee { id } decisions { id } }
      party: meetings(division: $d, kind: PARTY_COMMITTEE) { id committee { id } requestedBy { name } }
      hearing: committee(id: "JX-AWH") { meetings(last: 500) { kind topics } } none: meetings(division: "140781001") { id } }`);
    expect(data.all).toHaveLength(office.meetings.length);
    expect(data.all.map((one: { heldAt: string }) => Date.parse(one.heldAt))).toEqual(
      office.meetings.map(({ heldAt }) => heldAt.getTime()).sort((a, b) => b - a),
    );
    for (const { id, decisions } of data.all)
      expect(ids(decisions)).toEqual(ids(office.tasks.filter(({ meeting }) => meeting === id)));
    expect(data.party).toHaveLength(4);
    expect(data.hearing.meetings).toContainEqual({
      kind: 'SPECIAL_TOPIC',
      topics: ['听取各专委会工作汇报'],
    });
    expect(data.none).toEqual([]);
  });

  test("the leaders' ledger is asked for by division and days, both included", async () => {
    const query = `query ($d: DivisionCode!, $from: Date!, $to: Date!, $first: Int) { division(code: $d) {
      ledger(from: $from, to: $to, first: $first) { id at action leader { title regime } enterprise { name } evidence } } }`;
    const entry = office.ledger[0]!;
    const on = new Date(entry.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    const between = (from: string, to: string, division = '140781') =>
      office.ledger
        .filter((one) => one.division.startsWith(division))
        .filter(({ at }) => {
          const day = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
          return from <= day && day <= to;
        })
        .map(({ id }) => id)
        .sort();
    for (const [from, to] of [
      ['2026-01-01', '2026-12-31'],
      [on, on],
      ['2020-01-01', '2020-01-31'],
      ['0001-01-01', '9999-12-31'], // begins in the year 0 by UTC
    ] as const) {
      const { data } = await hub.ask(query, { from, to });
      expect(ids(data.division.ledger)).toEqual(between(from, to));
    }
    const all = (await hub.ask(query, { from: '2026-01-01', to: '2026-12-31', first: 3 })).data.division
      .ledger;
    expect(all).toHaveLength(3);
    expect(all[0]).toMatchObject({ leader: { regime: expect.any(String) }, evidence: expect.any(Array) });
    expect(await hub.refusal(query, { d: '140781', from: '2026-02-01', to: '2026-01-01' })).toEqual([
      ['BAD_USER_INPUT', 'to: must not lie before from'],
    ]);
  });

  test('patrols come by year, kind and whether they are over, with aspects, archive and findings', async () => {
    const { data, statements } = await hub.ask(`query ($d: DivisionCode!) {
      all: patrols(filter: {division: $d}) { id name kind aspects aspectKinds from to archiveNo reportedOn reportDocument
        targets { id } findings { id dispositions dispositionLog { kind on } enterprise { uscc } } freshness { state } }
      open: patrols(filter: {open: true}) { id } over: patrols(filter: {open: false}) { id }
      last: patrols(filter: {year: 2025}) { id } quarterly: patrols(filter: {kind: QUARTERLY_SUPERVISION}) { targets { id } }
      none: patrols(filter: {division: "140781001"}) { id } }`);
    expect(statements).toBeLessThanOrEqual(12);
    expect(data.all).toHaveLength(office.patrols.length);
    for (const patrol of office.patrols) {
      const found = data.all.find((one: { id: string }) => one.id === patrol.id);
      expect(found).toMatchObject({
        ...{ name: patrol.name, kind: patrol.kind, aspectKinds: patrol.aspects, from: patrol.from },
        ...{ to: patrol.to, archiveNo: patrol.archiveNo, reportedOn: patrol.reportedOn },
        ...{ reportDocument: patrol.reportDocument, freshness: { state: 'FRESH' } },
      });
      expect(ids(found.targets)).toEqual([...patrol.targets].sort());
      const findings = office.findings.filter((one) => one.patrol === patrol.id);
      expect(ids(found.findings)).toEqual(ids(findings));
      for (const { id, dispositions } of findings) {
        const one = found.findings.find((finding: { id: string }) => finding.id === id);
        expect(one.dispositions).toEqual(Object.keys(dispositions));
        expect(one.dispositionLog).toEqual(Object.entries(dispositions).map(([kind, on]) => ({ kind, on })));
      }
    }
    expect(ids(data.open)).toEqual(['JX-XC202603']);
    expect(ids(data.over)).toEqual(ids(office.patrols.filter(({ id }) => id !== 'JX-XC202603')));
    expect(ids(data.last)).toEqual(['JX-XC202501']);
    for (const { targets } of data.quarterly) expect(targets).toHaveLength(67);
    expect(data.none).toEqual([]);
  });

  test('campaigns sum up their weeks, and are asked for by kind and whether they are under way', async () => {
    const { data } = await hub.ask(`query ($d: DivisionCode!) {
      all: campaigns(division: $d) { id name kind from to checks hazardsFound industries aspects leadUnit { id } weeks { endsOn checks hazardsFound } }
      active: campaigns(division: $d, active: true) { id } past: campaigns(division: $d, active: false) { id }
      month: campaigns(division: $d, kind: SAFETY_MONTH) { id } }`);
    expect(data.all).toHaveLength(4);
    for (const { id, name, leadUnit, aspects } of office.campaigns) {
      const weeks = office.campaignWeeks.filter(({ campaign }) => campaign === id);
      const sum = (of: 'checks' | 'hazards') => weeks.reduce((total, week) => total + week[of], 0);
      expect(data.all.find((one: { id: string }) => one.id === id)).toMatchObject({
        ...{ name, aspects, leadUnit: { id: leadUnit } },
        ...{ checks: sum('checks'), hazardsFound: sum('hazards') },
        weeks: weeks
          .map(({ endsOn, checks, hazards }) => ({ endsOn, checks, hazardsFound: hazards }))
          .reverse(),
      });
    }
    expect([ids(data.active), ids(data.past), ids(data.month)]).toEqual([
      ['JX-ZX01', 'JX-ZX02', 'JX-ZX04'],
      ['JX-ZX03'],
      ['JX-ZX03'],
    ]);
  });

  test('bulletins, funds, means of education and publicity', async () => {
    const { data } = await hub.ask(`query ($d: DivisionCode!) {
      bulletins(division: $d, first: 500) { id issue publishedOn items } latest: bulletins(division: $d, first: 1) { id }
      funds(division: $d) { year purpose amountYuan spentYuan } fund: funds(division: $d, year: 2026) { amountYuan }
      educationAssets(division: $d) { id name kind division { code } lng lat visits asOf }
      educationItems(division: $d) { id title medium publishedOn } }`);
    expect(data.bulletins).toEqual([...office.bulletins].reverse());
    expect(ids(data.latest)).toEqual([office.bulletins.at(-1)!.id]);
    expect(data.funds).toEqual([...office.funds].reverse());
    expect(data.fund).toEqual([{ amountYuan: 1_000_000 }]);
    expect(data.educationAssets).toEqual(
      office.educationAssets.map(({ position, division, ...asset }) => ({
        ...asset,
        ...{ division: { code: division }, lng: position?.[0] ?? null, lat: position?.[1] ?? null },
      })),
    );
    expect(data.educationItems).toEqual(office.educationItems);
  });
});

test('each argument that is wrong is named', async () => {
  const cases: [query: string, message: string][] = [
    ...[
      'committees',
      'units',
      'meetings',
      'campaigns',
      'bulletins',
      'funds',
      'educationAssets',
      'educationItems',
    ].map((field): [string, string] => [
      `{ ${field}(division: "999999") { __typename } }`,
      'division: no such division',
    ]),
    ['{ posts(division: "999999") { total } }', 'division: no such division'],
    ['{ patrols(filter: {division: "999999"}) { id } }', 'filter.division: no such division'],
    ['{ patrols(filter: {year: 20260}) { id } }', 'filter.year: must be a year'],
    ['{ findingEvents(filter: {division: "999999"}) { nodes { id } } }', 'filter.division: no such division'],
    ['{ findingEvents(after: "x") { nodes { id } } }', 'after'],
    ['{ findingEvents(first: 501) { nodes { id } } }', 'first: must be a whole number'],
    ['{ meetings(division: "140781", first: -1) { id } }', 'first: must be a whole number'],
    ['{ bulletins(division: "140781", first: 501) { id } }', 'first: must be a whole number'],
    ['{ educationItems(division: "140781", first: 501) { id } }', 'first: must be a whole number'],
    ['{ posts(division: "140781", first: 501) { total } }', 'first: must be a whole number'],
    ['{ division(code: "140781") { safetyOfficers(first: 501) { id } } }', 'first: must be a whole number'],
    [
      '{ division(code: "140781") { ledger(from: "2026-01-01", to: "2026-01-02", first: 501) { id } } }',
      'first',
    ],
  ];
  for (const [query, message] of cases)
    expect([query, await hub.refusal(query)]).toEqual([
      query,
      [['BAD_USER_INPUT', expect.stringContaining(message)]],
    ]);
  expect(await hub.refusal('{ committee(id: "JX-AWH") { meetings(last: 501) { id } } }')).toEqual([
    ['BAD_USER_INPUT', expect.stringContaining('last: must be a whole number')],
  ]);
  await expect(
    hub.listen('subscription { findingDisposed(filter: {division: "999999"}) { id } }'),
  ).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});

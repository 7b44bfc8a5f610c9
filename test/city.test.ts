import { committeeOn, standingOn, stateOn } from '../demo/city/committees-expected';
import { cityDay } from '../demo/city/dates';
import { LEVELS } from '../demo/city/expected-levels';
import { expectedActive, expectedOpen, expectedReports, expectedRoster } from '../demo/city/expected-command';
import { expectedAgreements, expectedConsultations, expectedNearest } from '../demo/city/expected-rescue';
import { isAlwaysHigh } from '../demo/city/motion';
import type { Level } from '../demo/city/records';
import { accessOf } from '../src/kernel/database/access';
import { openPool } from '../src/kernel/database/pool';
import { createLog } from '../src/kernel/log';
import { loadExamples } from '../src/kernel/server/examples';
import {
  Q10_FirePreplanDocument,
  Q12_MapLayerDocument,
  Q1_ShiftBoardDocument,
  Q2_AlarmToActionDocument,
  Q3_IncidentResourcesDocument,
  Q4_WhyThisColourDocument,
  Q5_MyCommitteeDocument,
} from './support/documents/graphql';
import { replayStandings } from './faults/replay';
import { AT, city, COUNTY, example, openFrozenCity, type FrozenCity } from './support/frozen-city';
import { sourcesOf, until, type Answer, type TestHub } from './support/hub';
import { onTheRoad } from './support/hazmat-city';
import { asOwner } from './support/server';

// The whole hub over the frozen demo city: every expected value comes from what the city was generated from.

/** It stands still: what becomes known in one moment has to keep its order all the same. */
const time = { ms: AT.getTime() };
const clock = { now: () => new Date(time.ms) };

let demo: FrozenCity['demo'];
let hub: TestHub;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ demo, hub, close } = await openFrozenCity(undefined, clock));
}, 120_000);
afterAll(() => close?.());

const countOf = (levels: Iterable<Level>) => {
  const counts = new Map(LEVELS.map((level) => [level, 0]));
  for (const level of levels) counts.set(level, counts.get(level)! + 1);
  return counts;
};

interface Counts {
  counts: { level: Level; count: number }[];
}
const asMap = ({ counts }: Counts) => new Map(counts.map(({ level, count }) => [level, count]));

test('every record of the city is stored, and none is refused', async () => {
  for (const { id, state, received, stored, unchanged, superseded, rejected } of await sourcesOf(hub)) {
    expect({ id, state, rejected, superseded }).toEqual({ id, state: 'RUNNING', rejected: 0, superseded: 0 });
    expect(received).toBe(stored + unchanged);
  }
});

test('Q1: the shift board counts every firm at the level that its facts give', async () => {
  const { data, errors, statements } = await hub.run(Q1_ShiftBoardDocument, { d: COUNTY });
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(15);
  const risk = data.division!.risk!;
  expect(asMap(risk)).toEqual(countOf(city.expected.resting.values()));
  const summed = countOf([]);
  for (const child of risk.children)
    for (const [level, count] of asMap(child)) summed.set(level, summed.get(level)! + count);
  expect(summed).toEqual(asMap(risk));
  const open = city.hazards.filter(({ state }) => state !== 'CLOSED');
  expect(risk.openMajorHazards).toBe(open.filter(({ grade }) => grade === 'MAJOR').length);
  expect(risk.complete).toBe(true);
  expect(data.incidents!.map(({ id }) => id)).toEqual(expectedOpen(city.command));
  expect(data.linkHealth).toMatchObject({ online: city.points.length, stale: 0, offline: 0 });
});

test('Q4: a firm tells its inherent and dynamic level, and which rules made it', async () => {
  for (const { uscc, name } of city.firms) {
    const variables = { u: uscc, from: '2026-01-01T00:00:00Z' };
    const { data, errors, statements } = await hub.run(Q4_WhyThisColourDocument, variables);
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(15);
    const risk = data.enterprise!.risk!;
    expect({
      name: data.enterprise!.name,
      inherent: risk.inherent,
      dynamic: risk.dynamic,
      stale: risk.stale,
    }).toEqual({
      name,
      inherent: city.expected.inherent.get(uscc),
      dynamic: city.expected.resting.get(uscc),
      stale: false,
    });
    if (risk.dynamic !== 'UNRATED') expect(risk.factors.length).toBeGreaterThan(0);
  }
});

test('Q5: each committee has its members with their scores, what is overdue, and its firms', async () => {
  const today = cityDay(AT);
  const { committees, tasks, assessments, units } = city.committees;
  for (const committee of committees.filter(({ tier }) => tier === 'SPECIAL')) {
    const { data, errors, statements } = await hub.run(Q5_MyCommitteeDocument, { c: committee.id });
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(25);
    const found = data.committee!;
    expect([found.name, found.state]).toEqual([committee.name, stateOn(committee, today)]);
    expect(found.members).toEqual(
      committee.members.map((id) => {
        const { score, rank } = assessments.find(({ unit, year }) => unit === id && year === 2026)!;
        return { name: units.find((unit) => unit.id === id)!.name, assessment: { score, rank } };
      }),
    );
    const overdue = tasks.filter(
      (task) => task.committee === committee.id && standingOn(task, today) === 'OVERDUE',
    );
    expect(found.tasks.map(({ title }) => title).sort()).toEqual(overdue.map(({ title }) => title).sort());
    expect(found.findings.length).toBeGreaterThan(0);
    const firms = city.firms.filter((firm) => committeeOn(city.committees, firm, today) === committee.id);
    expect(found.enterprises!.nodes.map((firm) => [firm!.name, firm!.risk!.dynamic])).toEqual(
      firms
        .sort((a, b) => (a.uscc < b.uscc ? -1 : 1))
        .slice(0, 50)
        .map(({ name, uscc }) => [name, city.expected.resting.get(uscc)]),
    );
  }
});

test('Q12: the map layer has every firm, with its level and where it truly is', async () => {
  const { data, errors, statements } = await hub.run(Q12_MapLayerDocument, { d: COUNTY, a: null });
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(15);
  const { total, nodes } = data.enterprises!;
  expect(total).toBe(city.firms.length);
  const byCode = new Map(nodes.map((node) => [node.uscc, node]));
  for (const firm of city.firms) {
    const node = byCode.get(firm.uscc)!;
    expect([node.name, node.industry, node.risk!.dynamic]).toEqual([
      firm.name,
      firm.industry,
      city.expected.resting.get(firm.uscc),
    ]);
    const truths = city.sites.filter(({ uscc }) => uscc === firm.uscc).map(({ truth }) => truth);
    expect(node.sites).toHaveLength(truths.length);
    for (const { position } of node.sites) {
      expect(position.crs).toBe('CGCS2000');
      // a metre, since a GCJ-02 position is shifted back by iteration
      expect(truths.some(({ lng, lat }) => Math.hypot(lng - position.lng, lat - position.lat) < 2e-5)).toBe(
        true,
      );
    }
  }
});

interface CaughtUp {
  riskChanges: {
    nodes: { enterprise: { uscc: string }; unit: { id: string } | null; to: Level }[];
    pageInfo: { endCursor: string | null; hasNextPage: boolean };
  };
}

test('Q11: the log has each firm that stands at orange or above, once or more, and ends at its level', async () => {
  // a hazard unit of the firm changes by itself, under the firm's name
  const query = example('Q11_CatchUp').replace('enterprise {', 'unit { id } enterprise {');
  const last = new Map<string, Level>();
  for (let after: string | null = null, more = true; more;) {
    const answer: Answer<CaughtUp> = await hub.ask(query, { d: COUNTY, after });
    const { data, errors, statements } = answer;
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(15);
    for (const { enterprise, unit, to } of data.riskChanges.nodes)
      if (unit === null) last.set(enterprise.uscc, to);
    ({ endCursor: after, hasNextPage: more } = data.riskChanges.pageInfo);
  }
  for (const [uscc, level] of city.expected.resting)
    if (LEVELS.indexOf(level) >= LEVELS.indexOf('ORANGE_LARGER'))
      expect([uscc, last.get(uscc)]).toEqual([uscc, level]);
});

test('every grading of GB 18218 is what the tables give', async () => {
  interface Unit {
    id: string;
    s: number;
    r: number | null;
    level: string | null;
    alpha: number;
    gradingFault: string | null;
  }
  const query =
    'query ($d: DivisionCode!) { enterprises(filter: {division: $d}, first: 200) { nodes { majorHazardUnits { id s r level alpha gradingFault } } } }';
  const { data } = await hub.ask<{ enterprises: { nodes: { majorHazardUnits: Unit[] }[] } }>(query, {
    d: COUNTY,
  });
  const units = data.enterprises.nodes.flatMap(({ majorHazardUnits }) => majorHazardUnits);
  expect(units).toHaveLength(city.hazardUnits.length);
  for (const unit of units) {
    const { alpha, s, r, level, faulty } = city.expected.gradings.get(unit.id)!;
    expect([unit.alpha, unit.level, unit.gradingFault !== null]).toEqual([
      alpha,
      level && `LEVEL_${level}`,
      faulty,
    ]);
    expect(unit.s).toBeCloseTo(s, 6);
    if (r === null || unit.r === null) expect(unit.r).toBe(r);
    else expect(unit.r).toBeCloseTo(r, 6);
  }
});

test('a hazard unit, a check, a vehicle and a source are read again by their keys', async () => {
  const [unit, check] = [city.hazardUnits[0]!, city.checks[0]!];
  const { vehicle } = city.hazmat.fleet.teams[0]!;
  const query = `query ($unit: ID!, $check: ID!, $plate: String!, $colour: String!, $source: ID!) {
    majorHazardUnit(id: $unit) { id site { id } } checkRecord(id: $check) { id enterprise { uscc } hazards { id } }
    vehicle(plate: $plate, plateColour: $colour) { plate plateColour transportCert { number } } source(id: $source) { id state } }`;
  const keys = { unit: unit.id, check: check.id, plate: vehicle.plate, colour: vehicle.plateColour };
  const { data, statements } = await hub.ask(query, { ...keys, source: 'enterprise-registry' });
  expect(data).toEqual({
    majorHazardUnit: { id: unit.id, site: { id: unit.site } },
    checkRecord: {
      ...{ id: check.id, enterprise: { uscc: check.uscc } },
      hazards: check.hazardIds.map((id) => ({ id })),
    },
    vehicle: {
      ...{ plate: vehicle.plate, plateColour: vehicle.plateColour },
      transportCert: { number: vehicle.certificate },
    },
    source: { id: 'enterprise-registry', state: 'RUNNING' },
  });
  expect(statements).toBeLessThanOrEqual(15);
  const unknown = { unit: 'x', check: 'x', plate: '晋Z00000', colour: '黄色', source: 'x' };
  expect((await hub.ask(query, unknown)).data).toEqual({
    ...{ majorHazardUnit: null, checkRecord: null, vehicle: null, source: null },
  });
});

test('the nearest teams of each capability are those that the city has, at their distances', async () => {
  const capabilities = new Set(city.rescue.teams.flatMap((team) => team.capabilities));
  expect(capabilities.size).toBe(7);
  const query = `query ($at: PointInput!, $capability: RescueCapability!) {
    nearestTeams(at: $at, capability: $capability, limit: 500) {
      km etaMinutes team { id name kind state onDuty turnoutSeconds freshness { state } } } }`;
  for (const capability of capabilities)
    for (const { truth: at } of city.sites.filter((_, n) => n % 40 === 0)) {
      const { data, errors, statements } = await hub.ask<{ nearestTeams: any[] }>(query, { at, capability });
      expect(errors).toBeUndefined();
      expect(statements).toBeLessThanOrEqual(8);
      const expected = expectedNearest(city.rescue, { at, capability });
      expect(data.nearestTeams.map(({ team }) => team)).toEqual(
        expected.map(({ team: { id, name, kind, state, onDuty, turnoutSeconds } }) => ({
          ...{ id, name, kind, state, onDuty, turnoutSeconds, freshness: { state: 'FRESH' } },
        })),
      );
      // a metre, since a GCJ-02 position is shifted back by iteration
      for (const [n, { km }] of expected.entries())
        expect(Math.abs(data.nearestTeams[n].km - km)).toBeLessThan(0.002);
    }
});

test('each firm tells its own teams, who comes by agreement today, and its last consultations', async () => {
  interface Firm {
    uscc: string;
    ownTeams: { id: string }[];
    rescueAgreementWith: { id: string }[];
    consultations: { id: string; batch: string | null; findings: number; experts: { id: string }[] }[];
  }
  const { data, errors, statements } = await hub.ask<{ enterprises: { nodes: Firm[] } }>(
    `{ enterprises(first: 200) { nodes { uscc ownTeams { id } rescueAgreementWith { id }
      consultations(last: 3) { id batch findings experts { id } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(10);
  const { rescue } = city;
  for (const { uscc, ownTeams, rescueAgreementWith, consultations } of data.enterprises.nodes) {
    const own = rescue.teams.filter(({ owner }) => owner === uscc);
    expect(ownTeams).toEqual(own.map(({ id }) => ({ id })));
    expect(rescueAgreementWith).toEqual(expectedAgreements(rescue, uscc, AT).map((id) => ({ id })));
    expect(consultations).toEqual(
      expectedConsultations(rescue, uscc).map(({ id, batch, findings, experts }) => ({
        ...{ id, batch, findings, experts: experts.map((expert) => ({ id: expert })) },
      })),
    );
  }
  const mines = city.firms.filter(({ industry }) => industry === 'COAL_MINE');
  expect(mines).toHaveLength(17);
  for (const { uscc } of mines) expect(expectedConsultations(rescue, uscc)).not.toEqual([]);
});

test('six experts stay in the city, and every mine was consulted by two of them', async () => {
  const { data } = await hub.ask<{ experts: { id: string; resident: boolean }[] }>(
    '{ experts(industry: "COAL_MINE", first: 500) { id resident } }',
  );
  const residents = data.experts.filter(({ resident }) => resident).map(({ id }) => id);
  expect(residents).toEqual(city.rescue.experts.filter(({ resident }) => resident).map(({ id }) => id));
  expect(residents).toHaveLength(6);
  expect(data.experts.slice(0, 6).every(({ resident }) => resident)).toBe(true);
});

test('Q2: the alarm that is open leads to its firm, its hazard unit, who supervises it, and who can come', async () => {
  const [tank] = city.points.filter(isAlwaysHigh);
  const at = city.sites.find(({ id }) => id === tank!.site)!.truth;
  const { data, errors, statements } = await hub.run(Q2_AlarmToActionDocument, { d: COUNTY, at });
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(25);
  const { name, uscc } = city.firms.find((firm) => firm.uscc === tank!.uscc)!;
  const [alarm, ...others] = data.alarms!.nodes;
  expect(others).toEqual([]);
  expect(alarm!.sensor).toMatchObject({ place: tank!.place, quantity: tank!.quantity, limits: tank!.limits });
  const { rescueAgreementWith, ...enterprise } = alarm!.site!.enterprise!;
  expect(enterprise).toMatchObject({
    name,
    risk: { dynamic: 'RED_MAJOR' },
    majorHazardUnits: city.hazardUnits.filter((unit) => unit.uscc === uscc).map(() => ({})),
    supervisingUnit: { name: expect.any(String) },
  });
  const teamOf = (id: string) => city.rescue.teams.find((team) => team.id === id)!;
  expect(rescueAgreementWith).toEqual(
    expectedAgreements(city.rescue, uscc, AT)
      .map(teamOf)
      .map(({ name, state, turnoutSeconds }) => ({ name, state, turnoutSeconds })),
  );
  expect(data.nearestTeams!.map(({ team }) => team)).toEqual(
    expectedNearest(city.rescue, { at, capability: 'HAZMAT' })
      .slice(0, 5)
      .map(({ team: { name, state, onDuty } }) => ({ name, state, onDuty })),
  );
});

test('open incidents stand against their clocks as the city has it, with their firms, teams and headquarters', async () => {
  interface Board {
    id: string;
    drill: boolean;
    title: string;
    grade: string | null;
    response: string | null;
    reportDueAt: string;
    reportedLate: boolean;
    reports: { state: string }[];
    enterprise: { uscc: string; majorHazardUnits: object[] } | null;
    headquarters: { id: string; plan: { title: string } };
    teams: { id: string; name: string; state: string; assignedTo: { id: string } }[];
  }
  const { data, errors, statements } = await hub.ask<{ incidents: Board[] }>(
    `query ($d: DivisionCode!) { incidents(division: $d) { id drill title grade response reportDueAt reportedLate
      reports { state } enterprise { uscc majorHazardUnits { id } } headquarters { id plan { title } }
      teams { id name state assignedTo { id } } } }`,
    { d: COUNTY },
  );
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(10);
  const { command, hazardUnits, rescue } = city;
  expect(data.incidents.map(({ id }) => id)).toEqual(expectedOpen(command));
  for (const found of data.incidents) {
    const incident = command.incidents.find(({ id }) => id === found.id)!;
    const { dueAt, reportedLate, states } = expectedReports(incident, AT);
    expect(found).toMatchObject({
      ...{ drill: incident.drill, title: incident.title, grade: incident.grade, response: incident.response },
      ...{ reportDueAt: dueAt.toISOString(), reportedLate, reports: states.map((state) => ({ state })) },
      headquarters: { id: incident.headquarters },
    });
    expect(found.enterprise?.uscc ?? null).toBe(incident.uscc);
    expect(found.enterprise?.majorHazardUnits ?? []).toHaveLength(
      hazardUnits.filter(({ uscc }) => uscc === incident.uscc).length,
    );
    const teams = incident.teams.map((id) => rescue.teams.find((team) => team.id === id)!);
    expect(found.teams).toEqual(
      teams.map(({ id, name, state }) => ({ id, name, state, assignedTo: { id: incident.id } })),
    );
  }
  const states = data.incidents.flatMap(({ reports }) => reports.map(({ state }) => state));
  expect(new Set(states)).toEqual(new Set(['ON_TIME', 'LATE', 'DUE', 'OVERDUE']));
  expect(
    data.incidents.some(({ teams, enterprise }) => teams.length === 2 && enterprise?.majorHazardUnits.length),
  ).toBe(true);
});

test('Q3: each open incident leads to its firm, its load, its teams and its headquarters', async () => {
  const p = { lng: 111.92, lat: 37.03 };
  const { data, errors, statements } = await hub.run(Q3_IncidentResourcesDocument, { d: COUNTY, p });
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(25);
  const { command, firms, hazardUnits } = city;
  const trips = city.hazmat.tripsAt(AT);
  expect(data.incidents).toHaveLength(expectedOpen(command).length);
  for (const [index, id] of expectedOpen(command).entries()) {
    const found = data.incidents![index]!;
    const incident = command.incidents.find((one) => one.id === id)!;
    const trip = trips.find((one) => one.id === incident.waybill);
    expect(found).toMatchObject({
      title: incident.title,
      headquarters: {
        plan: { title: command.headquarters.find((one) => one.id === incident.headquarters)!.plan.title },
      },
      waybill: trip
        ? {
            goods: [{ good: { un: trip.goods.un }, massKg: trip.goods.massKg }],
            vehicle: { plate: trip.team.vehicle.plate },
          }
        : null,
    });
    expect(found.enterprise?.name ?? null).toBe(
      firms.find(({ uscc }) => uscc === incident.uscc)?.name ?? null,
    );
    expect(
      found.enterprise?.majorHazardUnits.flatMap(({ chemicals }) => chemicals.map(({ name }) => name)) ?? [],
    ).toEqual(
      hazardUnits
        .filter(({ uscc }) => uscc === incident.uscc)
        .flatMap(({ chemicals }) => chemicals.map(({ name }) => name)),
    );
  }
  const tanker = data.incidents!.find(({ waybill }) => waybill !== null)!;
  expect(tanker.waybill!.vehicle.position).toMatchObject({
    lng: expect.any(Number),
    lat: expect.any(Number),
  });
  expect(data.incidents!.some(({ teams }) => teams?.length === 2)).toBe(true);
  const depots = city.supplies.depots.map(({ name }) => name);
  expect(data.findStock).not.toEqual([]);
  for (const { available, line } of data.findStock!) {
    expect(available).toBeGreaterThanOrEqual(1);
    expect(depots).toContain(line.depot.name);
  }
});

test('Q10: the plan for a fire has the sites, gas sensors, hazard units, teams and inbound loads of a firm', async () => {
  const rich: string[] = [];
  for (const uscc of new Set(city.hazardUnits.map((unit) => unit.uscc))) {
    const { data, errors, statements } = await hub.run(Q10_FirePreplanDocument, { u: uscc });
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(25);
    const found = data.enterprise!;
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    const gas = city.points.filter(
      (point) => point.uscc === uscc && ['CH4', 'H2S', 'CO'].includes(point.quantity),
    );
    expect(found.sites.map(({ name }) => ({ name })).sort(byName)).toEqual(
      city.sites
        .filter((site) => site.uscc === uscc)
        .map(({ name }) => ({ name }))
        .sort(byName),
    );
    expect(found.sites.flatMap((site) => site.sensors!.map(({ place }) => place)).sort()).toEqual(
      gas.map(({ place }) => place).sort(),
    );
    expect(found.majorHazardUnits.map(({ exposedPersons }) => exposedPersons).sort()).toEqual(
      city.hazardUnits
        .filter((unit) => unit.uscc === uscc)
        .map(({ exposedPersons }) => exposedPersons)
        .sort(),
    );
    const own = city.rescue.teams.filter(({ owner }) => owner === uscc);
    expect(found.ownTeams).toEqual(own.map(({ capabilities, onDuty }) => ({ capabilities, onDuty })));
    const coming = onTheRoad(city.hazmat, AT).filter(({ destination }) => destination.uscc === uscc);
    expect(found.inbound!.map(({ id }) => id).sort()).toEqual(coming.map(({ id }) => id).sort());
    if (gas.length && own.length && coming.length) rich.push(uscc);
  }
  const { u } = loadExamples().find(({ name }) => name === 'Q10_FirePreplan')!.variables;
  expect(rich).toContain(u);
});

test('every incident of the city, closed ones too, was reported as late as the city has it', async () => {
  const { data } = await hub.ask<{
    incidents: { id: string; reportedLate: boolean; drill: boolean; reports: object[] }[];
  }>('{ incidents(open: null, first: 500) { id drill reportedLate reports { state } } }');
  const { incidents } = city.command;
  expect(data.incidents).toHaveLength(incidents.length);
  for (const { id, ...found } of data.incidents) {
    const incident = incidents.find((one) => one.id === id)!;
    const { reportedLate, states } = expectedReports(incident, AT);
    expect(found).toEqual({
      drill: incident.drill,
      reportedLate,
      reports: states.map((state) => ({ state })),
    });
  }
});

test('headquarters, rosters, modes and warnings are what the city was generated with', async () => {
  interface Told {
    headquarters: {
      id: string;
      general: boolean;
      category: string;
      plan: { version: string };
      leadUnit: { id: string };
    }[];
    dutyRoster: { id: string; officerMasked: string }[];
    warnings: { id: string; capXml: string; areas: { code: string }[] }[];
    commandCentres: { id: string; mode: string }[];
  }
  const { command } = city;
  for (const on of ['2026-11-12', '2026-11-20', '2026-11-27', '2026-12-05']) {
    const { data, errors, statements } = await hub.ask<Told>(
      `query ($d: DivisionCode!, $on: Date!) {
        headquarters(division: $d) { id general category plan { version } leadUnit { id } }
        dutyRoster(division: $d, on: $on) { id officerMasked } warnings(division: $d) { id capXml areas { code } }
        commandCentres(division: $d) { id mode } }`,
      { d: COUNTY, on },
    );
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(4);
    expect(data.dutyRoster.map(({ id }) => id)).toEqual(expectedRoster(command, on).map(({ id }) => id));
    expect(data.headquarters).toEqual(
      command.headquarters.map(({ id, general, categories, plan, leadUnit }) => ({
        ...{
          id,
          general,
          category: categories[0],
          plan: { version: plan.version },
          leadUnit: { id: leadUnit },
        },
      })),
    );
    expect(data.warnings.map(({ id }) => id).sort()).toEqual(expectedActive(command, AT).map(({ id }) => id));
    for (const { id, capXml, areas } of data.warnings) {
      const warning = command.warnings.find((one) => one.id === id)!;
      expect([id, capXml.includes('<status>Exercise</status>')]).toEqual([id, warning.drill]);
      expect(areas.map(({ code }) => code)).toEqual(warning.areas);
    }
    expect(data.commandCentres.map(({ id, mode }) => ({ id, mode }))).toEqual(
      command.centres.map(({ id, mode }) => ({ id, mode })),
    );
  }
  expect(city.command.headquarters).toHaveLength(19);
  expect(expectedRoster(command, '2026-11-20')).toHaveLength(3);
});

describe('costs at most 25 statements, and no more of them for more rows:', () => {
  interface Asked {
    query?: string;
    variables: Record<string, unknown>;
    /** By default the objects in the answer. */
    rows?: number;
  }
  const inEach = (codes: readonly string[], more: object = {}): Asked[] =>
    codes.map((d) => ({ variables: { d, ...more } }));
  const townships = [...new Set(city.firms.map(({ division }) => division.slice(0, 9)))];
  const divisions = [COUNTY, ...townships];
  const p = { lng: 111.92, lat: 37.03 };
  const { t } = loadExamples().find(({ name }) => name === 'Q8_TripCheck')!.variables as { t: object };
  const passes = [...new Set(city.hazmat.tripsAt(AT).flatMap(({ pass }) => (pass ? [pass.number] : [])))];
  const operations: Record<string, Asked[]> = {
    Q3_IncidentResources: [
      { variables: { d: COUNTY, p } },
      {
        query: example('Q3_IncidentResources').replace('division: $d)', 'division: $d, open: null)'),
        variables: { d: COUNTY, p },
      },
    ],
    Q5_MyCommittee: city.committees.committees.map(({ id }) => ({ variables: { c: id } })),
    Q6_WhoToVisit: inEach(divisions, { b: '2099-12-31' }),
    Q8_TripCheck: [1, 2, 20].map((rows) => ({
      variables: { t: { ...t, passNumbers: passes.slice(0, rows) } },
      rows,
    })),
    Q9_LiveToxicTrips: inEach(divisions),
    Q10_FirePreplan: city.firms.map(({ uscc }) => ({ variables: { u: uscc } })),
  };

  test.each(Object.keys(operations))('%s', async (name) => {
    const costs: { rows: number; statements: number }[] = [];
    for (const { query = example(name), variables, rows } of operations[name]!) {
      const { data, errors, statements } = await hub.ask(query, variables);
      expect(errors).toBeUndefined();
      costs.push({ rows: rows ?? objectsIn(data), statements });
    }
    const most = Math.max(...costs.map(({ statements }) => statements));
    expect(most).toBeLessThanOrEqual(25);
    // what costs most costs as much with half of the rows
    const dearest = costs.filter(({ statements }) => statements === most).map(({ rows }) => rows);
    expect(Math.min(...dearest)).toBeLessThanOrEqual(Math.max(...costs.map(({ rows }) => rows)) / 2);
  });

  test('Q2_AlarmToAction', async () => {
    const asked = () => hub.run(Q2_AlarmToActionDocument, { d: COUNTY, at: p });
    const one = await asked();
    await asOwner(
      new URL(hub.settings.databaseUrl!).pathname.slice(1),
      `insert into monitoring.alarm
         (id, sensor_id, site_id, uscc, source, kind, severity, state, opened_at, found_at)
       select 'many ' || site_id, min(id), site_id, min(uscc), min(source), 'POWER_CUT', 'LEVEL_1', 'OPEN',
         '${AT.toISOString()}', '${AT.toISOString()}' from monitoring.sensor group by site_id order by site_id limit 40`,
    );
    const many = await asked();
    expect([one, many].map(({ data }) => data.alarms!.nodes.length)).toEqual([1, 41]);
    expect(many.statements).toBe(one.statements);
    expect(many.statements).toBeLessThanOrEqual(25);
  });
});

test('its whole stored history, replayed, gives every stored level, change and reason once more', async () => {
  const { database, close: closePool } = openPool(accessOf(hub.settings.databaseUrl!), {
    log: createLog('error'),
  });
  const goOn = async (hours: number, isSettled: () => Promise<boolean>) => {
    time.ms = AT.getTime() + hours * 3_600_000;
    await until(isSettled);
  };
  const nothingDue = async () => {
    const due = 'select exists (select from hub.risk_state where next_at <= $1) as any';
    return !(await database.query<{ any: boolean }>(due, [new Date(time.ms)]))[0]!.any;
  };
  const isUnheard = async () =>
    (await sourcesOf(hub)).every(({ id, state }) => state !== 'RUNNING' || id === 'depot-inventory');
  // in one snapshot: sweeps go on committing
  const replayed = () =>
    database.transaction(async (tx) => {
      await tx.query('set transaction isolation level repeatable read');
      return replayStandings(tx);
    });
  try {
    const taken = await replayed();
    expect(taken.wrong).toEqual([]);
    expect(taken.subjects).toBeGreaterThan(city.firms.length);

    // the city falls silent; then deadlines and nights pass
    await demo.close();
    await goOn(0.2, isUnheard);
    for (const hours of [30, 24 * 12]) await goOn(hours, nothingDue);
    const { changes, wrong } = await replayed();
    expect(wrong).toEqual([]);
    expect(changes).toBeGreaterThan(taken.changes);

    // planted: a fact that the hub judged by is lost
    await database.query(
      `delete from hub.fact where id = (select max(id) from hub.fact where kind = 'riskPoint' and known_to is null
         and subject in (select subject from hub.risk_state where standing <> 'null'))`,
    );
    expect((await replayed()).wrong).not.toEqual([]);
  } finally {
    await closePool();
  }
}, 60_000);

const objectsIn = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? (Array.isArray(value) ? 0 : 1) +
      Object.values(value).reduce((sum: number, one) => sum + objectsIn(one), 0)
    : 0;

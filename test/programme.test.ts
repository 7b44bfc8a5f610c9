import { cityDay } from '../demo/city/dates';
import { expectedOpen, expectedRoster } from '../demo/city/expected-command';
import { city, COUNTY, openFrozenCity } from './support/frozen-city';
import { onTheRoad } from './support/hazmat-city';
import type { TestHub } from './support/hub';

// Every system, organ, mechanism and programme that the city's safety work consists of (the 64 rows of DOMAIN §1):
// each row is asked for in one operation, and what comes is compared with what the city was generated from.

let hub: TestHub;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ hub, close } = await openFrozenCity());
}, 120_000);
afterAll(() => close?.());

const {
  promises,
  committees: offices,
  rescue,
  command,
  firms,
  points,
  hazards,
  hazardUnits,
  riskPoints,
} = city;
const DAY = '2026-11-20';
const D = `division: "${COUNTY}"`;

// a test reads what it asked for
type Data = any;
type Row = [row: number, what: string, query: string, check: (data: Data) => void];

const sorted = (ids: Iterable<string>) => [...ids].sort();
const idsOf = (list: { id: string }[]) => sorted(list.map(({ id }) => id));
const byKey = <Row>(rows: readonly Row[], key: keyof Row) =>
  [...rows].sort((one, other) => (one[key] < other[key] ? -1 : 1));
/** All hazards of the plan were found within the year; null: none. */
const closureRate = (found: typeof hazards) =>
  found.length === 0 ? null : found.filter(({ state }) => state === 'CLOSED').length / found.length;
/** Which of them are about the safe-development city; some are. */
function tagged(list: { id: string; aspects: string[] }[]): string[] {
  const found = list.filter(({ aspects }) => aspects.includes('SAFE_DEVELOPMENT'));
  expect(found.length).toBeGreaterThan(0);
  return idsOf(found);
}
const meetings = (kind: string) => offices.meetings.filter((meeting) => meeting.kind === kind);
const posts = (kind: string) => offices.posts.filter((post) => post.kind === kind);
const tier = (data: Data, wanted: string) => data.committees.filter((one: Data) => one.tier === wanted);
const mines = firms.filter(({ industry }) => industry === 'COAL_MINE');
const meetingRow = (row: number, what: string, kind: string): Row => [
  row,
  what,
  `{ meetings(${D}, kind: ${kind}, first: 100) { id kind heldAt topics decisions { id title } } }`,
  ({ meetings: found }) => {
    expect(idsOf(found)).toEqual(idsOf(meetings(kind)));
    expect(found.length).toBeGreaterThan(0);
  },
];
const postRow = (row: number, what: string, kind: string): Row => [
  row,
  what,
  `{ posts(${D}, kind: ${kind}, first: 500) { total nodes { id title dutyList regime speciality divisionRaw divisionNote } } }`,
  ({ posts: found }) => {
    expect(idsOf(found.nodes)).toEqual(idsOf(posts(kind)));
    expect(found.nodes.length).toBeGreaterThan(0);
  },
];

const rows: Row[] = [
  [
    1,
    'emergency management bureau',
    `{ units(${D}, kind: DEPARTMENT) { id name dutyPhone departments } }`,
    ({ units }) => {
      const made = offices.units.find(({ name }) => name.includes('应急管理局'))!;
      const { id, name, dutyPhone, departments } = made;
      expect(units.find((unit: Data) => unit.id === id)).toEqual({ id, name, dutyPhone, departments });
      expect(departments.length).toBeGreaterThan(0);
    },
  ],
  meetingRow(2, 'party standing committee', 'PARTY_COMMITTEE'),
  meetingRow(3, 'government executive meeting', 'GOVERNMENT_EXECUTIVE'),
  [
    4,
    'safety committee',
    `{ committees(${D}) { id tier director { title } members { id } } }`,
    (data) => {
      const [one, ...others] = tier(data, 'SAFETY_COMMITTEE');
      expect([one.id, others]).toEqual(['JX-AWH', []]);
      expect(one.members).toHaveLength(67);
    },
  ],
  [
    5,
    'its office and the tasks that it issues',
    '{ committee(id: "JX-AWB") { tier tasks { id } } }',
    ({ committee }) =>
      expect(idsOf(committee.tasks)).toEqual(
        idsOf(offices.tasks.filter((task) => task.committee === 'JX-AWB')),
      ),
  ],
  [
    6,
    '20 special committees',
    `{ committees(${D}) { id name tier industries } }`,
    (data) => {
      const special = tier(data, 'SPECIAL');
      expect(special).toHaveLength(20);
      for (const { name } of special) expect(name).toContain('示例');
    },
  ],
  [
    8,
    'first director, director, members',
    '{ committee(id: "JX-ZW01") { firstDirector { title } director { title unit { id } } members { id } } }',
    ({ committee }) => {
      const made = offices.committees.find(({ id }) => id === 'JX-ZW01')!;
      expect(committee.firstDirector.title).toBe(made.firstDirector!.title);
      expect(committee.director).toEqual({ title: made.director.title, unit: { id: made.director.unit } });
      expect(idsOf(committee.members)).toEqual(sorted(made.members));
    },
  ],
  [
    9,
    'one by one when ripe: the stages of a committee',
    `{ committees(${D}) { id state startedOn history { state on } } }`,
    (data) => {
      for (const { id, stages } of offices.committees) {
        const { history } = data.committees.find((one: Data) => one.id === id);
        expect(Object.fromEntries(history.map(({ state, on }: Data) => [state, on]))).toEqual(stages);
      }
    },
  ],
  [
    10,
    'trial run, then substantive operation',
    `{ committees(${D}) { id startedOn history { state on } } }`,
    (data) => {
      // what is planned for a day to come has not started
      const started = (on?: string) => (on !== undefined && on <= DAY ? on : null);
      const dayOf = ({ history }: Data, state: string) =>
        history.find((one: Data) => one.state === state)?.on ?? null;
      const found = data.committees.map((one: Data) => [
        ...[one.id, one.startedOn, dayOf(one, 'TRIAL'), dayOf(one, 'OPERATING')],
      ]);
      const made = offices.committees.map(({ id, stages }) => [
        ...[id, started(stages.OPERATING), stages.TRIAL ?? null, stages.OPERATING ?? null],
      ]);
      expect([...found].sort()).toEqual(made.sort());
      expect(found.some(([, , trial, operating]: string[]) => trial && operating && trial < operating)).toBe(
        true,
      );
    },
  ],
  [
    11,
    'an existing body that holds a committee',
    `{ committees(${D}) { id heldBy } }`,
    (data) =>
      expect(sorted(data.committees.flatMap(({ heldBy }: Data) => heldBy ?? []))).toEqual(
        sorted(offices.committees.flatMap(({ heldBy }) => heldBy ?? [])),
      ),
  ],
  [
    12,
    'five togethers on tasks',
    '{ committee(id: "JX-AWB") { tasks { id phases } } }',
    ({ committee }) =>
      expect(Object.fromEntries(committee.tasks.map(({ id, phases }: Data) => [id, phases]))).toEqual(
        Object.fromEntries(
          offices.tasks.filter((task) => task.committee === 'JX-AWB').map(({ id, phases }) => [id, phases]),
        ),
      ),
  ],
  [
    13,
    '67 member units',
    `{ units(${D}) { id name kind duties } }`,
    ({ units }) => {
      expect(units).toHaveLength(67);
      expect(idsOf(units)).toEqual(idsOf(offices.units));
    },
  ],
  [
    14,
    'three "must manage": who supervises a firm',
    `{ enterprises(filter: {${D}}, first: 200) { nodes { uscc supervisingUnit { id dutyList(on: "${DAY}") { kind industries } } industry } } }`,
    ({ enterprises }) => {
      const supervised = enterprises.nodes.filter(({ supervisingUnit }: Data) => supervisingUnit);
      expect(supervised.length).toBeGreaterThan(firms.length / 2);
      for (const { supervisingUnit, industry } of supervised)
        expect(supervisingUnit.dutyList.flatMap(({ industries }: Data) => industries)).toContain(industry);
    },
  ],
  postRow(15, 'party and government equally responsible: leaders, their duties and the rule', 'LEADER'),
  [
    16,
    'executive vice-mayor in charge',
    `{ posts(${D}, kind: LEADER, first: 100) { nodes { title } } }`,
    ({ posts: found }) => {
      const titles = sorted(posts('LEADER').map(({ title }) => title));
      expect(sorted(found.nodes.map(({ title }: Data) => title))).toEqual(titles);
      expect(titles.some((title) => title.includes('常务副市长'))).toBe(true);
    },
  ],
  [
    17,
    'responsibility letters',
    `{ units(${D}) { id letters(year: 2026) { id signedOn items } } }`,
    ({ units }) =>
      expect(new Set(units.flatMap(({ letters }: Data) => letters.map(({ id }: Data) => id)))).toEqual(
        new Set(offices.letters.filter(({ year }) => year === 2026).map(({ id }) => id)),
      ),
  ],
  [
    18,
    "leaders' duty ledger",
    `{ division(code: "${COUNTY}") { ledger(from: "2026-01-01", to: "${DAY}") { id action leader { id } evidence } } }`,
    ({ division }) => {
      const made = offices.ledger
        .filter(({ at }) => cityDay(at) >= '2026-01-01' && cityDay(at) <= DAY)
        .map(({ id, action, post, evidence }) => ({ id, action, leader: { id: post }, evidence }));
      expect(byKey(division.ledger, 'id')).toEqual(byKey(made, 'id'));
      expect(made.length).toBeGreaterThan(0);
    },
  ],
  meetingRow(19, 'monthly safety meeting', 'MONTHLY'),
  [
    20,
    'quarterly joint supervision',
    `{ patrols(filter: {${D}}) { id kind findings { id } } }`,
    ({ patrols }) =>
      expect(idsOf(patrols.filter(({ kind }: Data) => kind === 'QUARTERLY_SUPERVISION'))).toEqual(
        idsOf(offices.patrols.filter(({ kind }) => kind === 'QUARTERLY_SUPERVISION')),
      ),
  ],
  [
    21,
    'bulletin',
    `{ bulletins(${D}, first: 100) { id issue items } }`,
    ({ bulletins }) => expect(idsOf(bulletins)).toEqual(idsOf(offices.bulletins)),
  ],
  [
    22,
    'approval window: promised and actual days',
    `{ enterprises(filter: {${D}}, first: 200) { nodes { licences { number promisedDays actualDays } } } }`,
    ({ enterprises }) => {
      const found = enterprises.nodes.flatMap(({ licences }: Data) => licences);
      expect(found).toHaveLength(city.licences.length);
      for (const { number, promisedDays, actualDays } of found) {
        const made = city.licences.find((licence) => licence.number === number)!;
        expect([promisedDays, actualDays]).toEqual([made.promisedDays, made.actualDays]);
      }
    },
  ],
  [
    23,
    'yearly fund',
    `{ funds(${D}, year: 2026) { year purpose amountYuan spentYuan } }`,
    ({ funds }) => expect(funds).toEqual(offices.funds.filter(({ year }) => year === 2026)),
  ],
  [
    24,
    '18 recruited supervisors in four townships',
    `{ posts(${D}, kind: SUPERVISOR, first: 100) { nodes { id division { name } speciality } } }`,
    ({ posts: found }) => {
      expect(found.nodes).toHaveLength(18);
      expect(new Set(found.nodes.map(({ division }: Data) => division.name.slice(0, 2)))).toEqual(
        new Set(['义安', '张兰', '义棠', '连福']),
      );
    },
  ],
  [
    25,
    'village and community safety officers, posted by 2019 codes',
    `{ division(code: "${COUNTY}") { safetyOfficers { id divisionRaw division { code } divisionNote } } }`,
    ({ division }) => {
      expect(idsOf(division.safetyOfficers)).toEqual(idsOf(posts('OFFICER')));
      const moved = division.safetyOfficers.filter(({ divisionNote }: Data) => divisionNote);
      expect(moved.length).toBeGreaterThan(50);
    },
  ],
  postRow(26, 'village committees as probe', 'PROBE'),
  [
    27,
    'townships and sub-districts',
    `{ divisions(parent: "${COUNTY}", level: TOWNSHIP) { code name } units(${D}, kind: TOWNSHIP) { id } }`,
    ({ divisions, units }) => {
      expect(divisions).toHaveLength(14); // since 三佳乡 is gone
      expect(idsOf(units)).toEqual(idsOf(offices.units.filter(({ kind }) => kind === 'TOWNSHIP')));
    },
  ],
  [
    28,
    'general rescue headquarters for all four kinds of event',
    `{ headquarters(${D}) { id general categories } }`,
    ({ headquarters }) => {
      const [general, ...others] = headquarters.filter((one: Data) => one.general);
      expect([others.length, general.categories.length]).toEqual([0, 4]);
    },
  ],
  [
    29,
    '18 special headquarters',
    `{ headquarters(${D}) { id general leadUnit { id } plan { title responseLevels } } }`,
    ({ headquarters }) => {
      const special = headquarters.filter((one: Data) => !one.general);
      expect(special).toHaveLength(18);
      for (const { id, leadUnit, plan } of special) {
        const made = command.headquarters.find((one) => one.id === id)!;
        expect([leadUnit.id, plan.title]).toEqual([made.leadUnit, made.plan.title]);
      }
    },
  ],
  [
    30,
    'command centre: duty shifts, seats, log',
    `{ commandCentres(${D}) { id seats { name staffed } } dutyRoster(${D}, on: "${DAY}") { id leaderTitle unit { id } }
       incidents(${D}) { id log { seat text } } }`,
    ({ commandCentres, dutyRoster, incidents }) => {
      expect(byKey(commandCentres, 'id')).toEqual(
        byKey(
          command.centres.map(({ id, seats }) => ({ id, seats })),
          'id',
        ),
      );
      expect(byKey(dutyRoster, 'id')).toEqual(
        byKey(
          expectedRoster(command, DAY).map(({ id, leaderTitle, unit }) => ({
            ...{ id, leaderTitle, unit: { id: unit } },
          })),
          'id',
        ),
      );
      const newestFirst = (log: { at: Date; seat: string; text: string }[]) =>
        [...log]
          .sort((one, other) => other.at.getTime() - one.at.getTime())
          .map(({ seat, text }) => ({ seat, text }));
      expect(incidents.map(({ id }: Data) => id)).toEqual(expectedOpen(command));
      for (const { id, log } of incidents)
        expect(log).toEqual(newestFirst(command.incidents.find((one) => one.id === id)!.log));
    },
  ],
  [
    31,
    'monitoring and warning platform',
    `{ linkHealth(${D}) { online } alarms(filter: {${D}, state: [OPEN]}) { nodes { id sensor { id code limits { kind value } } } } }`,
    ({ linkHealth, alarms }) => {
      expect(linkHealth.online).toBe(points.length);
      expect(alarms.nodes.length).toBeGreaterThan(0);
      for (const { sensor } of alarms.nodes) {
        const made = points.find(({ point, code }) => [point, code].includes(sensor.code))!;
        expect(sorted(sensor.limits.map(({ kind, value }: Data) => `${kind} ${value}`))).toEqual(
          sorted(made.limits.map(({ kind, value }) => `${kind} ${value}`)),
        );
      }
    },
  ],
  [
    32,
    'expert bank',
    '{ experts(industry: "COAL_MINE", first: 100) { id industries resident } }',
    ({ experts }) =>
      expect(idsOf(experts)).toEqual(
        idsOf(rescue.experts.filter(({ industries }) => industries.includes('COAL_MINE'))),
      ),
  ],
  [
    33,
    '6 resident experts, 17 mines consulted',
    `{ experts(industry: "COAL_MINE", first: 100) { id resident } enterprises(filter: {${D}, industry: [COAL_MINE]}, first: 50) { nodes { uscc consultations(last: 1) { experts { resident } } } } }`,
    ({ experts, enterprises }) => {
      expect(experts.filter(({ resident }: Data) => resident)).toHaveLength(6);
      expect(enterprises.nodes).toHaveLength(17);
      for (const { consultations } of enterprises.nodes)
        expect(consultations[0].experts.some(({ resident }: Data) => resident)).toBe(true);
    },
  ],
  [
    34,
    'consultation of other trades in batches',
    `{ consultations(filter: {${D}}, first: 500) { nodes { id batch enterprise { industry } } } }`,
    ({ consultations }) => {
      const batched = consultations.nodes.filter(({ batch }: Data) => batch);
      expect(idsOf(batched)).toEqual(idsOf(rescue.consultations.filter(({ batch }) => batch)));
      expect(batched.length).toBeGreaterThan(0);
    },
  ],
  [
    35,
    'rescue teams of 7 capabilities',
    `{ rescueTeams(filter: {${D}}, first: 500) { id capabilities onDuty state turnoutSeconds equipment } }`,
    ({ rescueTeams }) => {
      expect(idsOf(rescueTeams)).toEqual(idsOf(rescue.teams));
      expect(new Set(rescueTeams.flatMap(({ capabilities }: Data) => capabilities)).size).toBe(7);
    },
  ],
  [
    36,
    'material depots',
    `{ depots(${D}) { id mode lines { id qty minQty expiresOn material { code } } } }`,
    ({ depots }) => {
      const made = city.supplies.depots.map(({ id, mode }) => ({
        ...{ id, mode },
        lines: city.supplies.stockLines
          .filter(({ depot }) => depot === id)
          .map(({ id: line, qty, minQty, expiresOn, material }) => ({
            ...{ id: line, qty, minQty, expiresOn, material: { code: material } },
          })),
      }));
      const ordered = (list: Data[]) =>
        byKey(list, 'id').map(({ lines, ...depot }) => ({ ...depot, lines: byKey(lines, 'id') }));
      expect(ordered(depots)).toEqual(ordered(made));
      expect(new Set(depots.map(({ mode }: Data) => mode)).size).toBe(4);
    },
  ],
  [
    37,
    'the firm answers first',
    `{ enterprises(filter: {${D}}, first: 200) { nodes { uscc responsiblePersons { role title nameMasked }
       promises(last: 2) { id on publishedAt freshness { state } } } } }`,
    ({ enterprises }) => {
      const answers = firms.map(({ uscc, responsible }) => ({
        uscc,
        responsiblePersons: responsible.map(({ role, title }) => ({ role, title, nameMasked: '示**' })),
        promises: promises
          .filter((promise) => promise.uscc === uscc)
          .sort((one, other) => (one.on < other.on ? 1 : -1))
          .slice(0, 2)
          .map(({ id, on, publishedAt }) => ({
            ...{ id, on, publishedAt: publishedAt.toISOString(), freshness: { state: 'FRESH' } },
          })),
      }));
      expect(enterprises.nodes).toEqual(byKey(answers, 'uscc'));
    },
  ],
  [
    38,
    'standardisation grades',
    `{ enterprises(filter: {${D}}, first: 200) { nodes { uscc standardisationGrade gradeExpiresOn } } }`,
    ({ enterprises }) => {
      for (const { uscc, standardisationGrade, gradeExpiresOn } of enterprises.nodes) {
        const firm = firms.find((one) => one.uscc === uscc)!;
        expect([standardisationGrade, gradeExpiresOn]).toEqual([firm.grade, firm.gradeExpiresOn]);
      }
    },
  ],
  [
    39,
    'dual prevention: risk points graded, hazards found and closed',
    `{ riskPoints(enterprise: "${mines[0]!.uscc}") { id level controls } riskBoard(${D}) { hazardClosureRate }
       enterprises(filter: {${D}}, first: 200) { nodes { uscc hazardClosureRate hazards { id } } } }`,
    ({ riskPoints: found, riskBoard, enterprises }) => {
      const made = riskPoints.filter(({ uscc }) => uscc === mines[0]!.uscc);
      expect(byKey(found, 'id')).toEqual(
        byKey(
          made.map(({ id, controls }) => ({ id, level: city.expected.riskPoints.get(id), controls })),
          'id',
        ),
      );
      expect(riskBoard.hazardClosureRate).toBeCloseTo(closureRate(hazards)!, 9);
      for (const { uscc, hazardClosureRate, hazards: its } of enterprises.nodes) {
        const planned = hazards.filter((hazard) => hazard.uscc === uscc);
        expect(idsOf(its)).toEqual(idsOf(planned));
        expect([uscc, hazardClosureRate?.toFixed(9)]).toEqual([uscc, closureRate(planned)?.toFixed(9)]);
      }
    },
  ],
  [
    40,
    "enterprises' own teams and agreements",
    `{ enterprises(filter: {${D}}, first: 200) { nodes { uscc ownTeams { id } rescueAgreementWith { id } } } }`,
    ({ enterprises }) => {
      const own = enterprises.nodes.flatMap(({ ownTeams }: Data) => ownTeams);
      expect(idsOf(own)).toEqual(idsOf(rescue.teams.filter(({ owner }) => owner)));
      const valid = rescue.agreements.filter(({ validFrom, validTo }) => validFrom <= DAY && validTo >= DAY);
      const agreed = enterprises.nodes.flatMap(({ rescueAgreementWith }: Data) => rescueAgreementWith);
      expect(agreed).toHaveLength(valid.length);
    },
  ],
  [
    41,
    'peacetime and wartime mode; drills on the same path',
    `{ commandCentres(${D}) { id mode modeSince } incidents(${D}, open: false, first: 500) { id drill } }`,
    ({ commandCentres, incidents }) => {
      expect(Object.fromEntries(commandCentres.map(({ id, mode }: Data) => [id, mode]))).toEqual(
        Object.fromEntries(command.centres.map(({ id, mode }) => [id, mode])),
      );
      expect(idsOf(incidents.filter(({ drill }: Data) => drill))).toEqual(
        expect.arrayContaining(idsOf(command.incidents.filter(({ drill, closedAt }) => drill && closedAt))),
      );
    },
  ],
  [
    42,
    'whole-chain control of dangerous goods',
    `{ waybills(filter: {${D}, stage: [IN_TRANSIT]}, first: 500) { total nodes { id goods { good { un } } passes { kind } loadingCheck { passed } vehicle { position { lng } } events { kind } } } }`,
    ({ waybills }) => {
      const made = onTheRoad(city.hazmat, city.at);
      expect(idsOf(waybills.nodes)).toEqual(idsOf(made));
      expect(made.length).toBeGreaterThan(10);
      for (const { id, goods, events } of waybills.nodes) {
        const trip = made.find((one) => one.id === id)!;
        const loaded = [trip.goods, ...(trip.beside ? [trip.beside] : [])].map(({ un }) => un);
        expect(goods.map(({ good }: Data) => good.un)).toEqual(loaded);
        expect(events.length).toBeGreaterThan(0);
      }
    },
  ],
  [
    43,
    'special rectification campaigns',
    `{ campaigns(${D}, kind: RECTIFICATION) { id checks hazardsFound weeks { endsOn } } }`,
    ({ campaigns }) => {
      expect(idsOf(campaigns)).toEqual(
        idsOf(offices.campaigns.filter(({ kind }) => kind === 'RECTIFICATION')),
      );
      expect(campaigns.length).toBeGreaterThan(0);
    },
  ],
  [
    44,
    'hazard investigation',
    `{ hazards(filter: {${D}}, first: 500) { total nodes { id grade dueOn state } } }`,
    ({ hazards: found }) => expect(found.total).toBe(hazards.length),
  ],
  [
    45,
    'major hazard units',
    `{ enterprises(filter: {${D}}, first: 200) { nodes { majorHazardUnits { id s r level chemicals { cas } } } } }`,
    ({ enterprises }) =>
      expect(idsOf(enterprises.nodes.flatMap(({ majorHazardUnits }: Data) => majorHazardUnits))).toEqual(
        idsOf(hazardUnits),
      ),
  ],
  [
    46,
    'duties that changed hands, with their days',
    `{ units(${D}) { id dutyList { id validFrom validTo approvedOn basis } } }`,
    ({ units }) => {
      const found = units.flatMap(({ dutyList }: Data) => dutyList);
      expect(idsOf(found)).toEqual(idsOf(offices.duties));
      expect(found.some(({ validTo }: Data) => validTo)).toBe(true);
    },
  ],
  [
    47,
    'patrol of seven aspects',
    `{ patrols(filter: {${D}}) { id kind aspectKinds targets { id } } }`,
    ({ patrols }) => {
      const found = patrols.filter(({ kind }: Data) => kind === 'PATROL');
      expect(idsOf(found)).toEqual(idsOf(offices.patrols.filter(({ kind }) => kind === 'PATROL')));
      expect(new Set(found.flatMap(({ aspectKinds }: Data) => aspectKinds)).size).toBe(7);
    },
  ],
  [
    48,
    'fixed while the patrol goes on',
    `{ patrols(filter: {${D}}) { findings { id state dueOn } } }`,
    ({ patrols }) =>
      expect(idsOf(patrols.flatMap(({ findings }: Data) => findings))).toEqual(idsOf(offices.findings)),
  ],
  [
    49,
    'patrol archive',
    `{ patrols(filter: {${D}}) { id archiveNo archivedOn } }`,
    ({ patrols }) =>
      expect(sorted(patrols.flatMap(({ archiveNo }: Data) => archiveNo ?? []))).toEqual(
        sorted(offices.patrols.flatMap(({ archiveNo }) => archiveNo ?? [])),
      ),
  ],
  [
    50,
    'patrol report',
    `{ patrols(filter: {${D}}) { id reportedOn reportDocument } }`,
    ({ patrols }) => {
      const reported = patrols.filter(({ reportedOn }: Data) => reportedOn);
      expect(idsOf(reported)).toEqual(idsOf(offices.patrols.filter(({ reportedOn }) => reportedOn)));
      expect(reported.length).toBeGreaterThan(0);
    },
  ],
  [
    51,
    'circulated, exposed, held to account',
    `{ patrols(filter: {${D}}) { findings { id dispositions } } }`,
    ({ patrols }) => {
      for (const { id, dispositions } of patrols.flatMap(({ findings }: Data) => findings))
        expect(sorted(dispositions)).toEqual(
          sorted(Object.keys(offices.findings.find((finding) => finding.id === id)!.dispositions)),
        );
    },
  ],
  [
    52,
    'performance assessment',
    `{ units(${D}) { id assessment(year: 2026) { score rank } } }`,
    ({ units }) => {
      const made = offices.assessments.filter(({ year }) => year === 2026);
      const found = units.filter(({ assessment }: Data) => assessment);
      expect(found).toHaveLength(made.length);
      for (const { id, assessment } of found) {
        const { score, rank } = made.find(({ unit }) => unit === id)!;
        expect(assessment).toEqual({ score, rank });
      }
    },
  ],
  [
    53,
    'differentiated, dynamic supervision',
    `{ supervisionDue(${D}, before: "2026-12-31", first: 500) { planned cap why enterprise { uscc risk { dynamic } } } ruleSet { version } }`,
    ({ supervisionDue, ruleSet }) => {
      expect(ruleSet.version).toContain('cn-sx-default');
      expect(supervisionDue.length).toBeGreaterThan(firms.length / 2);
      for (const { enterprise } of supervisionDue)
        expect(enterprise.risk.dynamic).toBe(city.expected.resting.get(enterprise.uscc));
    },
  ],
  [
    54,
    'safe-development city, as an aspect',
    `{ patrols(filter: {${D}}) { id aspects: aspectKinds } campaigns(${D}) { id aspects } }`,
    ({ patrols, campaigns }) =>
      expect([tagged(patrols), tagged(campaigns)]).toEqual([
        tagged(offices.patrols.map(({ id, aspects }) => ({ id, aspects }))),
        tagged(offices.campaigns),
      ]),
  ],
  [
    55,
    'emergency capacity of county and townships',
    `{ division(code: "${COUNTY}") { postCounts { kind count } } rescueTeams(filter: {${D}}, first: 500) { kind } }`,
    ({ division, rescueTeams }) => {
      const counts = new Map(division.postCounts.map(({ kind, count }: Data) => [kind, count]));
      for (const kind of ['LEADER', 'SUPERVISOR', 'OFFICER', 'PROBE'])
        expect([kind, counts.get(kind)]).toEqual([kind, posts(kind).length]);
      expect(sorted(rescueTeams.map(({ kind }: Data) => kind))).toEqual(
        sorted(rescue.teams.map(({ kind }) => kind)),
      );
      expect(rescue.teams.some(({ kind }) => kind === 'VILLAGE')).toBe(true);
    },
  ],
  [
    57,
    'seasons: public warnings',
    `{ warnings(${D}, active: false) { id colour category event } }`,
    ({ warnings }) => {
      expect(idsOf(command.warnings)).toEqual(expect.arrayContaining(idsOf(warnings)));
      expect(warnings.length).toBeGreaterThan(0);
    },
  ],
  meetingRow(58, "leader's hearing", 'SPECIAL_TOPIC'),
  [
    59,
    'safety month',
    `{ campaigns(${D}, kind: SAFETY_MONTH) { id from } }`,
    ({ campaigns }) => {
      expect(idsOf(campaigns)).toEqual(
        idsOf(offices.campaigns.filter(({ kind }) => kind === 'SAFETY_MONTH')),
      );
      expect(campaigns[0].from).toMatch(/-06-/);
    },
  ],
  [
    60,
    'positive publicity, without persons',
    `{ educationItems(${D}, first: 100) { id title medium publishedOn } }`,
    ({ educationItems }) => expect(byKey(educationItems, 'id')).toEqual(byKey(offices.educationItems, 'id')),
  ],
  [
    61,
    'education vehicles',
    `{ educationAssets(${D}) { id kind visits asOf division { code } } }`,
    ({ educationAssets }) => {
      const made = offices.educationAssets.map(({ id, kind, visits, asOf, division }) => ({
        ...{ id, kind, visits, asOf, division: { code: division } },
      }));
      expect(byKey(educationAssets, 'id')).toEqual(byKey(made, 'id'));
      expect(made.some(({ kind }) => kind === '流动警示教育车')).toBe(true);
    },
  ],
  [
    62,
    'experience zones at fixed places',
    `{ educationAssets(${D}) { id lng lat } }`,
    ({ educationAssets }) =>
      expect(educationAssets.filter(({ lng }: Data) => lng !== null)).toHaveLength(
        offices.educationAssets.filter(({ position }) => position).length,
      ),
  ],
  [
    63,
    'safety-culture model firms',
    `{ enterprises(filter: {${D}}, first: 200) { nodes { uscc honours { name level year } } } }`,
    ({ enterprises }) =>
      expect(enterprises.nodes.flatMap(({ honours }: Data) => honours)).toHaveLength(
        firms.flatMap(({ honours }) => honours).length,
      ),
  ],
  // last, since it raises firms
  [
    56,
    'major event periods, which the bureau declares in the hub itself',
    `mutation { declareEventPeriod(input: { name: "示例运动会", areas: ["${COUNTY}"], from: "2026-08-08T00:00:00+08:00",
       to: "2026-08-19T00:00:00+08:00", yearly: true }) { name from yearly effects areas { code } } }`,
    ({ declareEventPeriod: period }) => {
      expect(period).toMatchObject({ name: '示例运动会', yearly: true, areas: [{ code: COUNTY }] });
      expect(period.from).toBe('2027-08-07T16:00:00.000Z');
      expect(period.effects).toHaveLength(1);
    },
  ],
];

/** Rows that name no data of this city, and why. */
const WITHOUT_DATA: Record<number, string> = {
  7: "Taiyuan's 12 special committees: in the other demo city (DEMO_CITY=taiyuan)",
  64: 'institutional reform: shows as the days of validity on duties (row 46)',
};

test('every row of the programme is asked for, or said to name no data', () => {
  const asked = [...rows.map(([row]) => row), ...Object.keys(WITHOUT_DATA).map(Number)];
  expect(asked.sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, at) => at + 1));
});

test.each(rows)('row %i: %s', async (_row, _what, query, check) => {
  const { data, errors, statements } = await hub.ask<Data>(query);
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(25);
  check(data);
});

import gcoord from 'gcoord';
import { cityDay } from './dates';
import type { PlannedFirm } from './firms';
import { expertId, teamId, type CityKey } from './ids';
import type { CityPlan } from './plan';
import { createRandom, type Random } from './random';
import type { Site } from './records';
import type { Reference } from './reference';
import { RESCUE_PLANS, type RescuePlan, type TeamGroup } from './rescue-plan';
import type { Agreement, Consultation, Expert, Rescue, Team } from './rescue-records';

interface Parts {
  seed: number;
  at: Date;
  plan: CityPlan;
  reference: Reference;
  firms: PlannedFirm[];
  sites: Site[];
}

/** Teams of all seven capabilities, the expert bank, consultations of every mine and of the other sectors, agreements. */
export function generateRescue(parts: Parts): Rescue {
  const rescue = RESCUE_PLANS[parts.plan.key];
  const teams = generateTeams(parts, rescue);
  const experts = generateExperts(parts, rescue);
  return {
    teams,
    experts,
    consultations: generateConsultations(parts, experts),
    agreements: generateAgreements(parts, rescue, teams),
  };
}

interface Base {
  place: string;
  division: string;
  site: Site | null;
  owner: string | null;
}

function generateTeams(parts: Parts, { teams }: RescuePlan): Team[] {
  const random = createRandom(`${parts.seed}/teams`);
  const found: Team[] = [];
  for (const group of teams)
    for (const [index, base] of basesOf(group, parts).entries())
      found.push(createTeam(random, { group, base, index, number: found.length + 1, plan: parts.plan }));
  return found;
}

function basesOf({ where }: TeamGroup, { reference, firms, sites, plan }: Parts): Base[] {
  if ('firmsOf' in where)
    return firms
      .filter(({ industry, ordinal }) => industry === where.firmsOf && ordinal <= where.count)
      .map(({ uscc, name, division }) => {
        const site = sites.find((one) => one.uscc === uscc)!;
        return { place: name, division, site, owner: uscc };
      });
  const townships = reference.divisions2023.filter(
    ({ code, level }) => level === 'township' && code.startsWith(plan.division),
  );
  return townships
    .filter(({ code }) => where.townships === 'all' || where.townships.includes(code))
    .map(({ code, name }) => ({ place: name, division: code, site: null, owner: null }));
}

/** Of forty teams, one is out, one rests, one is at work and one out of service; never one of a firm. */
const STATES: Record<number, Team['state']> = {
  22: 'TURNED_OUT',
  24: 'RESTING',
  27: 'ON_SCENE',
  32: 'UNAVAILABLE',
};

function createTeam(
  random: Random,
  options: { group: TeamGroup; base: Base; index: number; number: number; plan: CityPlan },
): Team {
  const { group, base, index, number, plan } = options;
  const members = random.int(...group.members);
  const truth = base.site?.truth ?? around(plan.middleOf(base.division), random);
  const crs = number % 9 === 4 ? 'GCJ02' : number % 3 === 0 ? 'WGS84' : 'CGCS2000';
  return {
    id: teamId(plan.key, number),
    name: group.name(base.place),
    capabilities: group.capabilities[index % group.capabilities.length]!,
    kind: group.kind,
    owner: base.owner,
    division: base.division,
    baseSite: base.site?.id ?? null,
    crs,
    ...(crs === 'GCJ02' ? shifted(truth) : truth),
    truth,
    members,
    onDuty: Math.ceil(members / 3),
    state: base.owner === null ? (STATES[number % 40] ?? 'READY') : 'READY',
    turnoutSeconds: group.turnoutSeconds && random.int(...group.turnoutSeconds),
    equipment: group.equipment,
    dutyPhone: `0354-555${String(number).padStart(4, '0')}`,
    reportSeconds: group.reportHours * 3_600,
  };
}

const around = ([lng, lat]: [number, number], random: Random): Team['truth'] => ({
  lng: random.float(lng - 0.012, lng + 0.012, 6),
  lat: random.float(lat - 0.009, lat + 0.009, 6),
});

function shifted({ lng, lat }: Team['truth']): Team['truth'] {
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02) as [number, number];
  return { lng: Number(x.toFixed(6)), lat: Number(y.toFixed(6)) };
}

const TITLES = ['教授级高级工程师', '高级工程师', '注册安全工程师'];

/** The residents are of the first sector; the others are dealt out over all of them, some to two. */
function generateExperts(
  { seed, plan }: Parts,
  { experts, residents, expertIndustries: industries }: RescuePlan,
): Expert[] {
  const random = createRandom(`${seed}/experts`);
  return Array.from({ length: experts }, (_, index) => {
    const own = index < residents ? industries[0]! : industries[index % industries.length]!;
    const second = random.pick(industries);
    return {
      id: expertId(plan.key, index + 1),
      industries: index % 4 === 3 && second !== own ? [own, second] : [own],
      resident: index < residents,
      title: random.pick(TITLES),
    };
  });
}

const DAYS_BETWEEN_MINES = 9;

const BATCHES_A_YEAR = 4;

/** Every mine in turn by two residents, twice over; of each other sector the firms in four batches within the year. */
function generateConsultations({ seed, at, plan, firms }: Parts, experts: Expert[]): Consultation[] {
  const random = createRandom(`${seed}/consultations`);
  const found: Consultation[] = [];
  const add = (firm: PlannedFirm, by: Expert[], when: { daysAgo: number; batch: string | null }) => {
    const findings = random.int(0, 12);
    found.push({
      id: consultationId(plan.key, found.length + 1),
      uscc: firm.uscc,
      experts: by.map(({ id }) => id),
      on: cityDay(at, -when.daysAgo),
      batch: when.batch,
      findings,
      report: `${firm.name}专家会诊报告(示例)`,
      ...(findings > 0 && putRight(at, { ...when, late: found.length % LATE_EVERY === 0 })),
    });
  };
  const residents = experts.filter(({ resident }) => resident);
  const mines = firms.filter(({ industry }) => industry === 'COAL_MINE');
  for (const [index, mine] of [...mines, ...mines].entries())
    add(mine, pair(residents, index), { daysAgo: 5 + index * DAYS_BETWEEN_MINES, batch: null });
  for (const industry of new Set(experts.flatMap((expert) => expert.industries))) {
    const bank = experts.filter((expert) => !expert.resident && expert.industries.includes(industry));
    const sector = firms.filter((firm) => firm.industry === industry && industry !== 'COAL_MINE');
    for (const [index, firm] of sector.entries()) {
      const daysAgo = 20 + Math.floor((index * BATCHES_A_YEAR) / sector.length) * 80;
      const day = cityDay(at, -daysAgo);
      const batch = `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月批次`;
      add(firm, pair(bank, index), { daysAgo, batch });
    }
  }
  return found;
}

/** Within 30 days, and done after 20 but for every so manieth of the batches. */
function putRight(
  at: Date,
  { daysAgo, batch, late }: { daysAgo: number; batch: string | null; late: boolean },
) {
  const done = daysAgo >= 20 && !(late && batch !== null);
  return { dueOn: cityDay(at, 30 - daysAgo), ...(done && { closedOn: cityDay(at, 20 - daysAgo) }) };
}

const LATE_EVERY = 9;

const consultationId = (city: CityKey, number: number) => `${city}-HZ${String(number).padStart(4, '0')}`;

const pair = <Item>(items: Item[], index: number): Item[] => [
  items[index % items.length]!,
  items[(index + 1) % items.length]!,
];

/** With a public team of the right capability. Of eleven agreements one has run out, one begins only next month. */
function generateAgreements({ at, plan, firms }: Parts, rescue: RescuePlan, teams: Team[]): Agreement[] {
  const signing = firms.filter(({ industry }) => rescue.agreements.includes(industry));
  return signing.map(({ uscc, industry }, index) => {
    const able = industry === 'COAL_MINE' ? 'COAL_MINE' : 'HAZMAT';
    const candidates = teams.filter(
      ({ owner, capabilities }) => owner === null && capabilities.includes(able),
    );
    return {
      id: `${plan.key}-XY${String(index + 1).padStart(3, '0')}`,
      uscc,
      team: candidates[index % candidates.length]!.id,
      ...validity(at, index),
    };
  });
}

function validity(at: Date, index: number): Pick<Agreement, 'validFrom' | 'validTo'> {
  if (index % 11 === 5) return { validFrom: cityDay(at, -400), validTo: cityDay(at, -1) };
  if (index % 11 === 8) return { validFrom: cityDay(at, 30), validTo: cityDay(at, 395) };
  return { validFrom: cityDay(at, -200), validTo: cityDay(at, index % 11 === 2 ? 0 : 165) };
}

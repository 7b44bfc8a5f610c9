import type { CommandOptions } from './command';
import type { CommandPlan } from './command-plan';
import type { AccidentKind, Category, Incident, LogEntry } from './command-records';
import type { PlannedFirm } from './firms';
import { standingAt } from './hazmat-expected';
import { headquartersId, incidentId } from './ids';
import { createRandom, type Random } from './random';
import type { Industry, Site } from './records';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** A trip is well on its way. */
const UNDER_WAY_MINUTES = 20;

/** The story plays these in turn, so that a story that was cut short is put right when the sources start anew. */
const STORY_FIRST = 901;
const STORY_COUNT = 8;

/** What can happen at a firm of a trade. */
interface Kind {
  what: string;
  code: string;
  accidentKind: AccidentKind;
  /** Of the plan's special headquarters, by its name. */
  headquarters: string;
}

const accident = (
  what: string,
  code: string,
  headquarters: string,
  accidentKind: AccidentKind = 'PRODUCTION',
): Kind => ({
  what,
  code,
  accidentKind,
  headquarters,
});

const KINDS: Partial<Record<Industry, Kind>> = {
  COAL_MINE: accident('井下顶板事故', '21A01', '煤矿事故'),
  COKING: accident('煤气泄漏', '21C01', '危险化学品事故'),
  HAZMAT: accident('储罐区泄漏', '21C02', '危险化学品事故'),
  METALLURGY: accident('高温熔融金属喷溅', '21D01', '工贸行业事故'),
  CONSTRUCTION: accident('脚手架坍塌', '21E01', '建设工程事故'),
  TOWN_GAS: accident('燃气管道泄漏', '21F01', '城镇燃气事故'),
  COAL_WASHING: accident('皮带机伤人', '21D02', '工贸行业事故'),
  HOTEL: accident('客房起火', '23A01', '火灾事故', 'FIRE'),
  TRANSPORT: accident('货车追尾', '22A01', '道路交通事故', 'ROAD_TRAFFIC'),
};

export function generateIncidents(options: CommandOptions, command: CommandPlan) {
  const made = createMaker(options, command);
  const past = [...openIncidents(options, command, made), ...closedIncidents(options, command, made)];
  const story = storyIncidents(options, made);
  return { incidents: [...past, ...story], storyIncidents: story.map(({ id }) => id) };
}

type Maker = ReturnType<typeof createMaker>;

/** Makes incidents with the next number; minutes count from the moment of the city. */
function createMaker({ at, plan, sites }: CommandOptions, { special }: CommandPlan) {
  let number = 0;
  const moment = (minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS);
  const headquartersOf = (name: string): string =>
    headquartersId(plan.key, special.findIndex((one) => one.name === name) + 1);
  const blank = (happened: number, reported: number): Incident => ({
    ...{ id: incidentId(plan.key, ++number), title: '', code: '', category: 'ACCIDENT', accidentKind: null },
    ...{ grade: null, response: null, at: moment(happened), reportedAt: moment(reported), reportsUp: [] },
    ...{ position: null, division: plan.division, uscc: null, waybill: null, headquarters: null, teams: [] },
    ...{ deaths: null, injured: null, gravelyInjured: null, lossYuan: null, drill: false, closedAt: null },
    log: [entry(moment(reported), '接报席', '接到首报,核实后转调度席(示例)')],
  });
  return {
    moment,
    headquartersOf,
    /** At a firm, as its trade has them; `happened` and `reported` in minutes. */
    atFirm(
      firm: PlannedFirm,
      [happened, reported]: [number, number],
      more: Partial<Incident> = {},
    ): Incident {
      const kind = KINDS[firm.industry]!;
      const site = sites.find(({ uscc }) => uscc === firm.uscc) as Site;
      return {
        ...blank(happened, reported),
        ...{ title: `${firm.name}${kind.what}(示例)`, code: kind.code, accidentKind: kind.accidentKind },
        ...{ position: site.truth, division: site.division, uscc: firm.uscc },
        headquarters: headquartersOf(kind.headquarters),
        ...more,
      };
    },
    /** Of no firm. */
    elsewhere(
      what: { title: string; code: string; category: Category; headquarters: string },
      [happened, reported]: [number, number],
      more: Partial<Incident> = {},
    ): Incident {
      return {
        ...blank(happened, reported),
        ...what,
        headquarters: headquartersOf(what.headquarters),
        ...more,
      };
    },
    /** Further ones have numbers from here. */
    from(next: number) {
      number = next - 1;
    },
  };
}

const entry = (at: Date, seat: string, text: string): LogEntry => ({ at, seat, text });

/** Open at every start, whatever the hour. */
function openIncidents(options: CommandOptions, command: CommandPlan, made: Maker): Incident[] {
  const running = (industry: Industry) =>
    options.firms.find((firm) => firm.industry === industry && firm.status === 'RUNNING')!;
  const gas = running('TOWN_GAS');
  return [
    leak(options, made),
    collapse(running('CONSTRUCTION'), made),
    fire(options, command, made),
    tanker(options, made, running('TRANSPORT')),
    made.atFirm(gas, [-70, -65], {
      title: `演练:${gas.name}燃气泄漏处置(示例)`,
      drill: true,
      response: 'LEVEL_III',
    }),
  ];
}

/** At a plant with hazard units; the teams that are out are there. The city is to be told within two hours. */
function leak({ firms, hazardUnits, rescue }: CommandOptions, { moment, atFirm }: Maker): Incident {
  const graded = new Set(hazardUnits.map(({ uscc }) => uscc));
  const plant = firms.find(
    ({ uscc, industry, status }) => industry === 'COKING' && status === 'RUNNING' && graded.has(uscc),
  )!;
  const out = rescue.teams.filter(({ state }) => state === 'TURNED_OUT' || state === 'ON_SCENE');
  const known = {
    grade: 'GENERAL',
    response: 'LEVEL_III',
    deaths: 0,
    injured: 2,
    gravelyInjured: 0,
  } as const;
  const incident = atFirm(plant, [-25, -10], known);
  return {
    ...incident,
    teams: out.slice(0, 2).map(({ id }) => id),
    log: [...incident.log, entry(moment(-8), '调度席', '已派出两支队伍,疏散周边(示例)')],
  };
}

/** Reported late, and the city was never told. */
const collapse = (builder: PlannedFirm, { atFirm }: Maker): Incident =>
  atFirm(builder, [-26 * 60, -26 * 60 + 75], {
    ...{ grade: 'GENERAL', response: 'LEVEL_IV', deaths: 1, injured: 1, gravelyInjured: 1 },
    lossYuan: 1_200_000,
  });

const fire = ({ plan }: CommandOptions, { hills }: CommandPlan, { moment, elsewhere }: Maker): Incident => {
  const [lng, lat] = plan.middleOf(hills[0]!);
  const what = { title: '林区火情(示例)', code: '11E01', category: 'NATURAL_DISASTER' } as const;
  return elsewhere({ ...what, headquarters: '森林草原防灭火' }, [-190, -180], {
    ...{ response: 'LEVEL_IV', division: hills[0]!, position: { lng, lat } },
    reportsUp: [{ to: 'CITY', at: moment(-120) }],
  });
};

/** A load that leaks on its way, half the way since it set out; when nobody is under way, a lorry of a carrier. */
function tanker({ at, firms, hazmat }: CommandOptions, made: Maker, otherwise: PlannedFirm): Incident {
  const carriers = new Map(firms.map((firm) => [firm.uscc, firm]));
  const [trip] = hazmat
    .tripsAt(at)
    .filter((one) => carriers.has(one.carrier) && standingAt(one, at)?.stage === 'IN_TRANSIT')
    .filter(({ times }) => times.departedAt <= made.moment(-UNDER_WAY_MINUTES))
    .sort((a, b) => b.times.arrivedAt.getTime() - a.times.arrivedAt.getTime());
  if (!trip) return made.atFirm(otherwise, [-55, -30], { injured: 1 });
  const carrier = carriers.get(trip.carrier)!;
  const happened = Math.round((trip.times.departedAt.getTime() - at.getTime()) / MINUTE_MS / 2);
  const [lng, lat] = trip.way[Math.floor(trip.way.length / 2)]!;
  return made.atFirm(carrier, [happened, Math.min(Math.round(happened / 2), happened + 20)], {
    ...{
      title: `${carrier.name}运输车辆渗漏(示例)`,
      code: '22A02',
      waybill: trip.id,
      position: { lng, lat },
    },
    headquarters: made.headquartersOf('危险化学品事故'),
  });
}

/** The past two months: nearly all reported in time; one a larger one, reported up to the province; drills among them. */
function closedIncidents(
  options: CommandOptions,
  { closed, closedDrills }: CommandPlan,
  made: Maker,
): Incident[] {
  const random = createRandom(`${options.seed}/incidents`);
  const firms = options.firms.filter(({ industry }) => KINDS[industry]);
  return Array.from({ length: closed }, (_, index) => {
    const firm = random.pick(firms);
    const happened = -random.int(2, 60) * DAY_MINUTES - random.int(0, DAY_MINUTES - 1);
    const drill = index < closedDrills;
    if (index === closedDrills) return larger(options, made, happened);
    if (index === closedDrills + 1) return poisoning(made, happened);
    const reported = happened + (index % 9 === 7 ? random.int(61, 180) : random.int(5, 55));
    const incident = made.atFirm(firm, [happened, reported], over(random, made, [happened, reported]));
    if (!drill) return incident;
    const nobody = { deaths: 0, injured: 0, gravelyInjured: 0 };
    return { ...incident, drill, title: `演练:${incident.title}`, ...nobody };
  });
}

/** How one ended: general, reported to the city within its two hours. */
function over(random: Random, made: Maker, [happened, reported]: [number, number]): Partial<Incident> {
  return {
    grade: 'GENERAL',
    ...{ deaths: random.chance(0.2) ? 1 : 0, injured: random.int(1, 4), gravelyInjured: random.int(0, 1) },
    lossYuan: random.int(1, 90) * 10_000,
    reportsUp: [{ to: 'CITY', at: made.moment(reported + random.int(10, 100)) }],
    closedAt: made.moment(happened + random.int(6, 30) * 60),
  };
}

function larger({ firms }: CommandOptions, made: Maker, happened: number): Incident {
  const mine = firms.find(({ industry, status }) => industry === 'COAL_MINE' && status !== 'LONG_STOPPED')!;
  return made.atFirm(mine, [happened, happened + 35], {
    ...{
      grade: 'LARGER',
      response: 'LEVEL_III',
      deaths: 3,
      injured: 5,
      gravelyInjured: 2,
      lossYuan: 12_000_000,
    },
    reportsUp: [
      { to: 'CITY', at: made.moment(happened + 120) },
      { to: 'PROVINCE', at: made.moment(happened + 220) },
    ],
    closedAt: made.moment(happened + 2 * DAY_MINUTES),
  });
}

const poisoning = (made: Maker, happened: number): Incident =>
  made.elsewhere(
    {
      title: '学校食堂食物中毒(示例)',
      code: '32A01',
      category: 'PUBLIC_HEALTH',
      headquarters: '食品药品安全事件',
    },
    [happened, happened + 50],
    {
      injured: 12,
      reportsUp: [{ to: 'CITY', at: made.moment(happened + 100) }],
      closedAt: made.moment(happened + DAY_MINUTES),
    },
  );

/** Old incidents of mines, closed; the story reports them anew. */
function storyIncidents({ firms }: CommandOptions, made: Maker): Incident[] {
  const mines = firms.filter(({ industry, status }) => industry === 'COAL_MINE' && status === 'RUNNING');
  made.from(STORY_FIRST);
  return Array.from({ length: STORY_COUNT }, (_, index) => {
    const happened = -(70 + index) * DAY_MINUTES;
    return made.atFirm(mines[index % mines.length]!, [happened, happened + 20], {
      ...{ grade: 'GENERAL', injured: 1, gravelyInjured: 0, deaths: 0 },
      reportsUp: [{ to: 'CITY', at: made.moment(happened + 60) }],
      closedAt: made.moment(happened + DAY_MINUTES),
    });
  });
}

import { generateIncidents } from './command-incidents';
import { COMMAND_PLANS, type CommandPlan } from './command-plan';
import type { Centre, Command, DutyShift, Headquarters, Response } from './command-records';
import { generateWarnings } from './command-warnings';
import { cityDay, cityMoment } from './dates';
import type { PlannedFirm } from './firms';
import type { Hazmat } from './hazmat';
import { headquartersId, unitId } from './ids';
import type { CityPlan } from './plan';
import type { HazardUnit, Site } from './records';
import type { Reference } from './reference';
import type { Rescue } from './rescue-records';

/** What the command centre's part is generated from. */
export interface CommandOptions {
  seed: number;
  at: Date;
  plan: CityPlan;
  reference: Reference;
  firms: PlannedFirm[];
  sites: Site[];
  hazardUnits: HazardUnit[];
  rescue: Rescue;
  hazmat: Hazmat;
}

/** Headquarters, rosters, incidents, warnings, and the modes of the centre and its duty posts. */
export function generateCommand(options: CommandOptions): Command {
  const command = COMMAND_PLANS[options.plan.key];
  return {
    ...generateIncidents(options, command),
    headquarters: generateHeadquarters(options, command),
    shifts: generateShifts(options, command),
    warnings: generateWarnings(options, command),
    centres: generateCentres(options, command),
  };
}

const LEVELS: Response[] = ['LEVEL_I', 'LEVEL_II', 'LEVEL_III', 'LEVEL_IV'];

/** HQ01 up are the special ones, in the order of the plan; the general one is HQ00. */
function generateHeadquarters({ at, plan }: CommandOptions, { special }: CommandPlan): Headquarters[] {
  type Own = Pick<Headquarters, 'general' | 'categories' | 'commanderTitle' | 'leadUnit'>;
  const create = (number: number, [name, plans]: [name: string, plans: string], own: Own): Headquarters => ({
    id: headquartersId(plan.key, number),
    name: `${name}(示例)`,
    division: plan.division,
    ...own,
    plan: {
      id: `${headquartersId(plan.key, number)}-YA`,
      title: `${plans}应急预案(示例)`,
      version: `${Number(cityDay(at).slice(0, 4)) - (number % 3)}版`,
      revisedOn: cityDay(at, -60 - 25 * number),
      responseLevels: LEVELS,
    },
  });
  const general = create(0, ['应急救援总指挥部', '突发事件总体'], {
    general: true,
    categories: ['NATURAL_DISASTER', 'ACCIDENT', 'PUBLIC_HEALTH', 'SOCIAL_SECURITY'],
    commanderTitle: '市长',
    leadUnit: unitId(plan.key, 1),
  });
  const specials = special.map(({ name, category, lead, commander }, index) =>
    create(index + 1, [`${name}应急指挥部`, name], {
      general: false,
      categories: [category],
      commanderTitle: commander,
      leadUnit: unitId(plan.key, lead),
    }),
  );
  return [general, ...specials];
}

const LEADERS = ['应急管理局局长', '应急管理局副局长', '应急指挥中心主任'];
const OFFICERS = ['示例甲', '示例乙', '示例丙', '示例丁'];

/** Two shifts a day, that of the night across midnight. */
function generateShifts({ at, plan }: CommandOptions, { rosterDays }: CommandPlan): DutyShift[] {
  const shifts: DutyShift[] = [];
  for (let day = -rosterDays - 1; day <= rosterDays; day++)
    for (const night of [false, true]) {
      const number = shifts.length;
      shifts.push({
        id: `${plan.key}-ZB${cityDay(at, day).replaceAll('-', '')}${night ? 'N' : 'D'}`,
        division: plan.division,
        from: cityMoment(at, day, night ? '20:00' : '08:00'),
        to: night ? cityMoment(at, day + 1, '08:00') : cityMoment(at, day, '20:00'),
        leaderTitle: LEADERS[number % LEADERS.length]!,
        officer: OFFICERS[number % OFFICERS.length]!,
        unit: unitId(plan.key, 1),
      });
    }
  return shifts;
}

const SEATS = ['值班长席', '接报席', '调度席', '监测预警席', '通信席', '专家席', '舆情席', '后勤席'];

/** The centre works as every day; the post where the woods burn does not. */
function generateCentres({ at, plan, reference }: CommandOptions, { posts, hills }: CommandPlan): Centre[] {
  const centre: Centre = {
    id: `${plan.key}-ZH00`,
    name: `${plan.name}应急指挥中心(示例)`,
    division: plan.division,
    mode: 'PEACETIME',
    modeSince: cityMoment(at, -20, '08:00'),
    modeReason: null,
    seats: SEATS.map((name, index) => ({ name, staffed: index < 5 })),
  };
  const places = reference.divisions2023.filter(
    ({ code, level }) => level === posts && code.startsWith(plan.division) && code !== plan.division,
  );
  const below = places.map(({ code, name }, index): Centre => {
    const burning = code === hills[0];
    return {
      id: `${plan.key}-ZH${String(index + 1).padStart(2, '0')}`,
      name: `${name}应急值守点(示例)`,
      division: code,
      mode: burning ? 'WARTIME' : 'PEACETIME',
      modeSince: burning ? new Date(at.getTime() - 3 * 3_600_000) : cityMoment(at, -20, '08:00'),
      modeReason: burning ? '森林火情处置(示例)' : null,
      seats: [{ name: '值守席', staffed: true }],
    };
  });
  return [centre, ...below];
}

import { cityDay, cityMoment } from './dates';
import type { PlannedFirm } from './firms';
import { createRandom, type Random } from './random';
import type { Check, Hazard } from './records';

const TITLES = [
  '安全出口堆放杂物',
  '灭火器压力不足',
  '配电箱未上锁',
  '防护栏缺失',
  '特种作业票填写不全',
  '可燃气体探测器未按期检定',
  '通风设施积尘',
  '警示标志脱落',
  '应急照明损坏',
  '皮带机急停失效',
];
const MAJOR_TITLES = ['瓦斯抽采系统能力不足', '安全联锁被摘除', '超能力组织生产', '储罐紧急切断阀失效'];
const FINDERS = ['企业自查', '应急管理局', '乡镇安监站', '专家会诊', '村(社区)安全员'];

/** General findings of one firm: a share closed, a share under way, a few late. The story firms keep three under way. */
export function generateHazards(options: { seed: number; at: Date; firms: PlannedFirm[] }): Hazard[] {
  const random = createRandom(`${options.seed}/hazards`);
  const hazards: Hazard[] = [];
  const add = (hazard: Omit<Hazard, 'id'>) =>
    hazards.push({ id: `YH${String(hazards.length + 1).padStart(5, '0')}`, ...hazard });
  for (const firm of options.firms.filter(({ worst }) => worst !== null)) {
    for (let index = random.int(1, 3); index > 0; index--) add(generalHazard(random, firm, options.at));
    if (firm.ordinal % 5 === 1)
      for (let index = 0; index < 3; index++)
        add(underWay(random, firm, { at: options.at, grade: 'GENERAL' }));
    for (const major of majorHazards(random, firm, options.at)) add(major);
  }
  return hazards;
}

function generalHazard(random: Random, firm: PlannedFirm, at: Date): Omit<Hazard, 'id'> {
  const found = random.int(3, 25);
  const open = underWay(random, firm, { at, grade: 'GENERAL' });
  // Mines keep their dates: the story needs mines whose level an alarm can move.
  const turn = random.int(firm.industry === 'COAL_MINE' ? 3 : 1, 20);
  if (turn === 1) return { ...open, state: 'OVERDUE', dueOn: cityDay(at, -random.int(1, 4)) };
  if (turn === 2)
    return {
      ...open,
      state: 'OVERDUE',
      dueOn: cityDay(at, -random.int(16, 22)),
      foundAt: cityMoment(at, -30, '09:30'),
    };
  if (turn <= 4) return { ...open, state: 'FOUND' };
  if (turn <= 6) return { ...open, ...submitted(at) };
  if (turn <= 8) return { ...open, state: 'REINSPECTED' };
  if (turn <= 11) return open;
  return { ...open, ...closed(at, found + 10, found) };
}

function underWay(
  random: Random,
  firm: PlannedFirm,
  { at, grade }: { at: Date; grade: Hazard['grade'] },
): Omit<Hazard, 'id'> {
  return {
    uscc: firm.uscc,
    grade,
    title: random.pick(grade === 'MAJOR' ? MAJOR_TITLES : TITLES),
    foundAt: cityMoment(at, -random.int(1, 9), `${random.int(10, 17)}:${random.int(10, 59)}`),
    foundBy: random.pick(FINDERS),
    dueOn: cityDay(at, random.int(3, 20)),
    state: 'RECTIFYING',
    supervised: grade === 'MAJOR',
    closedAt: null,
  };
}

/** The evening before, as the last thing done about it. */
const submitted = (at: Date) => ({ state: 'SUBMITTED' as const, submittedAt: cityMoment(at, -1, '18:30') });

/** Closed before it was due, so that no rule still holds on to it. */
const closed = (at: Date, foundDaysAgo: number, closedDaysAgo: number) => ({
  state: 'CLOSED' as const,
  foundAt: cityMoment(at, -foundDaysAgo, '10:00'),
  closedAt: cityMoment(at, -closedDaysAgo, '16:00'),
  dueOn: cityDay(at, -closedDaysAgo + 2),
});

/** Eight firms have one open, one of them past its date, two of them submitted; three more closed theirs over a month ago. */
function majorHazards(random: Random, firm: PlannedFirm, at: Date): Omit<Hazard, 'id'>[] {
  const open = () => underWay(random, firm, { at, grade: 'MAJOR' });
  const { industry, ordinal } = firm;
  if (industry === 'HAZMAT' && ordinal === 4)
    return [{ ...open(), state: 'OVERDUE', dueOn: cityDay(at, -2), foundAt: cityMoment(at, -20, '11:00') }];
  if (ordinal === 5 && ['COAL_MINE', 'COKING', 'METALLURGY', 'CONSTRUCTION', 'TOWN_GAS'].includes(industry))
    return [open()];
  if (ordinal === 7 && ['COAL_MINE', 'TOWN_GAS'].includes(industry)) return [{ ...open(), ...submitted(at) }];
  if (ordinal === 8 && ['COAL_MINE', 'COKING', 'HAZMAT'].includes(industry))
    return [{ ...open(), ...closed(at, 60, 40) }];
  return [];
}

const CHECK_KINDS: Pick<Check, 'kind' | 'authority'>[] = [
  { kind: 'ADMIN_INSPECTION', authority: '应急管理局执法队(示例)' },
  { kind: 'SUPERVISORY', authority: '督查落实办(示例)' },
  { kind: 'EXPERT_SERVICE', authority: '专家会诊组(示例)' },
  { kind: 'SELF_CHECK', authority: '企业' },
];
const TRIGGERS: Check['trigger'][] = ['PLAN', 'PLAN', 'PLAN', 'CAMPAIGN', 'COMPLAINT', 'DATA_SIGNAL'];

/** One to three checks a firm within the year; a check on the day a hazard was found carries that hazard. */
export function generateChecks(options: {
  seed: number;
  at: Date;
  firms: PlannedFirm[];
  hazards: Hazard[];
}): Check[] {
  const random = createRandom(`${options.seed}/checks`);
  const checks: Check[] = [];
  for (const firm of options.firms)
    for (let index = random.int(1, 3); index > 0; index--) {
      const found = options.hazards.filter(({ uscc }) => uscc === firm.uscc);
      const first = index === 1 && found.length ? found[0]! : null;
      checks.push({
        id: `JC${String(checks.length + 1).padStart(5, '0')}`,
        uscc: firm.uscc,
        ...random.pick(CHECK_KINDS),
        trigger: random.pick(TRIGGERS),
        offSite: random.chance(0.15),
        on: first ? cityDay(first.foundAt) : cityDay(options.at, -random.int(1, 200)),
        hazardIds: first ? [first.id] : [],
      });
    }
  return checks;
}

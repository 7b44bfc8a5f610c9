import { cityDay } from './dates';
import { LEVELS, riskPointLevel } from './expected-levels';
import type { PlannedFirm } from './firms';
import { createRandom, type Random } from './random';
import type { Industry, Level, RiskPoint } from './records';

type Rating = Pick<RiskPoint, 'method' | 'l' | 'e' | 'c' | 's' | 'value' | 'level'>;

const L = [10, 6, 3, 1, 0.5, 0.2, 0.1];
const E = [10, 6, 3, 2, 1, 0.5];
const C = [100, 40, 15, 7, 3, 1];
const UP_TO_6 = [1, 2, 3, 4, 5, 6];

/** Every rating that a method allows. */
const RATINGS: Rating[] = [
  ...L.flatMap((l) => E.flatMap((e) => C.map((c): Rating => ({ method: 'LEC', l, e, c })))),
  ...UP_TO_6.slice(0, 5).flatMap((l) => UP_TO_6.slice(0, 5).map((s): Rating => ({ method: 'LS_5', l, s }))),
  ...UP_TO_6.flatMap((l) => UP_TO_6.map((s): Rating => ({ method: 'LS_6', l, s }))),
  { method: 'IMPORTED', l: 4, value: 82, level: '红' },
  { method: 'IMPORTED', l: 3, value: 61, level: '橙' },
  { method: 'IMPORTED', l: 2, value: 37, level: '黄' },
  { method: 'IMPORTED', l: 1, value: 12, level: '蓝' },
];

const PLACES: Partial<Record<Industry, string[]>> = {
  COAL_MINE: [
    '综采工作面瓦斯',
    '掘进工作面顶板',
    '主提升系统',
    '井下供电',
    '回风巷火灾',
    '水害防治',
    '皮带运输',
    '爆破作业',
  ],
  COKING: ['焦炉煤气区', '粗苯工段', '脱硫工段', '推焦作业', '煤气柜', '动火作业'],
  HAZMAT: ['储罐区', '装卸车台', '反应工段', '有限空间', '动火作业', '配电室'],
  TOWN_GAS: ['储罐区', '调压站', '充装台', '管网巡线'],
  CONSTRUCTION: ['深基坑', '塔式起重机', '高处作业', '临时用电', '脚手架'],
  TAILINGS: ['坝体', '排洪系统', '库水位', '库区道路'],
};
const OTHER_PLACES = ['主生产区', '配电室', '仓库', '厂内运输', '检修作业', '消防通道'];

/** Four to eight points a firm, one of them at the level the firm is meant to have and none above it. */
export function generateRiskPoints(options: { seed: number; at: Date; firms: PlannedFirm[] }): RiskPoint[] {
  const random = createRandom(`${options.seed}/risk-points`);
  const points: RiskPoint[] = [];
  for (const firm of options.firms) {
    if (!firm.worst) continue;
    const places = PLACES[firm.industry] ?? OTHER_PLACES;
    const count = random.int(4, Math.min(8, places.length));
    for (let index = 0; index < count; index++)
      points.push({
        id: `RP${String(points.length + 1).padStart(5, '0')}`,
        uscc: firm.uscc,
        name: places[index]!,
        ...ratingFor(random, firm, index === 0),
        assessedOn: cityDay(options.at, -random.int(20, 330)),
        controls: ['作业票审批', '每班巡检', '岗位培训'].slice(0, random.int(1, 3)),
      });
  }
  return points;
}

function ratingFor(random: Random, firm: PlannedFirm, worst: boolean): Rating {
  const level = worst ? firm.worst! : LEVELS[random.int(1, LEVELS.indexOf(firm.worst!))]!;
  return random.pick(ratingsOf(level, methodFor(random, firm.industry)));
}

/** Mines use the six-by-six matrix beside LEC; every twelfth rating comes from a special study. */
function methodFor(random: Random, industry: Industry): RiskPoint['method'] {
  if (random.chance(1 / 12)) return 'IMPORTED';
  if (random.chance(0.5)) return 'LEC';
  return industry === 'COAL_MINE' ? 'LS_6' : 'LS_5';
}

const ratingsOf = (level: Level, method: RiskPoint['method']): Rating[] =>
  RATINGS.filter((rating) => rating.method === method && riskPointLevel(rating) === level);

import type { Industry, Level, LicenceKind } from './records';

/** How many firms of a trade there are, where they stand, which licences they need and how dangerous they are. */
export interface TradePlan {
  industry: Industry;
  count: number;
  name(numeral: string): string;
  townships: string[];
  licences: LicenceKind[];
  /** Level of the worst risk point, dealt out in turn. */
  levels: Level[];
}

const STREETS = ['140781001', '140781002', '140781003', '140781004', '140781005'];
const HILLS = ['140781102', '140781103', '140781104', '140781105', '140781106'];
const PLAIN = ['140781100', '140781101', '140781106', '140781200', '140781201'];

const levels = (red: number, orange: number, yellow: number, blue: number): Level[] => [
  ...Array<Level>(red).fill('RED_MAJOR'),
  ...Array<Level>(orange).fill('ORANGE_LARGER'),
  ...Array<Level>(yellow).fill('YELLOW_GENERAL'),
  ...Array<Level>(blue).fill('BLUE_LOW'),
];

/** 160 firms. That Jiexiu has 17 coal mines is public; the other numbers and every name are invented. */
export const TRADES: TradePlan[] = [
  {
    industry: 'COAL_MINE',
    count: 17,
    name: (n) => `示例${n}号煤矿`,
    townships: HILLS,
    licences: ['SAFETY_PRODUCTION', 'MINING'],
    levels: levels(2, 5, 7, 3),
  },
  {
    industry: 'COKING',
    count: 8,
    name: (n) => `示例${n}号焦化有限公司`,
    townships: PLAIN,
    licences: ['SAFETY_PRODUCTION', 'PRESSURE_VESSEL'],
    levels: levels(1, 4, 3, 0),
  },
  {
    industry: 'HAZMAT',
    count: 14,
    name: (n) => `示例${n}号化工有限公司`,
    townships: PLAIN,
    licences: ['SAFETY_PRODUCTION', 'HAZCHEM_BUSINESS'],
    levels: levels(1, 4, 6, 3),
  },
  {
    industry: 'COAL_WASHING',
    count: 38,
    name: (n) => `示例${n}号洗煤厂`,
    townships: [...HILLS, ...PLAIN],
    licences: [],
    levels: levels(0, 2, 15, 21),
  },
  {
    industry: 'METALLURGY',
    count: 8,
    name: (n) => `示例${n}号冶金有限公司`,
    townships: PLAIN,
    licences: ['SAFETY_PRODUCTION', 'PRESSURE_VESSEL'],
    levels: levels(0, 3, 4, 1),
  },
  {
    industry: 'CARBON',
    count: 9,
    name: (n) => `示例${n}号炭素有限公司`,
    townships: PLAIN,
    licences: ['HAZCHEM_USE'],
    levels: levels(0, 2, 4, 3),
  },
  {
    industry: 'TOWN_GAS',
    count: 7,
    name: (n) => `示例${n}号燃气有限公司`,
    townships: STREETS,
    licences: ['HAZCHEM_BUSINESS', 'PRESSURE_VESSEL'],
    levels: levels(0, 2, 3, 2),
  },
  {
    industry: 'CONSTRUCTION',
    count: 14,
    name: (n) => `示例${n}号建筑工程有限公司`,
    townships: STREETS,
    licences: ['SAFETY_PRODUCTION'],
    levels: levels(1, 2, 6, 5),
  },
  {
    industry: 'NON_COAL_MINE',
    count: 6,
    name: (n) => `示例${n}号石料矿`,
    townships: HILLS,
    licences: ['SAFETY_PRODUCTION', 'MINING'],
    levels: levels(0, 2, 3, 1),
  },
  {
    industry: 'TAILINGS',
    count: 3,
    name: (n) => `示例${n}号尾矿库`,
    townships: HILLS,
    licences: ['SAFETY_PRODUCTION'],
    levels: levels(1, 1, 1, 0),
  },
  {
    industry: 'FIREWORKS',
    count: 5,
    name: (n) => `示例${n}号烟花爆竹仓储有限公司`,
    townships: PLAIN,
    licences: ['SAFETY_PRODUCTION'],
    levels: levels(0, 3, 2, 0),
  },
  {
    industry: 'TRANSPORT',
    count: 10,
    name: (n) => `示例${n}号危货运输有限公司`,
    townships: PLAIN,
    licences: ['HAZMAT_ROAD_TRANSPORT'],
    levels: levels(0, 2, 5, 3),
  },
  {
    industry: 'AGRICULTURE',
    count: 3,
    name: (n) => `示例${n}号农产品冷库`,
    townships: PLAIN,
    licences: ['PRESSURE_VESSEL'],
    levels: levels(0, 0, 2, 1),
  },
  {
    industry: 'CATERING',
    count: 6,
    name: (n) => `示例${n}号餐饮店`,
    townships: STREETS,
    licences: [],
    levels: levels(0, 0, 2, 4),
  },
  {
    industry: 'HOTEL',
    count: 5,
    name: (n) => `示例${n}号宾馆`,
    townships: STREETS,
    licences: [],
    levels: levels(0, 0, 1, 4),
  },
  {
    industry: 'TOURISM',
    count: 4,
    name: (n) => `示例${n}号景区`,
    townships: ['140781105', '140781101', '140781103'],
    licences: [],
    levels: levels(0, 1, 2, 1),
  },
  {
    industry: 'OTHER',
    count: 3,
    name: (n) => `示例${n}号仓储中心`,
    townships: PLAIN,
    licences: [],
    levels: levels(0, 0, 1, 2),
  },
];

/** Firms that were never assessed: grey, never blue. They are the last so many of their trade. */
export const NEVER_ASSESSED: Partial<Record<Industry, number>> = {
  COAL_WASHING: 2,
  CATERING: 1,
  HOTEL: 1,
  OTHER: 1,
};

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 in Chinese numerals. */
export function numeral(count: number): string {
  const tens = Math.floor(count / 10);
  const ones = DIGITS[count % 10]!;
  if (tens === 0) return ones;
  return `${tens > 1 ? DIGITS[tens] : ''}十${ones}`;
}

import type { Material, ReserveMode } from './depots-records';
import type { CityKey } from './ids';
import type { Industry } from './records';

/** A material with how much of it a depot usually holds. */
export interface MaterialPlan extends Material {
  usual: [from: number, to: number];
}

/** So many depots of one mode, and which categories they hold. */
export interface DepotGroup {
  mode: ReserveMode;
  /** A depot in each of these townships; or at the first so many firms of a trade, whose stock it is. */
  where: { townships: string[] } | { firmsOf: Industry; count: number };
  name(place: string): string;
  openAllHours: boolean;
  categories: string[];
}

const material = (
  [code, name, category, unit]: [code: string, name: string, category: string, unit: string],
  usual: [number, number],
  { months = null, keywords = [] }: { months?: number | null; keywords?: string[] } = {},
): MaterialPlan => ({ code, name, category, unit, usual, keywords, shelfLifeMonths: months });

const FIRE = '消防灭火';
const SPILL = '危化品处置';
const GUARD = '个体防护';
const FLOOD = '防汛抢险';
const LIFE = '生活保障';
const TOOLS = '抢险装备';

/** The codes have the layers of GB/T 38565-2020; which number stands for what is invented below the first digit. */
export const MATERIALS: MaterialPlan[] = [
  material(['2020101', '抗溶性泡沫灭火剂(示例)', FIRE, '升'], [2_000, 9_000], {
    months: 36,
    keywords: ['AFFF/AR'],
  }),
  material(['2020102', '水成膜泡沫灭火剂(示例)', FIRE, '升'], [1_500, 6_000], {
    months: 96,
    keywords: ['AFFF'],
  }),
  material(['2020103', '超细干粉灭火剂(示例)', FIRE, '千克'], [300, 1_200], { months: 60 }),
  material(['2020201', '手提式干粉灭火器(示例)', FIRE, '具'], [80, 300], { months: 120 }),
  material(['2020301', '消防水带(示例)', FIRE, '盘'], [40, 160]),
  material(['2020401', '二号工具(示例)', FIRE, '把'], [60, 300], { keywords: ['扑火拍'] }),
  material(['2030201', '吸油毡(示例)', SPILL, '千克'], [200, 900], { months: 60, keywords: ['吸附材料'] }),
  material(['2030202', '化学品吸附棉(示例)', SPILL, '千克'], [100, 600], { months: 60 }),
  material(['2030203', '围油栏(示例)', SPILL, '米'], [100, 400]),
  material(['2030301', '熟石灰(示例)', SPILL, '吨'], [5, 40], { months: 12, keywords: ['中和剂'] }),
  material(['2030302', '碳酸钠(示例)', SPILL, '吨'], [3, 20], { months: 24, keywords: ['纯碱', '中和剂'] }),
  material(['2030401', '堵漏器材套装(示例)', SPILL, '套'], [4, 20]),
  material(['2010101', '正压式空气呼吸器(示例)', GUARD, '套'], [20, 80]),
  material(['2010102', '过滤式防毒面具(示例)', GUARD, '只'], [100, 500], { months: 36 }),
  material(['2010201', '重型防化服(示例)', GUARD, '套'], [8, 40], { months: 60 }),
  material(['2010301', '便携式气体检测仪(示例)', GUARD, '台'], [10, 40]),
  material(['2040101', '编织袋(示例)', FLOOD, '条'], [5_000, 30_000]),
  material(['2040102', '救生衣(示例)', FLOOD, '件'], [100, 500], { months: 60 }),
  material(['2040201', '移动排水泵(示例)', FLOOD, '台'], [3, 15]),
  material(['2040301', '橡皮艇(示例)', FLOOD, '艘'], [2, 10]),
  material(['1010101', '棉被(示例)', LIFE, '床'], [300, 2_000]),
  material(['1010201', '折叠床(示例)', LIFE, '张'], [100, 800]),
  material(['1020101', '救灾帐篷(示例)', LIFE, '顶'], [40, 300]),
  material(['1030101', '瓶装饮用水(示例)', LIFE, '箱'], [300, 2_000], { months: 12 }),
  material(['1030201', '压缩饼干(示例)', LIFE, '箱'], [200, 900], { months: 24 }),
  material(['1040101', '急救包(示例)', LIFE, '个'], [100, 600], { months: 36 }),
  material(['2050101', '移动发电机(示例)', TOOLS, '台'], [3, 12]),
  material(['2050201', '移动照明灯(示例)', TOOLS, '台'], [6, 30]),
  material(['2050301', '液压破拆工具(示例)', TOOLS, '套'], [2, 10]),
  material(['3010101', '挖掘机(示例)', TOOLS, '台'], [1, 6]),
];

const city = (townships: string[]): DepotGroup => ({
  mode: 'PHYSICAL',
  where: { townships },
  name: (place) => `市应急物资储备库${place}库(示例)`,
  openAllHours: true,
  categories: [FIRE, SPILL, GUARD, FLOOD, LIFE, TOOLS],
});

const township = (townships: string[]): DepotGroup => ({
  mode: 'PHYSICAL',
  where: { townships },
  name: (place) => `${place}应急物资储备点(示例)`,
  openAllHours: false,
  categories: [FIRE, FLOOD, LIFE],
});

const kept = (firmsOf: Industry, count: number, categories: string[]): DepotGroup => ({
  mode: 'ENTRUSTED',
  where: { firmsOf, count },
  name: (firm) => `${firm}协议储备库`,
  openAllHours: true,
  categories,
});

const promised = (firmsOf: Industry, count: number, categories: string[]): DepotGroup => ({
  mode: 'CAPACITY',
  where: { firmsOf, count },
  name: (firm) => `${firm}产能储备`,
  openAllHours: false,
  categories,
});

const families = (townships: string[]): DepotGroup => ({
  mode: 'FAMILY',
  where: { townships },
  name: (place) => `${place}家庭应急物资(示例)`,
  openAllHours: false,
  categories: [LIFE],
});

/** That Jiexiu builds a depot is public; how many there are, where and with what is invented. */
export const DEPOT_PLANS: Record<CityKey, DepotGroup[]> = {
  JX: [
    city(['140781001', '140781100']),
    township(['140781101', '140781103', '140781106', '140781200']),
    kept('HAZMAT', 2, [FIRE, SPILL, GUARD]),
    kept('OTHER', 1, [LIFE, FLOOD]),
    promised('CARBON', 1, [SPILL, GUARD]),
    promised('CONSTRUCTION', 1, [TOOLS, FLOOD]),
    families(['140781002']),
  ],
  TY: [
    city(['140105001', '140106001', '140107001', '140108001', '140109001', '140110001']),
    township(['140121100', '140122100', '140123100', '140181001']),
    kept('HAZMAT', 12, [FIRE, SPILL, GUARD]),
    kept('OTHER', 6, [LIFE, FLOOD]),
    promised('CARBON', 4, [SPILL, GUARD]),
    promised('CONSTRUCTION', 6, [TOOLS, FLOOD]),
    families(['140105001', '140107001']),
  ],
};

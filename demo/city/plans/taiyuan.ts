import { hash } from '../random';
import type { Industry, LicenceKind } from '../records';
import { levels, type CityPlan, type TradePlan } from '../plan';

/** Rough middles of the county-level divisions. */
const COUNTIES: Record<string, [lng: number, lat: number]> = {
  '140105': [112.565, 37.736],
  '140106': [112.563, 37.863],
  '140107': [112.571, 37.894],
  '140108': [112.487, 37.94],
  '140109': [112.516, 37.86],
  '140110': [112.478, 37.715],
  '140121': [112.359, 37.607],
  '140122': [112.673, 38.058],
  '140123': [111.797, 38.066],
  '140171': [112.6, 37.74],
  '140181': [112.176, 37.907],
};

const INNER = ['140105001', '140106001', '140107001', '140108001', '140109001', '140110001'];
const HILLS = ['140181001', '140181101', '140181102', '140123100', '140122100', '140109001', '140110100'];
const PLAIN = ['140121100', '140121102', '140122100', '140108001', '140110100', '140181001', '140105001'];

/** A trade of so many firms; one in forty red, one in six orange, half yellow, the rest blue. */
const trade = (
  industry: Industry,
  count: number,
  of: { name: string; townships: string[]; licences: LicenceKind[] },
): TradePlan => {
  const [red, orange, yellow] = [count / 40, count / 6, count / 2].map(Math.floor) as [
    number,
    number,
    number,
  ];
  return {
    industry,
    count,
    name: (n) => `示例${n}号${of.name}`,
    townships: of.townships,
    licences: of.licences,
    levels: levels(red, orange, yellow, count - red - orange - yellow),
  };
};

/** 1,200 firms, of which the first 600 are tied to the monitoring platform; every name is invented. */
const TRADES: TradePlan[] = [
  trade('COAL_MINE', 50, { name: '煤矿', townships: HILLS, licences: ['SAFETY_PRODUCTION', 'MINING'] }),
  trade('COKING', 40, {
    name: '焦化有限公司',
    townships: PLAIN,
    licences: ['SAFETY_PRODUCTION', 'PRESSURE_VESSEL'],
  }),
  trade('HAZMAT', 220, {
    name: '化工有限公司',
    townships: PLAIN,
    licences: ['SAFETY_PRODUCTION', 'HAZCHEM_BUSINESS'],
  }),
  trade('TOWN_GAS', 90, {
    name: '燃气有限公司',
    townships: INNER,
    licences: ['HAZCHEM_BUSINESS', 'PRESSURE_VESSEL'],
  }),
  trade('METALLURGY', 120, {
    name: '冶金有限公司',
    townships: PLAIN,
    licences: ['SAFETY_PRODUCTION', 'PRESSURE_VESSEL'],
  }),
  trade('CARBON', 50, { name: '炭素有限公司', townships: PLAIN, licences: ['HAZCHEM_USE'] }),
  trade('AGRICULTURE', 30, { name: '农产品冷库', townships: PLAIN, licences: ['PRESSURE_VESSEL'] }),
  trade('COAL_WASHING', 120, { name: '洗煤厂', townships: HILLS, licences: [] }),
  trade('CONSTRUCTION', 150, {
    name: '建筑工程有限公司',
    townships: INNER,
    licences: ['SAFETY_PRODUCTION'],
  }),
  trade('NON_COAL_MINE', 60, { name: '石料矿', townships: HILLS, licences: ['SAFETY_PRODUCTION', 'MINING'] }),
  trade('TAILINGS', 20, { name: '尾矿库', townships: HILLS, licences: ['SAFETY_PRODUCTION'] }),
  trade('FIREWORKS', 30, { name: '烟花爆竹仓储有限公司', townships: PLAIN, licences: ['SAFETY_PRODUCTION'] }),
  trade('TRANSPORT', 80, {
    name: '危货运输有限公司',
    townships: PLAIN,
    licences: ['HAZMAT_ROAD_TRANSPORT'],
  }),
  trade('CATERING', 60, { name: '餐饮店', townships: INNER, licences: [] }),
  trade('HOTEL', 40, { name: '宾馆', townships: INNER, licences: [] }),
  trade('TOURISM', 20, { name: '景区', townships: INNER, licences: [] }),
  trade('OTHER', 20, { name: '仓储中心', townships: PLAIN, licences: [] }),
];

/** Within about five kilometres of the county's middle, each township at a place of its own. */
function middleOf(township: string): [number, number] {
  const [lng, lat] = COUNTIES[township.slice(0, 6)] ?? COUNTIES['140106']!;
  const own = hash(township);
  return [lng + ((own & 0xff) / 255 - 0.5) * 0.1, lat + (((own >>> 8) & 0xff) / 255 - 0.5) * 0.08];
}

/** 太原: the large city, for load: 600 monitored firms, 90,000 points, 6,000 readings a second (DOMAIN §6). */
export const taiyuan: CityPlan = {
  key: 'TY',
  name: '太原市',
  division: '1401',
  reference: 'taiyuan',
  registrar: '140100',
  trades: TRADES,
  neverAssessed: { COAL_WASHING: 20, CATERING: 10, HOTEL: 10, OTHER: 10 },
  middleOf,
  pointsPerFirm: 150,
  readingsPerSecond: 6_000,
};

import type { CityKey } from './ids';
import type { Industry } from './records';

/** A place out of town that sends or is sent goods; its firm is in no register of the city. */
export interface OutsidePlace {
  name: string;
  lng: number;
  lat: number;
}

/** How much dangerous goods a city moves. */
export interface HazmatPlan {
  /** Spread evenly over the day and night. */
  tripsPerDay: number;
  /** Days before the city's own moment of which waybills are still shown. */
  days: number;
  /** Tractors with their trailers and crews; each goes on every so manieth trip. */
  fleet: number;
  /** First signs of the plates. */
  plates: string;
  outside: OutsidePlace[];
  /** The middle six digits of the codes of firms out of town. */
  outsideRegistrar: string;
  police: string;
  /** The middle of a water source that is closed to the goods, away from every ordinary way. */
  water: { lng: number; lat: number };
}

const jiexiu: HazmatPlan = {
  tripsPerDay: 500,
  days: 2,
  fleet: 150,
  plates: '晋K示',
  outside: [
    { name: '外地示例化工园(太原方向)', lng: 112.42, lat: 37.62 },
    { name: '外地示例气源站(临汾方向)', lng: 111.62, lat: 36.42 },
    { name: '外地示例氯碱厂(平遥方向)', lng: 112.3, lat: 37.28 },
    { name: '外地示例化工厂(孝义方向)', lng: 111.66, lat: 37.16 },
  ],
  outsideRegistrar: '140100',
  police: '示例市公安局治安支队',
  water: { lng: 112.3, lat: 36.8 },
};

/** By city; the large one moves five times as much. */
export const HAZMAT_PLANS: Record<CityKey, HazmatPlan> = {
  JX: jiexiu,
  TY: {
    ...jiexiu,
    ...{ tripsPerDay: 2_500, fleet: 750, plates: '晋A示', outsideRegistrar: '140700' },
    water: { lng: 111.3, lat: 38.4 },
    outside: [
      { name: '外地示例化工园(晋中方向)', lng: 112.88, lat: 37.52 },
      { name: '外地示例气源站(忻州方向)', lng: 112.72, lat: 38.4 },
      { name: '外地示例氯碱厂(吕梁方向)', lng: 111.45, lat: 37.62 },
      { name: '外地示例化工厂(阳泉方向)', lng: 113.4, lat: 37.85 },
    ],
  },
};

/** What is carried, from whom to whom; 'OUTSIDE' is out of town. */
export interface Cargo {
  un: string;
  name: string;
  class: string;
  /** Another one that the same certificate takes in and the tank does not. */
  other: { un: string; name: string };
  massKg: [from: number, to: number];
  from: Industry | 'OUTSIDE';
  to: Industry | 'OUTSIDE';
}

const methanol = { un: '1230', name: '甲醇' };
const acid = { un: '1830', name: '硫酸' };
const phenol = { un: '2312', name: '熔融苯酚' };
const tonnes: [number, number] = [18_000, 24_000];

/** Dealt out to the fleet in turn. Three in ten are toxic, so that there is always one on the road. */
export const CARGOES: Cargo[] = [
  {
    ...methanol,
    class: '3',
    other: { un: '1114', name: '苯' },
    massKg: tonnes,
    from: 'COKING',
    to: 'HAZMAT',
  },
  { un: '1114', name: '苯', class: '3', other: methanol, massKg: tonnes, from: 'COKING', to: 'OUTSIDE' },
  {
    ...{ un: '1972', name: '液化天然气', class: '2.1', other: { un: '1075', name: '液化石油气' } },
    ...{ massKg: [16_000, 20_000], from: 'OUTSIDE', to: 'TOWN_GAS' },
  },
  {
    ...{ un: '1005', name: '无水氨', class: '2.3', other: { un: '1079', name: '二氧化硫' } },
    ...{ massKg: tonnes, from: 'HAZMAT', to: 'AGRICULTURE' },
  },
  {
    ...acid,
    class: '8',
    other: { un: '1824', name: '氢氧化钠溶液' },
    massKg: tonnes,
    from: 'HAZMAT',
    to: 'METALLURGY',
  },
  {
    ...{ un: '1136', name: '煤焦油馏出物', class: '3', other: methanol },
    ...{ massKg: tonnes, from: 'COKING', to: 'CARBON' },
  },
  {
    ...{ un: '1075', name: '液化石油气', class: '2.1', other: { un: '1972', name: '液化天然气' } },
    ...{ massKg: tonnes, from: 'OUTSIDE', to: 'TOWN_GAS' },
  },
  {
    ...phenol,
    class: '6.1',
    other: { un: '1547', name: '苯胺' },
    massKg: tonnes,
    from: 'HAZMAT',
    to: 'OUTSIDE',
  },
  {
    ...{ un: '1824', name: '氢氧化钠溶液', class: '8', other: acid },
    ...{ massKg: tonnes, from: 'OUTSIDE', to: 'COKING' },
  },
  { un: '1547', name: '苯胺', class: '6.1', other: phenol, massKg: tonnes, from: 'OUTSIDE', to: 'HAZMAT' },
];

/** Highly toxic 剧毒: needs a police pass. */
export const CHLORINE: Cargo = {
  ...{ un: '1017', name: '氯', class: '2.3', other: { un: '1005', name: '无水氨' } },
  ...{ massKg: [18_000, 22_000], from: 'OUTSIDE', to: 'HAZMAT' },
};

/** Explosives that may not share a load with those of group D. */
export const DETONATORS = { un: '0030', name: '电引爆雷管', class: '1.1B', massKg: 50 };

/** Needs a permit for civil explosives. */
export const EXPLOSIVES: Cargo = {
  ...{ un: '0241', name: '爆破炸药E型', class: '1.1D', other: { un: '0082', name: '爆破炸药B型' } },
  ...{ massKg: [1_000, 4_000], from: 'OUTSIDE', to: 'COAL_MINE' },
};

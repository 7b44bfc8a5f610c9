import type { Industry, Limit } from './records';

/** One kind of measuring point: what it measures, its limits and where it stays while all is well. */
export interface Probe {
  quantity: string;
  unit: string;
  range: [number, number];
  intervalSeconds: number;
  limits: Limit[];
  around: [number, number];
  swing: number;
  decimals: number;
  text?: string;
}

export interface PlacePlan {
  name: string;
  code: string;
  /** Keys of PROBES. */
  probes: string[];
}

const AQ = 'AQ 1029-2019';
const GAS = 'GB/T 50493-2019';
const RULES = '煤矿安全规程';
const DESIGN = '设计文件(示例)';

/** Level 1 at 100 % and level 2 at 200 % of the occupational limit (GBZ 2.1). */
const toxic = (quantity: string, limit: number): Probe => ({
  quantity,
  unit: 'mg/m³',
  range: [0, limit * 10],
  intervalSeconds: 15,
  limits: [
    { kind: 'HIGH', value: limit, basis: GAS },
    { kind: 'HIGH_HIGH', value: limit * 2, basis: GAS },
  ],
  around: [limit * 0.08, limit * 0.2],
  swing: limit * 0.06,
  decimals: 2,
});

const methane = (alarm: number, cut: number | null): Probe => ({
  quantity: 'CH4',
  unit: '%CH4',
  range: [0, 4],
  intervalSeconds: 15,
  limits: [
    { kind: 'HIGH', value: alarm, basis: AQ },
    ...(cut === null ? [] : [{ kind: 'POWER_CUT' as const, value: cut, basis: AQ }]),
  ],
  around: [0.18, 0.38],
  swing: 0.1,
  decimals: 2,
});

/** The limits are those of DOMAIN §2.7; tank limits belong to a design file and are invented. */
export const PROBES: Record<string, Probe> = {
  FACE_CH4: methane(1.0, 1.5),
  RETURN_CH4: methane(1.0, 1.0),
  MAIN_RETURN_CH4: methane(0.75, null),
  MINE_CO: {
    quantity: 'CO',
    unit: 'ppm',
    range: [0, 500],
    intervalSeconds: 15,
    limits: [{ kind: 'HIGH', value: 24, basis: AQ }],
    around: [2, 8],
    swing: 2,
    decimals: 1,
  },
  WIND: {
    quantity: 'WIND_SPEED',
    unit: 'm/s',
    range: [0, 15],
    intervalSeconds: 15,
    limits: [
      { kind: 'LOW', value: 0.25, basis: RULES },
      { kind: 'HIGH', value: 4, basis: RULES },
    ],
    around: [1.2, 2.4],
    swing: 0.3,
    decimals: 2,
  },
  AIR_TEMPERATURE: {
    quantity: 'TEMPERATURE',
    unit: '℃',
    range: [0, 50],
    intervalSeconds: 30,
    limits: [
      { kind: 'HIGH', value: 26, basis: RULES },
      { kind: 'HIGH_HIGH', value: 30, basis: RULES },
    ],
    around: [17, 22],
    swing: 1,
    decimals: 1,
  },
  FAN: {
    quantity: 'FAN_STATE',
    unit: '',
    range: [0, 1],
    intervalSeconds: 30,
    limits: [],
    around: [1, 1],
    swing: 0,
    decimals: 0,
    text: '运行',
  },
  COMBUSTIBLE: {
    quantity: 'COMBUSTIBLE_GAS',
    unit: '%LEL',
    range: [0, 100],
    intervalSeconds: 15,
    limits: [
      { kind: 'HIGH', value: 25, basis: GAS },
      { kind: 'HIGH_HIGH', value: 50, basis: GAS },
    ],
    around: [1, 5],
    swing: 2,
    decimals: 1,
  },
  H2S: toxic('H2S', 10),
  CO: toxic('CO', 20),
  NH3: toxic('NH3', 20),
  CL2: toxic('CL2', 1),
  LEVEL: {
    quantity: 'LEVEL',
    unit: 'm',
    range: [0, 12],
    intervalSeconds: 30,
    limits: [
      { kind: 'LOW_LOW', value: 0.8, basis: DESIGN },
      { kind: 'LOW', value: 1.5, basis: DESIGN },
      { kind: 'HIGH', value: 9.5, basis: DESIGN },
      { kind: 'HIGH_HIGH', value: 10.5, basis: DESIGN },
    ],
    around: [4, 7],
    swing: 0.8,
    decimals: 2,
  },
  PRESSURE: {
    quantity: 'PRESSURE',
    unit: 'MPa',
    range: [0, 2.5],
    intervalSeconds: 30,
    limits: [
      { kind: 'HIGH', value: 1.6, basis: DESIGN },
      { kind: 'HIGH_HIGH', value: 1.8, basis: DESIGN },
    ],
    around: [0.6, 1.1],
    swing: 0.08,
    decimals: 3,
  },
  TANK_TEMPERATURE: {
    quantity: 'TEMPERATURE',
    unit: '℃',
    range: [-20, 120],
    intervalSeconds: 60,
    limits: [
      { kind: 'HIGH', value: 50, basis: DESIGN },
      { kind: 'HIGH_HIGH', value: 60, basis: DESIGN },
    ],
    around: [18, 32],
    swing: 3,
    decimals: 1,
  },
};

const FACE = ['FACE_CH4', 'FACE_CH4', 'RETURN_CH4', 'MINE_CO', 'WIND', 'AIR_TEMPERATURE'];

/** 34 points a mine. */
export const MINE_PLACES: PlacePlan[] = [
  { name: '3101综采工作面', code: 'ZC1', probes: FACE },
  { name: '3103综采工作面', code: 'ZC2', probes: FACE },
  { name: '3105掘进工作面', code: 'JJ1', probes: [...FACE, 'FAN'] },
  { name: '3107掘进工作面', code: 'JJ2', probes: [...FACE, 'FAN'] },
  { name: '总回风巷', code: 'ZHF', probes: ['MAIN_RETURN_CH4', 'MAIN_RETURN_CH4', 'MINE_CO', 'WIND'] },
  { name: '胶带大巷', code: 'JD', probes: ['MINE_CO', 'WIND', 'AIR_TEMPERATURE'] },
  { name: '主通风机房', code: 'FJ', probes: ['FAN'] },
];

const tank = (name: string, code: string, gas: string): PlacePlan => ({
  name,
  code,
  probes: [
    'COMBUSTIBLE',
    'COMBUSTIBLE',
    gas,
    gas,
    'LEVEL',
    'PRESSURE',
    'TANK_TEMPERATURE',
    'TANK_TEMPERATURE',
  ],
});
const hall = (name: string, code: string, gas: string): PlacePlan => ({
  name,
  code,
  probes: ['COMBUSTIBLE', 'COMBUSTIBLE', gas, gas],
});

export const PLANT_PLACES: Partial<Record<Industry, PlacePlan[]>> = {
  COKING: [
    tank('煤气柜', 'MQG', 'CO'),
    tank('粗苯罐区', 'CB', 'H2S'),
    hall('焦炉地下室', 'JL', 'CO'),
    hall('脱硫工段', 'TL', 'H2S'),
  ],
  HAZMAT: [tank('一号罐区', 'GQ1', 'CL2'), tank('二号罐区', 'GQ2', 'NH3'), hall('装卸车台', 'ZX', 'H2S')],
  TOWN_GAS: [tank('储罐区', 'CG', 'H2S'), hall('充装台', 'CZ', 'CO')],
  METALLURGY: [tank('煤气柜', 'MQG', 'CO'), hall('高炉区', 'GL', 'CO')],
  AGRICULTURE: [tank('氨压缩机房', 'AN', 'NH3')],
  CARBON: [hall('焙烧车间', 'BS', 'CO')],
};

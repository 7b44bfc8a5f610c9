import { at } from './facts';

/** Records of the transport department's platform, whole and lawful: a test changes what it is about. */

const UPDATED = '2026-06-01T08:00:00+08:00';

type Values = Record<string, unknown>;

export const page = (...items: Values[]) => ({ page: 1, pages: 1, total: items.length, items });

export const licence = (uscc: string, values: Values = {}) => ({
  ...{ licence: `DY-${uscc.slice(-4)}`, uscc, kind: '经营性', scope: ['2类', '3类', '6类1项', '8类', '1类'] },
  ...{ validFrom: '2020-01-01', validTo: '2027-12-31', state: '有效', updatedAt: UPDATED },
  ...values,
});

export const vehicle = (plate: string, values: Values = {}) => ({
  ...{ plate, plateColour: '黄色', kind: '牵引车', scope: ['2类', '3类', '6类1项', '8类', '1类'] },
  certificate: { number: `YZ-${plate}`, validTo: '2027-06-30', state: '有效' },
  ...{
    inspectionDue: '2026-12-31',
    ratedLoadKg: null,
    tankMedia: null,
    vesselMedia: null,
    updatedAt: UPDATED,
  },
  ...values,
});

export const tanker = (plate: string, values: Values = {}) =>
  vehicle(plate, { kind: '挂车', ratedLoadKg: 25_000, tankMedia: ['1230', '1017', '1114'], ...values });

export const member = (certificate: string, role: string, values: Values = {}) => ({
  ...{ certificate, name: '示例人员', role, categories: ['道路危险货物运输', '剧毒化学品', '爆炸品'] },
  ...{ validTo: '2027-06-30', state: '有效', updatedAt: UPDATED },
  ...values,
});

export const LINE = {
  type: 'LineString',
  coordinates: [
    [111.9, 37.03],
    [111.95, 37.08],
    [112.0, 37.12],
  ],
};

export const pass = (number: string, values: Values = {}) => ({
  ...{
    number,
    kind: '剧毒化学品道路运输通行证',
    issuer: '示例公安局',
    plate: '晋K0001',
    plateColour: '黄色',
  },
  ...{ validFrom: '2026-06-01T00:00:00+08:00', validTo: '2026-06-30T00:00:00+08:00' },
  ...{ route: { ...LINE, crs: 'CGCS2000' }, state: '有效', updatedAt: UPDATED },
  ...values,
});

const ITEMS = ['VEHICLE_DOCUMENTS', 'CREW_CERTIFICATES', 'INSPECTION_PERIOD', 'GOODS_MATCH', 'TANK_MATCH'];

export const check = (by: string, values: Values = {}) => ({
  ...{ at: '2026-06-10T08:50:00+08:00', by, passed: true },
  items: ITEMS.map((code) => ({ code, passed: true })),
  ...values,
});

/** @param firms consignor, consignee and carrier */
export const waybill = (id: string, firms: [string, string, string], values: Values = {}) => {
  const [consignor, consignee, carrier] = firms;
  return {
    ...{ id, stage: '运输中', consignor, consignee, carrier, driver: 'C-D1', escort: 'C-E1', passes: [] },
    vehicle: { plate: '晋K0001', plateColour: '黄色' },
    trailer: { plate: '晋K0001挂', plateColour: '黄色' },
    goods: [{ un: '1230', name: '甲醇', massKg: 20_000, packaging: '罐体' }],
    ...{ dispatchedAt: '2026-06-10T08:00:00+08:00', loadAt: '2026-06-10T09:00:00+08:00' },
    ...{ dueAt: '2026-06-10T13:00:00+08:00', loadedAt: '2026-06-10T09:20:00+08:00' },
    departedAt: '2026-06-10T09:30:00+08:00',
    origin: { site: 'S0001', text: '示例厂区' },
    destination: { text: '外地示例厂区' },
    route: { ...LINE, crs: 'CGCS2000' },
    loadingCheck: check(consignor),
    updatedAt: '2026-06-10T09:30:00+08:00',
    ...values,
  };
};

/** When the tests of trips begin. */
export const START = at('2026-06-10 10:00');

import { registerEnumType } from 'type-graphql';
import { Crs } from '../../kernel/geo/coordinates';

export { Crs };

export enum DivisionLevel {
  PROVINCE = 'PROVINCE',
  CITY = 'CITY',
  COUNTY = 'COUNTY',
  TOWNSHIP = 'TOWNSHIP',
  VILLAGE = 'VILLAGE',
}

export enum HazardUnitKind {
  PRODUCTION = 'PRODUCTION',
  STORAGE = 'STORAGE',
}

/** GB 18218-2018; 1 is the worst. */
export enum MajorHazardLevel {
  LEVEL_1 = 'LEVEL_1',
  LEVEL_2 = 'LEVEL_2',
  LEVEL_3 = 'LEVEL_3',
  LEVEL_4 = 'LEVEL_4',
}

export enum OperatingStatus {
  RUNNING = 'RUNNING',
  STOPPED = 'STOPPED',
  LONG_STOPPED = 'LONG_STOPPED',
  RESUMING = 'RESUMING',
  CLOSED = 'CLOSED',
}

export enum StandardisationGrade {
  GRADE_1 = 'GRADE_1',
  GRADE_2 = 'GRADE_2',
  GRADE_3 = 'GRADE_3',
  UNGRADED = 'UNGRADED',
}

export enum SafetyClass {
  A = 'A',
  B = 'B',
  C = 'C',
  D = 'D',
}

export enum SourceState {
  STARTING = 'STARTING',
  RUNNING = 'RUNNING',
  LATE = 'LATE',
  DOWN = 'DOWN',
  PAUSED = 'PAUSED',
}

registerEnumType(Crs, {
  name: 'Crs',
  description: '坐标系 · Coordinate reference system',
  valuesConfig: {
    CGCS2000: { description: '2000 国家大地坐标系 · China Geodetic Coordinate System 2000' },
    WGS84: { description: 'WGS 84(卫星定位)· As satellites give it' },
    GCJ02: { description: 'GCJ-02(国内互联网地图)· Shifted, as web maps in China use it' },
  },
});
registerEnumType(DivisionLevel, {
  name: 'DivisionLevel',
  description: '行政区划级别 · Level of an administrative division',
  valuesConfig: {
    PROVINCE: { description: '省级 · Province' },
    CITY: { description: '地级 · City' },
    COUNTY: { description: '县级 · County or district' },
    TOWNSHIP: { description: '乡级 · Township or sub-district' },
    VILLAGE: { description: '村级 · Village or community' },
  },
});
registerEnumType(HazardUnitKind, {
  name: 'HazardUnitKind',
  description: '重大危险源单元类型 · Kind of major hazard unit (GB 18218-2018)',
  valuesConfig: {
    PRODUCTION: { description: '生产单元 · Production unit' },
    STORAGE: { description: '储存单元 · Storage unit' },
  },
});
registerEnumType(MajorHazardLevel, {
  name: 'MajorHazardLevel',
  description: '重大危险源级别(一级最重)· Level of a major hazard unit, 1 is the worst (GB 18218-2018)',
  valuesConfig: {
    LEVEL_1: { description: '一级 · R ≥ 100' },
    LEVEL_2: { description: '二级 · 50 ≤ R < 100' },
    LEVEL_3: { description: '三级 · 10 ≤ R < 50' },
    LEVEL_4: { description: '四级 · R < 10' },
  },
});
registerEnumType(OperatingStatus, {
  name: 'OperatingStatus',
  description: '经营状态 · Whether a firm is running',
  valuesConfig: {
    RUNNING: { description: '生产 · Running' },
    STOPPED: { description: '停产 · Stopped' },
    LONG_STOPPED: { description: '长期停产 · Stopped for long' },
    RESUMING: { description: '复工复产 · Resuming' },
    CLOSED: { description: '关闭 · Closed' },
  },
});
registerEnumType(StandardisationGrade, {
  name: 'StandardisationGrade',
  description: '安全生产标准化等级 · Standardisation grade (应急〔2021〕83号), valid 3 years',
  valuesConfig: {
    GRADE_1: { description: '一级 · By the ministry' },
    GRADE_2: { description: '二级 · By the province' },
    GRADE_3: { description: '三级 · By the city' },
    UNGRADED: { description: '未定级 · None' },
  },
});
registerEnumType(SafetyClass, {
  name: 'SafetyClass',
  description:
    '安全分类(含义因行业而异)· Safety class; the letters mean different things by sector: a coal mine D is stopped, a non-coal mine D is dangerous',
  valuesConfig: {
    A: {
      description:
        '煤矿:安全保障程度较高;非煤矿山:低风险 · Coal mine: higher assurance; non-coal mine: low risk',
    },
    B: { description: '煤矿:一般;非煤矿山:一般风险 · Coal mine: ordinary; non-coal mine: general risk' },
    C: {
      description: '煤矿:较低;非煤矿山:较大风险 · Coal mine: lower assurance; non-coal mine: larger risk',
    },
    D: {
      description: '煤矿:长期停产停建;非煤矿山:重大风险 · Coal mine: long stopped; non-coal mine: major risk',
    },
  },
});
registerEnumType(SourceState, {
  name: 'SourceState',
  description: '数据源状态 · Whether a source is talking',
  valuesConfig: {
    STARTING: { description: '启动中,尚未收到 · Not heard yet' },
    RUNNING: { description: '正常 · Heard within its rhythm' },
    LATE: { description: '迟到 · Past its rhythm' },
    DOWN: { description: '中断 · Not heard for long' },
    PAUSED: { description: '暂停 · Paused by an operator' },
  },
});

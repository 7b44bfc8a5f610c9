import type { CityKey } from './ids';
import type { Aspect, CommitteeState } from './committee-records';
import type { Industry } from './records';

/** A special committee as it is planned: who leads it, by the name of the unit, and what it answers for. */
export interface SpecialPlan {
  name: string;
  lead: string;
  industries: Industry[];
  /** @default OPERATING */
  state?: CommitteeState;
  heldBy?: string;
}

/** What is particular to a city's committees. Everything else is generated alike for all. */
export interface CommitteesPlan {
  special: SpecialPlan[];
  departments: string[];
  stateFirms: string[];
  devZone: string;
  /** Townships, or the counties of a city that has some, sign letters of responsibility and are member units. */
  territory: { kind: 'TOWNSHIP' | 'COUNTY'; level: 'township' | 'county' };
  /** So many villages and communities have an officer, at most. */
  officers: { villages: number; communities: number };
  supervisors: { count: number; divisions: string[] };
  fundYuan: number;
  zones: { name: string; division: string; position: [lng: number, lat: number] }[];
}

const DEPARTMENTS = [
  ...['应急管理局', '政府办公室', '市委办公室', '督查落实办', '组织部', '宣传部', '政法委', '编办', '信访局'],
  ...['发展和改革局', '教育局', '科技局', '工业和信息化局', '公安局', '民政局', '司法局', '财政局'],
  ...['人力资源和社会保障局', '自然资源局', '生态环境局', '住房和城乡建设局', '交通运输局', '水利局'],
  ...['农业农村局', '商务局', '文化和旅游局', '卫生健康局', '退役军人事务局', '审计局', '国资局'],
  ...['市场监督管理局', '统计局', '医保局', '行政审批局', '林业局', '城市管理局', '能源局', '消防救援大队'],
  ...['交通警察大队', '气象局', '公路段', '铁路车务段', '总工会', '团委', '妇联', '融媒体中心'],
  ...['疾病预防控制中心', '供销社'],
];

const STATE_FIRMS = ['供电公司', '自来水公司', '邮政公司', '通信公司'];

/** 介休 has 20 special committees, 67 member units, 230 + 26 officers and 18 supervisors; their names are not on record. */
const jiexiu: CommitteesPlan = {
  special: [
    { name: '煤矿', lead: '能源局', industries: ['COAL_MINE'] },
    { name: '非煤矿山', lead: '应急管理局', industries: ['NON_COAL_MINE', 'TAILINGS'] },
    { name: '危险化学品', lead: '应急管理局', industries: ['HAZMAT'] },
    { name: '焦化', lead: '工业和信息化局', industries: ['COKING'] },
    { name: '冶金和炭素', lead: '工业和信息化局', industries: ['METALLURGY', 'CARBON'] },
    { name: '洗煤', lead: '能源局', industries: ['COAL_WASHING'] },
    { name: '建设', lead: '住房和城乡建设局', industries: ['CONSTRUCTION'] },
    { name: '城镇燃气', lead: '城市管理局', industries: ['TOWN_GAS'] },
    { name: '交通运输', lead: '交通运输局', industries: ['TRANSPORT'] },
    { name: '餐饮业', lead: '商务局', industries: ['CATERING'] },
    { name: '旅店业', lead: '公安局', industries: ['HOTEL'] },
    { name: '旅游', lead: '文化和旅游局', industries: ['TOURISM'] },
    { name: '农业', lead: '农业农村局', industries: ['AGRICULTURE'], state: 'TRIAL' },
    { name: '烟花爆竹', lead: '应急管理局', industries: ['FIREWORKS'] },
    { name: '仓储物流', lead: '商务局', industries: ['OTHER'], state: 'PLANNED' },
    { name: '道路交通', lead: '交通警察大队', industries: [], heldBy: '道路交通安全领导小组(示例)' },
    { name: '消防', lead: '消防救援大队', industries: [] },
    { name: '特种设备', lead: '市场监督管理局', industries: [] },
    { name: '校园', lead: '教育局', industries: [] },
    { name: '商贸服务', lead: '商务局', industries: ['CATERING', 'HOTEL'], state: 'MERGED' },
  ],
  departments: DEPARTMENTS,
  stateFirms: STATE_FIRMS,
  devZone: '经济技术开发区',
  territory: { kind: 'TOWNSHIP', level: 'township' },
  officers: { villages: 230, communities: 26 },
  // 义安 张兰 义棠 连福
  supervisors: { count: 18, divisions: ['140781100', '140781101', '140781106', '140781102'] },
  fundYuan: 1_000_000,
  zones: [{ name: '社区安全体验区', division: '140781001', position: [111.922, 37.037] }],
};

/** 太原: the names of the twelve are on public record (2019); who leads most of them is not and is invented here. */
const taiyuan: CommitteesPlan = {
  ...jiexiu,
  special: [
    { name: '矿山', lead: '应急管理局', industries: ['COAL_MINE', 'NON_COAL_MINE', 'TAILINGS'] },
    {
      name: '化工及危险化学品、冶金等工贸行业',
      lead: '应急管理局',
      industries: ['HAZMAT', 'COKING', 'METALLURGY', 'CARBON', 'COAL_WASHING', 'FIREWORKS', 'OTHER'],
    },
    { name: '能源', lead: '能源局', industries: [] },
    { name: '旅店', lead: '公安局', industries: ['HOTEL'] },
    { name: '交通', lead: '交通运输局', industries: ['TRANSPORT'] },
    { name: '道路交通', lead: '交通警察大队', industries: [], heldBy: '市道路交通安全领导小组' },
    { name: '消防', lead: '消防救援大队', industries: [] },
    { name: '建设', lead: '住房和城乡建设局', industries: ['CONSTRUCTION'] },
    { name: '城镇燃气', lead: '城市管理局', industries: ['TOWN_GAS'] },
    { name: '餐饮业', lead: '商务局', industries: ['CATERING'] },
    { name: '旅游', lead: '文化和旅游局', industries: ['TOURISM'] },
    { name: '农业', lead: '农业农村局', industries: ['AGRICULTURE'] },
  ],
  devZone: '综合改革示范区管委会',
  territory: { kind: 'COUNTY', level: 'county' },
  officers: { villages: Infinity, communities: Infinity },
  supervisors: { count: 60, divisions: ['140121', '140122', '140123', '140181'] },
  fundYuan: 10_000_000,
  // 晋源区 and 古交市 are on record, where in them is not
  zones: [
    { name: '社区安全体验区', division: '140110', position: [112.478, 37.715] },
    { name: '企业安全体验区', division: '140181', position: [112.176, 37.907] },
  ],
};

export const COMMITTEES_PLANS: Record<CityKey, CommitteesPlan> = { JX: jiexiu, TY: taiyuan };

/** The seven aspects of the patrol of 2019. */
export const ASPECTS: Aspect[] = [
  ...(['LEADERS_DUTY', 'DIFFERENTIATED_SUPERVISION', 'SAFE_DEVELOPMENT', 'SPECIAL_COMMITTEES'] as const),
  ...(['REFORM', 'LOCAL_CAPACITY', 'EDUCATION'] as const),
];

import { cityTime } from '../city/dates';
import type { City } from '../city/generate-city';
import type * as records from '../city/records';
import { createFileDrop, csvFile } from './file-drop';
import { createRecordStream, type RecordStream, type WireRecord } from './record-stream';
import type { OpenSource } from './source';

const RHYTHM_MS = 60_000;

export const INDUSTRY_WORDS: Record<records.Industry, string> = {
  COAL_MINE: '煤矿',
  NON_COAL_MINE: '非煤矿山',
  TAILINGS: '尾矿库',
  HAZMAT: '危险化学品',
  COKING: '焦化',
  METALLURGY: '冶金',
  CARBON: '炭素',
  COAL_WASHING: '洗煤',
  CONSTRUCTION: '建筑施工',
  TOWN_GAS: '城镇燃气',
  TRANSPORT: '交通运输',
  CATERING: '餐饮',
  HOTEL: '旅店',
  TOURISM: '旅游',
  AGRICULTURE: '农业',
  FIREWORKS: '烟花爆竹',
  OTHER: '其他',
};
const STATUS_WORDS = {
  RUNNING: '生产',
  STOPPED: '停产',
  LONG_STOPPED: '长期停产',
  RESUMING: '复工复产',
  CLOSED: '关闭',
};
const GRADE_WORDS = { GRADE_1: '一级', GRADE_2: '二级', GRADE_3: '三级', UNGRADED: '未定级' };
const HONOUR_LEVELS = { PROVINCE: '省', CITY: '市', COUNTY: '县' };
const RESPONSIBLE_WORDS: Record<records.ResponsiblePerson['role'], string> = {
  PRINCIPAL: '主要负责人',
  TECHNICAL: '技术负责人',
  OPERATION: '操作负责人',
  SAFETY_DIRECTOR: '安全总监',
};
const LICENCE_WORDS: Record<records.LicenceKind, string> = {
  SAFETY_PRODUCTION: '安全生产许可证',
  HAZCHEM_BUSINESS: '危险化学品经营许可证',
  HAZCHEM_USE: '危险化学品使用许可证',
  MINING: '采矿许可证',
  HAZMAT_ROAD_TRANSPORT: '道路危险货物运输许可证',
  PRESSURE_VESSEL: '压力容器使用登记证',
};
const LICENCE_STATES = { VALID: '有效', SUSPENDED: '暂扣', REVOKED: '吊销' };
const UNIT_WORDS = { PRODUCTION: '生产单元', STORAGE: '储存单元' };

/** The registry; its first set lies there when it is open. */
export const openEnterpriseRegistry: OpenSource = async ({ city, options, ...around }) => {
  const registry = createFileDrop({
    name: 'enterprise-registry',
    files: registryStreams(city).map(csvFile),
    rhythmMs: RHYTHM_MS / options.pace,
    ...around,
  });
  await registry.drop!();
  return registry;
};

/** The registry's four tables; every cell is text, columns in the order of the file. */
function registryStreams(city: City): RecordStream[] {
  const table = (name: string, key: string, rows: WireRecord[]) =>
    createRecordStream({
      name,
      key,
      versionField: '更新时间',
      format: cityTime,
      stepMs: 1_000,
      records: rows,
      now: city.at,
    });
  const rows = toRegistryRows(city);
  return [
    table('enterprises', '统一社会信用代码', rows.enterprises),
    table('sites', '场所编号', rows.sites),
    table('licences', '证照编号', rows.licences),
    table('hazard-units', '单元编号', rows.hazardUnits),
  ];
}

/** The rows without their 更新时间. */
export const toRegistryRows = (city: Pick<City, 'firms' | 'sites' | 'licences' | 'hazardUnits'>) => ({
  enterprises: city.firms.map(enterpriseRow),
  sites: city.sites.map(siteRow),
  licences: city.licences.map(licenceRow),
  hazardUnits: city.hazardUnits.map(unitRow),
});

const enterpriseRow = (firm: records.Firm): WireRecord => ({
  统一社会信用代码: firm.uscc,
  企业名称: firm.name,
  行业: INDUSTRY_WORDS[firm.industry],
  经营状态: STATUS_WORDS[firm.status],
  行政区划代码: firm.division,
  标准化等级: GRADE_WORDS[firm.grade],
  标准化有效期至: firm.gradeExpiresOn ?? '',
  安全分类: firm.safetyClass ?? '',
  荣誉: firm.honours.map(({ name, level, year }) => `${name}|${HONOUR_LEVELS[level]}|${year}`).join(';'),
  责任人: firm.responsible
    .map(({ role, title, name }) => [RESPONSIBLE_WORDS[role], title, name].join('|'))
    .join(';'),
});

const siteRow = (site: records.Site): WireRecord => ({
  场所编号: site.id,
  统一社会信用代码: site.uscc,
  场所名称: site.name,
  行政区划代码: site.division,
  经度: String(site.lng),
  纬度: String(site.lat),
  坐标系: site.crs,
  边界: site.boundary ?? '',
  煤矿编码: site.mineCode ?? '',
  暴露标签: site.exposures.join(';'),
});

const licenceRow = (licence: records.Licence): WireRecord => ({
  证照编号: licence.number,
  统一社会信用代码: licence.uscc,
  证照类型: LICENCE_WORDS[licence.kind],
  许可范围: licence.scope.join(';'),
  发证机关: licence.issuedBy,
  有效期自: licence.validFrom,
  有效期至: licence.validTo,
  状态: LICENCE_STATES[licence.state],
  承诺时限: String(licence.promisedDays),
  实际用时: String(licence.actualDays),
});

const unitRow = (unit: records.HazardUnit): WireRecord => ({
  单元编号: unit.id,
  场所编号: unit.site,
  统一社会信用代码: unit.uscc,
  单元类型: UNIT_WORDS[unit.kind],
  暴露人数: String(unit.exposedPersons),
  化学品清单: unit.chemicals
    .map(({ name, cas, symbol, tonnes }) => [name, cas, symbol, tonnes].join('|'))
    .join(';'),
});

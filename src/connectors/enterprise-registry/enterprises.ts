import { z } from 'zod';
import { Enterprise } from '../../entities/registry/enterprise';
import { RecordRejected } from '../../kernel/errors';
import { stream } from '../../kernel/ingest/contract';
import { INDUSTRY_WORDS } from '../../kernel/reference/industry';
import {
  DivisionLevel,
  OperatingStatus,
  SafetyClass,
  StandardisationGrade,
} from '../../schema/registry/enums';
import type { Honour } from '../../schema/registry/honour';
import { cityTime, dateOrBlank, division, list, text, uscc, word, wordOrBlank } from './fields';
import { toResponsiblePerson } from './responsible-persons';

const STATUSES = {
  生产: OperatingStatus.RUNNING,
  停产: OperatingStatus.STOPPED,
  长期停产: OperatingStatus.LONG_STOPPED,
  复工复产: OperatingStatus.RESUMING,
  关闭: OperatingStatus.CLOSED,
};
const GRADES = {
  一级: StandardisationGrade.GRADE_1,
  二级: StandardisationGrade.GRADE_2,
  三级: StandardisationGrade.GRADE_3,
  未定级: StandardisationGrade.UNGRADED,
};
const HONOUR_LEVELS: Record<string, DivisionLevel> = {
  省: DivisionLevel.PROVINCE,
  市: DivisionLevel.CITY,
  县: DivisionLevel.COUNTY,
};

const record = z.object({
  统一社会信用代码: uscc,
  企业名称: text,
  行业: word(INDUSTRY_WORDS),
  经营状态: word(STATUSES),
  行政区划代码: division,
  标准化等级: word(GRADES),
  标准化有效期至: dateOrBlank,
  安全分类: wordOrBlank(SafetyClass as Record<string, SafetyClass>),
  荣誉: list,
  停用日期: dateOrBlank.optional(),
  责任人: list.optional(),
  更新时间: cityTime,
});

/** Firms. */
export const enterprises = stream({
  name: 'enterprises',
  channel: 'enterprises-*.csv',
  format: 'csv',
  charset: 'gb18030',
  record,
  map: (row) => ({ rows: [{ entity: Enterprise, values: toEnterprise(row), observedAt: row.更新时间 }] }),
});

const toEnterprise = (row: z.infer<typeof record>): Partial<Enterprise> => ({
  uscc: row.统一社会信用代码,
  name: row.企业名称,
  industry: row.行业,
  status: row.经营状态,
  ...row.行政区划代码,
  standardisationGrade: row.标准化等级,
  gradeExpiresOn: row.标准化有效期至,
  safetyClass: row.安全分类,
  outOfUseOn: row.停用日期 ?? null,
  honours: row.荣誉.map(toHonour),
  responsiblePersons: row.责任人?.map(toResponsiblePerson) ?? null,
});

function toHonour(item: string): Honour {
  const [name, level, year, ...more] = item.split('|');
  const known = level !== undefined && HONOUR_LEVELS[level];
  if (!name || !known || !/^\d{4}$/.test(year ?? '') || more.length)
    throw new RecordRejected('荣誉: must be 称号|省, 市 or 县|年度');
  return { name, level: known, year: Number(year) };
}

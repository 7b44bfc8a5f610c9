import { z } from 'zod';
import { Licence } from '../../entities/registry/licence';
import { stream } from '../../kernel/ingest/contract';
import { LicenceKind, LicenceState } from '../../schema/registry/licence-enums';
import { blank, cityTime, countOrBlank, dateOrBlank, list, text, uscc, word } from './fields';

const KINDS = {
  安全生产许可证: LicenceKind.SAFETY_PRODUCTION,
  危险化学品经营许可证: LicenceKind.HAZCHEM_BUSINESS,
  危险化学品使用许可证: LicenceKind.HAZCHEM_USE,
  采矿许可证: LicenceKind.MINING,
  道路危险货物运输许可证: LicenceKind.HAZMAT_ROAD_TRANSPORT,
  压力容器使用登记证: LicenceKind.PRESSURE_VESSEL,
};
const STATES = { 有效: LicenceState.VALID, 暂扣: LicenceState.SUSPENDED, 吊销: LicenceState.REVOKED };

const record = z
  .object({
    证照编号: text,
    统一社会信用代码: uscc,
    证照类型: word(KINDS),
    许可范围: list,
    发证机关: blank,
    有效期自: dateOrBlank,
    有效期至: dateOrBlank,
    状态: word(STATES),
    承诺时限: countOrBlank,
    实际用时: countOrBlank,
    更新时间: cityTime,
  })
  .refine(({ 有效期自: from, 有效期至: to }) => !from || !to || from <= to, {
    path: ['有效期至'],
    message: 'must not lie before 有效期自',
  });

/** Licences, in the issuer's words; expiry follows from the dates when they are read. */
export const licences = stream({
  name: 'licences',
  channel: 'licences-*.csv',
  format: 'csv',
  charset: 'gb18030',
  record,
  map: (row) => ({ rows: [{ entity: Licence, values: toLicence(row), observedAt: row.更新时间 }] }),
});

const toLicence = (row: z.infer<typeof record>): Partial<Licence> => ({
  number: row.证照编号,
  uscc: row.统一社会信用代码,
  kind: row.证照类型,
  scope: row.许可范围,
  issuedBy: row.发证机关,
  validFrom: row.有效期自,
  validTo: row.有效期至,
  state: row.状态,
  promisedDays: row.承诺时限,
  actualDays: row.实际用时,
});

import { z } from 'zod';
import { MemberUnit } from '../../entities/committees/member-unit';
import { stream } from '../../kernel/ingest/contract';
import { blank, division, id, moment, names, orBlank, text, uscc, word } from './fields';
import { UNIT_KINDS } from './words';

const record = z.object({
  编号: id,
  名称: text,
  类型: word(UNIT_KINDS),
  统一社会信用代码: orBlank(uscc),
  行政区划代码: division,
  值班电话: blank,
  内设机构: names,
  更新时间: moment,
});

/** Member units of the safety committee. */
export const memberUnits = stream({
  name: 'member-units',
  channel: 'organs-*.xlsx',
  format: 'xlsx',
  sheet: { name: '成员单位', firstHead: '编号' },
  record,
  map: (row) => ({ rows: [{ entity: MemberUnit, values: toUnit(row), observedAt: row.更新时间 }] }),
});

const toUnit = (row: z.infer<typeof record>): Partial<MemberUnit> => ({
  id: row.编号,
  uscc: row.统一社会信用代码,
  name: row.名称,
  kind: row.类型,
  division: row.行政区划代码.division,
  dutyPhone: row.值班电话,
  departments: row.内设机构,
});

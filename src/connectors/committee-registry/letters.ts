import { z } from 'zod';
import { ResponsibilityLetter } from '../../entities/committees/responsibility-letter';
import { stream } from '../../kernel/ingest/contract';
import { day, id, moment, orBlank, sentences, year } from './fields';

const record = z.object({
  编号: id,
  年度: year,
  下达单位编号: id,
  签订单位编号: id,
  签订日期: orBlank(day),
  目标: sentences,
  更新时间: moment,
});

/** Letters of responsibility, signed level by level. */
export const letters = stream({
  name: 'letters',
  channel: 'work-*.xlsx',
  format: 'xlsx',
  sheet: { name: '责任书', firstHead: '编号' },
  record,
  map: (row) => ({
    rows: [{ entity: ResponsibilityLetter, values: toLetter(row), observedAt: row.更新时间 }],
  }),
});

const toLetter = (row: z.infer<typeof record>): Partial<ResponsibilityLetter> => ({
  id: row.编号,
  year: row.年度,
  fromUnitId: row.下达单位编号,
  toUnitId: row.签订单位编号,
  signedOn: row.签订日期,
  items: row.目标,
});

import { z } from 'zod';
import { Fund } from '../../entities/committees/fund';
import { stream } from '../../kernel/ingest/contract';
import { division, moment, number, orBlank, text, year } from './fields';

const yuan = number.refine((value) => value >= 0, 'must not be negative');

const record = z.object({
  行政区划代码: division,
  年度: year,
  用途: text,
  '金额(元)': yuan,
  '已支出(元)': orBlank(yuan),
  更新时间: moment,
});

/** The yearly fund for supervision. */
export const funds = stream({
  name: 'funds',
  channel: 'outreach-*.xlsx',
  format: 'xlsx',
  sheet: { name: '专项经费', firstHead: '行政区划代码' },
  record,
  map: (row) => ({ rows: [{ entity: Fund, values: toFund(row), observedAt: row.更新时间 }] }),
});

const toFund = (row: z.infer<typeof record>): Partial<Fund> => ({
  division: row.行政区划代码.division,
  year: row.年度,
  purpose: row.用途,
  amountYuan: row['金额(元)'],
  spentYuan: row['已支出(元)'],
});

import { z } from 'zod';
import { Assessment } from '../../entities/committees/assessment';
import { stream } from '../../kernel/ingest/contract';
import { count, day, id, moment, number, orBlank, sentences, year } from './fields';

const record = z.object({
  单位编号: id,
  年度: year,
  得分: number,
  名次: orBlank(count),
  加减分项: sentences,
  截至日期: day,
  更新时间: moment,
});

/** How the units are assessed, running through the year. */
export const assessments = stream({
  name: 'assessments',
  channel: 'work-*.xlsx',
  format: 'xlsx',
  sheet: { name: '考核', firstHead: '单位编号' },
  record,
  map: (row) => ({ rows: [{ entity: Assessment, values: toAssessment(row), observedAt: row.更新时间 }] }),
});

const toAssessment = (row: z.infer<typeof record>): Partial<Assessment> => ({
  unitId: row.单位编号,
  year: row.年度,
  score: row.得分,
  rank: row.名次,
  items: row.加减分项,
  asOf: row.截至日期,
});

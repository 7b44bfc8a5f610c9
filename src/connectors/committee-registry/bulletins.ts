import { z } from 'zod';
import { Bulletin } from '../../entities/committees/bulletin';
import { stream } from '../../kernel/ingest/contract';
import { day, division, id, moment, sentences, text } from './fields';

const record = z.object({
  编号: id,
  期号: text,
  行政区划代码: division,
  刊发日期: day,
  篇目: sentences,
  更新时间: moment,
});

/** Issues of the internal journal. */
export const bulletins = stream({
  name: 'bulletins',
  channel: 'outreach-*.xlsx',
  format: 'xlsx',
  sheet: { name: '信息半月刊', firstHead: '编号' },
  record,
  map: (row) => ({ rows: [{ entity: Bulletin, values: toBulletin(row), observedAt: row.更新时间 }] }),
});

const toBulletin = (row: z.infer<typeof record>): Partial<Bulletin> => ({
  id: row.编号,
  division: row.行政区划代码.division,
  issue: row.期号,
  publishedOn: row.刊发日期,
  items: row.篇目,
});

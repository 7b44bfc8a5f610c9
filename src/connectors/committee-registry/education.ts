import { z } from 'zod';
import { EducationAsset } from '../../entities/committees/education-asset';
import { EducationItem } from '../../entities/committees/education-item';
import { stream } from '../../kernel/ingest/contract';
import { count, day, division, id, moment, number, orBlank, text } from './fields';

const asset = z
  .object({
    编号: id,
    名称: text,
    类型: text,
    行政区划代码: division,
    '位置/经度': orBlank(number),
    '位置/纬度': orBlank(number),
    参观人次: count,
    截至日期: day,
    更新时间: moment,
  })
  .refine((row) => inCountry(row['位置/经度'], row['位置/纬度']), {
    path: ['位置'],
    message: 'must be 73 to 136 degrees east and 3 to 54 degrees north, or blank',
  });

/** What lies outside is a swapped pair or another unit. */
function inCountry(lng: number | null, lat: number | null): boolean {
  if (lng === null || lat === null) return lng === lat;
  return lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54;
}

/** Warning-education vehicles and experience zones. */
export const educationAssets = stream({
  name: 'education-assets',
  channel: 'outreach-*.xlsx',
  format: 'xlsx',
  sheet: { name: '宣教设施', firstHead: '编号', headRows: 2 },
  record: asset,
  map: (row) => ({ rows: [{ entity: EducationAsset, values: toAsset(row), observedAt: row.更新时间 }] }),
});

const toAsset = (row: z.infer<typeof asset>): Partial<EducationAsset> => ({
  id: row.编号,
  division: row.行政区划代码.division,
  name: row.名称,
  kind: row.类型,
  lng: row['位置/经度'],
  lat: row['位置/纬度'],
  visits: row.参观人次,
  asOf: row.截至日期,
});

const item = z.object({
  编号: id,
  标题: text,
  媒体: text,
  行政区划代码: division,
  日期: day,
  更新时间: moment,
});

/** Publicity. The sheet has no column for a person, and none is kept. */
export const educationItems = stream({
  name: 'education-items',
  channel: 'outreach-*.xlsx',
  format: 'xlsx',
  sheet: { name: '宣教活动', firstHead: '编号' },
  record: item,
  map: (row) => ({ rows: [{ entity: EducationItem, values: toItem(row), observedAt: row.更新时间 }] }),
});

const toItem = (row: z.infer<typeof item>): Partial<EducationItem> => ({
  id: row.编号,
  division: row.行政区划代码.division,
  title: row.标题,
  medium: row.媒体,
  publishedOn: row.日期,
});

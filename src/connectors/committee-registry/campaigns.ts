import { z } from 'zod';
import { Campaign } from '../../entities/committees/campaign';
import { CampaignWeek } from '../../entities/committees/campaign-week';
import { stream } from '../../kernel/ingest/contract';
import { INDUSTRY_WORDS } from '../../kernel/reference/industry';
import { count, day, division, id, inOrder, moment, orBlank, text, word, wordList } from './fields';
import { ASPECTS, CAMPAIGN_KINDS } from './words';

const record = z
  .object({
    编号: id,
    名称: text,
    类型: word(CAMPAIGN_KINDS),
    行政区划代码: division,
    牵头单位编号: orBlank(id),
    行业: wordList(INDUSTRY_WORDS),
    方面: wordList(ASPECTS),
    '时间/起': day,
    '时间/止': orBlank(day),
    更新时间: moment,
  })
  .refine((row) => inOrder(row['时间/起'], row['时间/止']), {
    path: ['时间/止'],
    message: 'must not lie before 时间/起',
  });

/** Campaigns: special rectification, safety month, education. */
export const campaigns = stream({
  name: 'campaigns',
  channel: 'outreach-*.xlsx',
  format: 'xlsx',
  sheet: { name: '专项行动', firstHead: '编号', headRows: 2 },
  record,
  map: (row) => ({ rows: [{ entity: Campaign, values: toCampaign(row), observedAt: row.更新时间 }] }),
});

const toCampaign = (row: z.infer<typeof record>): Partial<Campaign> => ({
  id: row.编号,
  division: row.行政区划代码.division,
  name: row.名称,
  kind: row.类型,
  from: row['时间/起'],
  to: row['时间/止'],
  leadUnitId: row.牵头单位编号,
  industries: row.行业,
  aspects: row.方面,
});

const week = z.object({
  行动编号: id,
  截至日期: day,
  检查数: count,
  发现隐患数: count,
  更新时间: moment,
});

/** What campaigns report week by week. */
export const campaignWeeks = stream({
  name: 'campaign-weeks',
  channel: 'outreach-*.xlsx',
  format: 'xlsx',
  sheet: { name: '行动周报', firstHead: '行动编号' },
  record: week,
  map: (row) => ({ rows: [{ entity: CampaignWeek, values: toWeek(row), observedAt: row.更新时间 }] }),
});

const toWeek = (row: z.infer<typeof week>): Partial<CampaignWeek> => ({
  campaignId: row.行动编号,
  endsOn: row.截至日期,
  checks: row.检查数,
  hazardsFound: row.发现隐患数,
});

import { z } from 'zod';
import { DutyLedgerEntry } from '../../entities/committees/duty-ledger-entry';
import { stream } from '../../kernel/ingest/contract';
import { division, id, moment, orBlank, sentences, text, uscc } from './fields';

const record = z.object({
  编号: id,
  领导岗位编号: id,
  行政区划代码: division,
  时间: moment,
  履职内容: text,
  企业代码: orBlank(uscc),
  佐证: sentences,
  更新时间: moment,
});

/** What each leader did for safety. */
export const dutyLedger = stream({
  name: 'duty-ledger',
  channel: 'work-*.xlsx',
  format: 'xlsx',
  sheet: { name: '履职台账', firstHead: '编号' },
  record,
  map: (row) => ({ rows: [{ entity: DutyLedgerEntry, values: toEntry(row), observedAt: row.更新时间 }] }),
});

const toEntry = (row: z.infer<typeof record>): Partial<DutyLedgerEntry> => ({
  id: row.编号,
  postId: row.领导岗位编号,
  division: row.行政区划代码.division,
  action: row.履职内容,
  at: row.时间,
  uscc: row.企业代码,
  evidence: row.佐证,
});

import { z } from 'zod';
import { Meeting } from '../../entities/committees/meeting';
import { stream } from '../../kernel/ingest/contract';
import { division, id, moment, orBlank, sentences, word } from './fields';
import { MEETING_KINDS } from './words';

const record = z.object({
  编号: id,
  类型: word(MEETING_KINDS),
  行政区划代码: division,
  委员会编号: orBlank(id),
  召开时间: moment,
  提请单位编号: orBlank(id),
  议题: sentences,
  更新时间: moment,
});

/** Meetings of the party committee, the government and the committees. */
export const meetings = stream({
  name: 'meetings',
  channel: 'work-*.xlsx',
  format: 'xlsx',
  sheet: { name: '会议', firstHead: '编号' },
  record,
  map: (row) => ({ rows: [{ entity: Meeting, values: toMeeting(row), observedAt: row.更新时间 }] }),
});

const toMeeting = (row: z.infer<typeof record>): Partial<Meeting> => ({
  id: row.编号,
  division: row.行政区划代码.division,
  committeeId: row.委员会编号,
  kind: row.类型,
  heldAt: row.召开时间,
  requestedById: row.提请单位编号,
  topics: row.议题,
});

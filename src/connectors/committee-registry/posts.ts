import { z } from 'zod';
import { Post } from '../../entities/committees/post';
import { stream } from '../../kernel/ingest/contract';
import { blank, day, division, id, inOrder, masked, moment, orBlank, sentences, text, word } from './fields';
import { POST_KINDS } from './words';

const record = z
  .object({
    编号: id,
    类别: word(POST_KINDS),
    职务: text,
    单位编号: id,
    姓名: masked,
    行政区划代码: orBlank(division),
    专业: blank,
    职责清单: sentences,
    责任制规定: blank,
    '任职/起': orBlank(day),
    '任职/止': orBlank(day),
    更新时间: moment,
  })
  .refine((row) => inOrder(row['任职/起'], row['任职/止']), {
    path: ['任职/止'],
    message: 'must not lie before 任职/起',
  });

const NOWHERE = { division: null, divisionRaw: null, divisionNote: null };

/** Leaders, recruited supervisors, safety officers and "probes". */
export const posts = stream({
  name: 'posts',
  channel: 'organs-*.xlsx',
  format: 'xlsx',
  sheet: { name: '岗位', firstHead: '编号', headRows: 2 },
  record,
  map: (row) => ({ rows: [{ entity: Post, values: toPost(row), observedAt: row.更新时间 }] }),
});

const toPost = (row: z.infer<typeof record>): Partial<Post> => ({
  id: row.编号,
  kind: row.类别,
  title: row.职务,
  unitId: row.单位编号,
  holderMasked: row.姓名,
  ...(row.行政区划代码 ?? NOWHERE),
  speciality: row.专业,
  dutyList: row.职责清单,
  regime: row.责任制规定,
  validFrom: row['任职/起'],
  validTo: row['任职/止'],
});

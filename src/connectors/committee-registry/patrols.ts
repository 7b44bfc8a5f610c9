import { z } from 'zod';
import { Patrol } from '../../entities/committees/patrol';
import { stream } from '../../kernel/ingest/contract';
import { blank, day, division, id, inOrder, moment, names, orBlank, sentences, text, word } from './fields';
import { ASPECTS, PATROL_KINDS } from './words';

const record = z
  .object({
    编号: id,
    类型: word(PATROL_KINDS),
    名称: text,
    行政区划代码: division,
    被巡查单位编号: names,
    巡查内容: sentences,
    '时间/起': day,
    '时间/止': orBlank(day),
    '归档/档号': orBlank(id),
    '归档/日期': orBlank(day),
    '报告/日期': orBlank(day),
    '报告/文号': blank,
    更新时间: moment,
  })
  .refine((row) => inOrder(row['时间/起'], row['时间/止']), {
    path: ['时间/止'],
    message: 'must not lie before 时间/起',
  });

/** Patrols and quarterly supervisions. */
export const patrols = stream({
  name: 'patrols',
  channel: 'patrols-*.xlsx',
  format: 'xlsx',
  sheet: { name: '巡查', firstHead: '编号', headRows: 2 },
  record,
  map: (row) => ({ rows: [{ entity: Patrol, values: toPatrol(row), observedAt: row.更新时间 }] }),
});

const toPatrol = (row: z.infer<typeof record>): Partial<Patrol> => ({
  id: row.编号,
  division: row.行政区划代码.division,
  kind: row.类型,
  name: row.名称,
  targetIds: row.被巡查单位编号,
  aspects: row.巡查内容,
  aspectKinds: row.巡查内容.flatMap((aspect) => ASPECTS[aspect] ?? []),
  from: row['时间/起'],
  to: row['时间/止'],
  archiveNo: row['归档/档号'],
  archivedOn: row['归档/日期'],
  reportedOn: row['报告/日期'],
  reportDocument: row['报告/文号'],
});

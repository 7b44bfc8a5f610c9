import { z } from 'zod';
import { Duty } from '../../entities/committees/duty';
import { stream } from '../../kernel/ingest/contract';
import { INDUSTRY_WORDS } from '../../kernel/reference/industry';
import { blank, day, id, inOrder, moment, orBlank, text, word, wordList } from './fields';
import { DUTY_KINDS } from './words';

const record = z
  .object({
    单位编号: id,
    职责编号: id,
    类别: word(DUTY_KINDS),
    职责内容: text,
    行业: wordList(INDUSTRY_WORDS),
    '有效期/起': day,
    '有效期/止': orBlank(day),
    '批准/机关': blank,
    '批准/日期': orBlank(day),
    '批准/文件': blank,
    更新时间: moment,
  })
  .refine((row) => inOrder(row['有效期/起'], row['有效期/止']), {
    path: ['有效期/止'],
    message: 'must not lie before 有效期/起',
  });

/** Supervision duties of the units, each with the days on which it holds. */
export const duties = stream({
  name: 'duties',
  channel: 'organs-*.xlsx',
  format: 'xlsx',
  sheet: { name: '监管职责', firstHead: '单位编号', headRows: 2 },
  record,
  map: (row) => ({ rows: [{ entity: Duty, values: toDuty(row), observedAt: row.更新时间 }] }),
});

const toDuty = (row: z.infer<typeof record>): Partial<Duty> => ({
  id: row.职责编号,
  unitId: row.单位编号,
  kind: row.类别,
  text: row.职责内容,
  industries: row.行业,
  validFrom: row['有效期/起'],
  validTo: row['有效期/止'],
  approvedBy: row['批准/机关'],
  approvedOn: row['批准/日期'],
  basis: row['批准/文件'],
});

import { z } from 'zod';
import { Finding } from '../../entities/committees/finding';
import { stream } from '../../kernel/ingest/contract';
import type { DatedDisposition } from '../../schema/committees/dated-disposition';
import { Disposition, FindingState } from '../../schema/committees/enums';
import { day, id, moment, orBlank, text, uscc, word } from './fields';
import { ASPECTS, FINDING_STATES } from './words';

const DISPOSITIONS = {
  '处置/通报': Disposition.NOTIFIED,
  '处置/曝光': Disposition.EXPOSED,
  '处置/问责': Disposition.ACCOUNTABILITY,
  '处置/移送': Disposition.TRANSFERRED,
};

const record = z
  .object({
    巡查编号: id,
    问题编号: id,
    单位编号: id,
    企业代码: orBlank(uscc),
    责任专委会编号: orBlank(id),
    问题内容: text,
    方面: orBlank(word(ASPECTS)),
    整改期限: orBlank(day),
    状态: word(FINDING_STATES),
    销号日期: orBlank(day),
    '处置/通报': orBlank(day),
    '处置/曝光': orBlank(day),
    '处置/问责': orBlank(day),
    '处置/移送': orBlank(day),
    更新时间: moment,
  })
  .refine(({ 状态: state, 销号日期: closedOn }) => closedOn === null || state === FindingState.CLOSED, {
    path: ['销号日期'],
    message: 'must be blank unless 状态 is 已销号',
  });
type Row = z.infer<typeof record>;

/** What patrols found, and what became of it. */
export const findings = stream({
  name: 'findings',
  channel: 'patrols-*.xlsx',
  format: 'xlsx',
  sheet: { name: '问题', firstHead: '巡查编号', headRows: 2 },
  record,
  map: (row) => ({ rows: [{ entity: Finding, values: toFinding(row), observedAt: row.更新时间 }] }),
});

const toFinding = (row: Row): Partial<Finding> => ({
  id: row.问题编号,
  patrolId: row.巡查编号,
  unitId: row.单位编号,
  uscc: row.企业代码,
  committeeId: row.责任专委会编号,
  text: row.问题内容,
  aspect: row.方面,
  dueOn: row.整改期限,
  reportedState: row.状态,
  closedOn: row.销号日期,
  dispositionLog: dispositionsOf(row),
});

const dispositionsOf = (row: Row): DatedDisposition[] =>
  (Object.keys(DISPOSITIONS) as (keyof typeof DISPOSITIONS)[])
    .flatMap((head) => {
      const on = row[head];
      return on ? [{ kind: DISPOSITIONS[head], on }] : [];
    })
    .sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));

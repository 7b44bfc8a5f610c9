import { z } from 'zod';
import { Committee } from '../../entities/committees/committee';
import { RecordRejected } from '../../kernel/errors';
import { stream } from '../../kernel/ingest/contract';
import type { CommitteeStage } from '../../schema/committees/committee-stage';
import { CommitteeState } from '../../schema/committees/enums';
import { INDUSTRY_WORDS } from '../../kernel/reference/industry';
import { blank, day, division, id, masked, moment, names, orBlank, text, word, wordList } from './fields';
import { TIERS } from './words';

const STAGES = {
  '设立进程/筹备': CommitteeState.PLANNED,
  '设立进程/试运行': CommitteeState.TRIAL,
  '设立进程/实体化运行': CommitteeState.OPERATING,
  '设立进程/合并': CommitteeState.MERGED,
  '设立进程/撤销': CommitteeState.DISSOLVED,
};

const record = z.object({
  编号: id,
  名称: text,
  层级: word(TIERS),
  行政区划代码: division,
  牵头单位编号: id,
  '第一主任/职务': blank,
  '第一主任/单位编号': orBlank(id),
  '第一主任/姓名': masked,
  '主任/职务': text,
  '主任/单位编号': id,
  '主任/姓名': masked,
  成员单位编号: names,
  监管行业: wordList(INDUSTRY_WORDS),
  承担机构: blank,
  '设立进程/筹备': orBlank(day),
  '设立进程/试运行': orBlank(day),
  '设立进程/实体化运行': orBlank(day),
  '设立进程/合并': orBlank(day),
  '设立进程/撤销': orBlank(day),
  更新时间: moment,
});
type Row = z.infer<typeof record>;

/** The safety committee, its office and the special committees. */
export const committees = stream({
  name: 'committees',
  channel: 'organs-*.xlsx',
  format: 'xlsx',
  sheet: { name: '专委会', firstHead: '编号', headRows: 2 },
  record,
  map: (row) => ({ rows: [{ entity: Committee, values: toCommittee(row), observedAt: row.更新时间 }] }),
});

const toCommittee = (row: Row): Partial<Committee> => ({
  id: row.编号,
  name: row.名称,
  tier: row.层级,
  division: row.行政区划代码.division,
  leadUnitId: row.牵头单位编号,
  memberIds: row.成员单位编号,
  industries: row.监管行业,
  heldBy: row.承担机构,
  stages: stagesOf(row),
  firstDirector: firstDirectorOf(row),
  director: {
    title: row['主任/职务'],
    unitId: row['主任/单位编号'],
    holderMasked: row['主任/姓名'],
  },
});

/** In the order of the sheet, which is that of the calendar, or it is refused. */
function stagesOf(row: Row): CommitteeStage[] {
  const stages = (Object.keys(STAGES) as (keyof typeof STAGES)[]).flatMap((head) => {
    const on = row[head];
    return on ? [{ state: STAGES[head], on }] : [];
  });
  if (stages.length === 0) throw new RecordRejected('设立进程: must have a date');
  if (stages.some(({ on }, i) => on < (stages[i - 1]?.on ?? '')))
    throw new RecordRejected('设立进程: a step must not lie before the one before it');
  return stages;
}

function firstDirectorOf(row: Row): Committee['firstDirector'] {
  const [title, unitId] = [row['第一主任/职务'], row['第一主任/单位编号']];
  if (!title && !unitId) return null;
  if (!title || !unitId) throw new RecordRejected('第一主任: must have 职务 and 单位编号, or neither');
  return { title, unitId, holderMasked: row['第一主任/姓名'] };
}

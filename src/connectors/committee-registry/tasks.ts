import { z } from 'zod';
import { Task } from '../../entities/committees/task';
import { stream } from '../../kernel/ingest/contract';
import { TaskState } from '../../schema/committees/enums';
import { day, id, moment, orBlank, sentences, text, word, wordList } from './fields';
import { TASK_PHASES, TASK_STATES } from './words';

const record = z
  .object({
    编号: id,
    委员会编号: id,
    会议编号: orBlank(id),
    责任单位编号: id,
    任务内容: text,
    五同时: wordList(TASK_PHASES),
    期限: day,
    状态: word(TASK_STATES),
    完成日期: orBlank(day),
    佐证: sentences,
    更新时间: moment,
  })
  .refine(({ 状态: state, 完成日期: doneOn }) => doneOn === null || state === TaskState.DONE, {
    path: ['完成日期'],
    message: 'must be blank unless 状态 is 已完成',
  });

/** Tasks that meetings decided or committees gave out. */
export const tasks = stream({
  name: 'tasks',
  channel: 'work-*.xlsx',
  format: 'xlsx',
  sheet: { name: '任务', firstHead: '编号' },
  record,
  map: (row) => ({ rows: [{ entity: Task, values: toTask(row), observedAt: row.更新时间 }] }),
});

const toTask = (row: z.infer<typeof record>): Partial<Task> => ({
  id: row.编号,
  committeeId: row.委员会编号,
  meetingId: row.会议编号,
  ownerId: row.责任单位编号,
  title: row.任务内容,
  phases: row.五同时,
  dueOn: row.期限,
  reportedState: row.状态,
  doneOn: row.完成日期,
  evidence: row.佐证,
});

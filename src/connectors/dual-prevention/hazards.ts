import { z } from 'zod';
import { Hazard } from '../../entities/risk/hazard';
import { stateAt } from '../../entities/risk/hazard-state';
import { reinspectDueOn } from '../../entities/risk/reinspection';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { date, moment, uscc } from '../../kernel/ingest/fields';
import { checkTime } from '../../kernel/ingest/pipeline';
import { HazardGrade, HazardState } from '../../schema/risk/enums';
import { text } from './fields';

const GRADES = { 一般: HazardGrade.GENERAL, 重大: HazardGrade.MAJOR } as const;

const STATES = {
  已发现: HazardState.FOUND,
  整改中: HazardState.RECTIFYING,
  已逾期: HazardState.OVERDUE,
  已提交: HazardState.SUBMITTED,
  已复查: HazardState.REINSPECTED,
  已销号: HazardState.CLOSED,
} as const;

const record = z
  .object({
    id: text,
    uscc,
    grade: z.enum(['一般', '重大']),
    title: text,
    foundAt: moment,
    foundBy: text,
    dueOn: date,
    state: z.enum(['已发现', '整改中', '已逾期', '已提交', '已复查', '已销号']),
    supervised: z.boolean(),
    submittedAt: moment.nullish(),
    closedAt: moment.nullish(),
    updatedAt: moment,
  })
  .refine(({ foundAt, closedAt }) => !closedAt || closedAt >= foundAt, {
    path: ['closedAt'],
    message: 'lies before foundAt',
  })
  .refine(({ foundAt, submittedAt }) => !submittedAt || submittedAt >= foundAt, {
    path: ['submittedAt'],
    message: 'lies before foundAt',
  });

type HazardRecord = z.infer<typeof record>;

/** Hazards. One that is past its due date when it arrives and not closed comes in as OVERDUE, whatever the platform calls it. */
export const hazards = stream({
  name: 'hazards',
  channel: 'v1/hazards',
  format: 'json',
  items: 'items',
  record,
  map: (hazard, { receivedAt }) => ({ rows: [toRow(hazard, receivedAt)] }),
});

function toRow({ updatedAt, ...hazard }: HazardRecord, receivedAt: Date): MappedRow<Hazard> {
  checkTime('foundAt', hazard.foundAt, receivedAt);
  const { submittedAt = null } = hazard;
  if (submittedAt) checkTime('submittedAt', submittedAt, receivedAt);
  if (hazard.closedAt) checkTime('closedAt', hazard.closedAt, receivedAt);
  const reportedState = STATES[hazard.state];
  const state = stateAt({ reportedState, dueOn: hazard.dueOn }, receivedAt);
  const closedAt = state === HazardState.CLOSED ? (hazard.closedAt ?? updatedAt) : null;
  return {
    entity: Hazard,
    values: {
      ...{ ...hazard, grade: GRADES[hazard.grade], state, reportedState, submittedAt, closedAt },
      reinspectDueOn: reinspectDueOn({ reportedState, submittedAt, dueOn: hazard.dueOn }),
    },
    observedAt: updatedAt,
  };
}

import { condition, type Condition } from '../../kernel/graphql/condition';
import type { CommitteeStage } from '../../schema/committees/committee-stage';
import { CommitteeState, FindingState, TaskState } from '../../schema/committees/enums';
import type { Finding } from './finding';
import type { Task } from './task';

// What follows from the calendar is not stored: it holds from the first second of the day on, whoever is up or heard.

/** The last step that was reached; PLANNED before the first. `today` is yyyy-MM-dd in the city. */
export const committeeStateOn = (stages: readonly CommitteeStage[], today: string): CommitteeState =>
  stages.findLast(({ on }) => on <= today)?.state ?? CommitteeState.PLANNED;

export const taskStateOn = (
  { reportedState, dueOn }: Pick<Task, 'reportedState' | 'dueOn'>,
  today: string,
): TaskState => (reportedState === TaskState.OPEN && dueOn < today ? TaskState.OVERDUE : reportedState);

export const findingStateOn = (
  { reportedState, dueOn }: Pick<Finding, 'reportedState' | 'dueOn'>,
  today: string,
): FindingState =>
  reportedState !== FindingState.CLOSED && dueOn !== null && dueOn < today
    ? FindingState.OVERDUE
    : reportedState;

/** As `taskStateOn`, for the database. */
export const taskIn = (states: readonly TaskState[], today: string): Condition =>
  condition`case when reported_state = 'OPEN' and due_on < ${today}::date then 'OVERDUE' else reported_state end
    = any(${states}::text[])`;

/** As `findingStateOn`, for the database. */
export const findingIn = (states: readonly FindingState[], today: string): Condition =>
  condition`case when reported_state <> 'CLOSED' and due_on < ${today}::date then 'OVERDUE' else reported_state end
    = any(${states}::text[])`;

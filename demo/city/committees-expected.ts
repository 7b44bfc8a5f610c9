import type * as records from './committee-records';
import type { CommitteesCity } from './committees';
import type { Firm } from './records';

/** The step that a committee has reached on a day. */
export const stateOn = ({ stages }: records.Committee, day: string): records.CommitteeState => {
  const reached = Object.entries(stages).filter(([, on]) => on <= day);
  return (reached.at(-1)?.[0] ?? 'PLANNED') as records.CommitteeState;
};

/** The special committee in charge of a firm on a day: on trial or operating, for its industry; null: none. */
export const committeeOn = (
  { committees }: CommitteesCity,
  { industry }: Pick<Firm, 'industry'>,
  day: string,
): string | null =>
  committees.find(
    (committee) =>
      committee.industries.includes(industry) && ['TRIAL', 'OPERATING'].includes(stateOn(committee, day)),
  )?.id ?? null;

/** The unit that manages a firm's industry on a day. */
export const unitOn = (
  { duties }: CommitteesCity,
  { industry }: Pick<Firm, 'industry'>,
  day: string,
): string | null =>
  duties.find(
    ({ kind, industries, validFrom, validTo }) =>
      kind === 'INDUSTRY' &&
      industries.includes(industry) &&
      validFrom <= day &&
      (validTo === null || validTo >= day),
  )?.unit ?? null;

/** As a task or finding stands on a day: not done or closed, and past its date, is OVERDUE. */
export const standingOn = ({ state, dueOn }: { state: string; dueOn: string }, day: string): string =>
  ['OPEN', 'RECTIFYING'].includes(state) && dueOn < day ? 'OVERDUE' : state;

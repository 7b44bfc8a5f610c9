import { CheckKind, CheckTrigger } from '../../schema/risk/enums';
import type { CheckRecord } from './check-record';

/** Set off by a complaint, an accident or a data signal: outside the cap (DOMAIN §2.5, likely; confirm the local text). */
const OUTSIDE_THE_CAP: readonly CheckTrigger[] = [
  CheckTrigger.COMPLAINT,
  CheckTrigger.ACCIDENT,
  CheckTrigger.DATA_SIGNAL,
];

/** Whether a check counts toward the yearly maximum of enforcement checks on site (Shanxi notice of 2025-04-23). */
export const countsTowardCap = ({
  kind,
  trigger,
  offSite,
}: Pick<CheckRecord, 'kind' | 'trigger' | 'offSite'>): boolean =>
  kind === CheckKind.ADMIN_INSPECTION && !offSite && !OUTSIDE_THE_CAP.includes(trigger);

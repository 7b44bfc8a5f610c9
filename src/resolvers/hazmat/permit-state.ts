import { withdrawal } from '../../entities/hazmat/rules/permit-fault';
import { cityDate } from '../../kernel/clock';

interface RegisteredPermit {
  registeredState: string;
  stateSince: Date | null;
  validTo: string | null;
}

/** VALID, EXPIRED once its last day is over, or how it was withdrawn by now. */
export function permitState(
  { registeredState: state, stateSince, validTo }: RegisteredPermit,
  now: Date,
): string {
  if (withdrawal({ state, stateSince }, now)) return state;
  return validTo !== null && validTo < cityDate(now) ? 'EXPIRED' : 'VALID';
}

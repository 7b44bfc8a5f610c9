import { cityDate } from '../../kernel/clock';
import { LicenceState } from '../../schema/registry/licence-enums';
import type { Licence } from './licence';

const EXPIRING_MS = 60 * 86_400_000;

/** The state at a moment: the issuer's SUSPENDED and REVOKED stand, else it follows from the last day, in city time. */
export function licenceStateAt(
  { state, validTo }: Pick<Licence, 'state' | 'validTo'>,
  at: Date,
): LicenceState {
  if (state !== LicenceState.VALID || validTo === null) return state;
  if (validTo < cityDate(at)) return LicenceState.EXPIRED;
  return validTo <= cityDate(new Date(at.getTime() + EXPIRING_MS))
    ? LicenceState.EXPIRING
    : LicenceState.VALID;
}

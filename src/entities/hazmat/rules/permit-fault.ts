import { cityDate } from '../../../kernel/clock';
import type { Permit } from './trip';

const STATES: Record<string, string> = {
  SUSPENDED: '已暂停 · is suspended',
  REVOKED: '已吊销 · is revoked',
  CANCELLED: '已注销 · is cancelled',
};

/** Why a permit is not in force at a moment, for people; null when it is. It holds until the end of its last day. */
export function permitFault(permit: Permit, at: Date): string | null {
  const { validFrom, validTo } = permit;
  const on = cityDate(at);
  const withdrawn = withdrawal(permit, at);
  if (withdrawn) return withdrawn;
  if (validFrom !== null && on < validFrom) return `${validFrom} 起有效 · is valid from ${validFrom} only`;
  if (validTo === null) return '登记中无有效期 · has no expiry date in the register';
  return on > validTo ? `${validTo} 到期 · expired on ${validTo}` : null;
}

/** How a permit was withdrawn by a moment; null when it was not. */
export function withdrawal(
  { state, stateSince }: Pick<Permit, 'state' | 'stateSince'>,
  at: Date,
): string | null {
  if (state === 'VALID' || (stateSince !== null && at < stateSince)) return null;
  return STATES[state] ?? `状态为 ${state} · is ${state}`;
}

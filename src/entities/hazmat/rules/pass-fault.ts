import { withdrawal } from './permit-fault';
import type { Trip, TripPass } from './trip';

/** Why a pass does not serve this trip: unknown, withdrawn, of another time or vehicle. null: it does, as far as it goes. */
export function passFault({ number, known }: TripPass, { loadAt, endsAt, units }: Trip): string | null {
  const name = `通行证 ${number}`;
  if (!known) return `${name} 不在登记中 · the pass is not in the register`;
  const withdrawn = withdrawal(known, loadAt);
  if (withdrawn) return `${name} ${withdrawn}`;
  if (loadAt < known.validFrom) return `${name} 尚未生效 · the pass is not valid yet`;
  if (endsAt > known.validTo) return `${name} 在行程结束前到期 · the pass runs out before the trip ends`;
  const vehicle = units.find(({ role }) => role === 'vehicle')?.name;
  if (known.vehicle !== null && known.vehicle !== vehicle)
    return `${name} 所载车辆不符 · the pass is for another vehicle`;
  return null;
}

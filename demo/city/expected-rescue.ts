import { cityDay } from './dates';
import type { Capability, Consultation, Rescue, Team } from './rescue-records';

const EARTH_KM = 6371.0088;

/** The distance over the chord, to the metre: another road than the hub's. */
function kmBetween(a: Team['truth'], b: Team['truth']): number {
  const onSphere = ({ lng, lat }: Team['truth']) => {
    const [x, y] = [(lng * Math.PI) / 180, (lat * Math.PI) / 180];
    return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
  };
  const [one, other] = [onSphere(a), onSphere(b)];
  const chord = Math.hypot(...one.map((value, axis) => value - other[axis]!));
  return Math.round(2 * EARTH_KM * Math.asin(chord / 2) * 1_000) / 1_000;
}

/** Who can come, the nearest first: waiting for a call, with somebody on duty. */
export const expectedNearest = (
  { teams }: Rescue,
  { at, capability }: { at: Team['truth']; capability: Capability },
): { team: Team; km: number }[] =>
  teams
    .filter(({ state, onDuty }) => state === 'READY' && onDuty > 0)
    .filter(({ capabilities }) => capabilities.includes(capability))
    .map((team) => ({ team, km: kmBetween(at, team.truth) }))
    .sort((a, b) => a.km - b.km || (a.team.id < b.team.id ? -1 : 1));

/** Numbers of the teams that have to come to a firm on the day of the city. */
export function expectedAgreements({ agreements }: Rescue, uscc: string, at: Date): string[] {
  const today = cityDay(at);
  return agreements
    .filter((one) => one.uscc === uscc && one.validFrom <= today && one.validTo >= today)
    .map(({ team }) => team);
}

/** A firm's consultations, the latest first. */
export const expectedConsultations = ({ consultations }: Rescue, uscc: string): Consultation[] =>
  consultations
    .filter((one) => one.uscc === uscc)
    .sort((a, b) => (a.on !== b.on ? (a.on < b.on ? 1 : -1) : a.id < b.id ? 1 : -1));

import { explosivesOf, isHighlyToxic } from './classes';
import { cubicMetres, figures, kilograms, words } from './figures';
import { defineTripRule, type Finding } from './rule';
import type { Trip, TripUnit } from './trip';

/** Built to a standard of its own, so that no limit of volume or mass applies. */
const EXEMPT: readonly string[] = ['TANK_CONTAINER', 'CONTAINER'];

interface Figures {
  tankM3: number;
  toxicTankM3: number;
  ratedKg: number;
  strongCorrosiveGroups: string[];
}

/** A tank too large for explosives, strong corrosives or highly toxic goods, or a vehicle without one that is rated too high. */
export const tankLimits = defineTripRule({
  id: 'V18',
  parameters: figures({
    tankM3: cubicMetres,
    toxicTankM3: cubicMetres,
    ratedKg: kilograms,
    strongCorrosiveGroups: words,
  }),
  findings(trip, set): Finding[] {
    const kind = kindOf(trip, set);
    const unit = carrierOf(trip);
    if (!kind || kind === 'unsure' || !unit?.known || EXEMPT.includes(unit.known.body ?? '')) return [];
    const { tankVolumeM3, ratedLoadKg } = unit.known;
    if (!isTank(trip, unit)) {
      if (ratedLoadKg === null || ratedLoadKg <= set.ratedKg) return [];
      const figure = `${ratedLoadKg} kg > ${set.ratedKg} kg`;
      return [
        {
          about: 'rated load',
          message: `${unit.name} 非罐式车辆核定载质量超限 ${figure} · without a tank, rated too high for such goods, ${figure}`,
        },
      ];
    }
    const limit = limitOf(kind, set);
    if (tankVolumeM3 == null || tankVolumeM3 <= limit) return [];
    const figure = `${tankVolumeM3} m³ > ${limit} m³`;
    return [
      {
        about: 'tank volume',
        message: `${unit.name} 罐体容积超限 ${figure} · the tank is too large for such goods, ${figure}`,
      },
    ];
  },
  unjudged(trip, set) {
    const kind = kindOf(trip, set);
    const unit = carrierOf(trip);
    if (!kind || !unit?.known || EXEMPT.includes(unit.known.body ?? '')) return null;
    const { tankVolumeM3 } = unit.known;
    if (isTank(trip, unit) && tankVolumeM3 == null)
      return `${unit.name} 登记中没有罐体容积 · the register has no volume of the tank`;
    if (kind !== 'unsure') return null;
    const isSmall = isTank(trip, unit)
      ? tankVolumeM3! <= set.tankM3
      : (unit.known.ratedLoadKg ?? Infinity) <= set.ratedKg;
    return isSmall
      ? null
      : '第8类货物包装类别不明,不知是否强腐蚀性 · the packing group of goods of class 8 is not known, and so whether they are strong corrosives';
  },
});

const carrierOf = ({ units }: Trip): TripUnit | undefined =>
  units.find(({ role }) => role === 'trailer') ?? units[0];

const isTank = ({ tankId }: Trip, { known }: TripUnit): boolean =>
  known!.tankMedia !== null || known!.body === 'TANK' || (known!.body == null && tankId !== null);

const limitOf = (kind: 'toxic' | 'other', { tankM3, toxicTankM3 }: Figures): number =>
  kind === 'toxic' ? toxicTankM3 : tankM3;

/** `unsure`: corrosives that may be strong ones, for all that is known. */
function kindOf(trip: Trip, { strongCorrosiveGroups }: Figures): 'toxic' | 'other' | 'unsure' | null {
  if (isHighlyToxic(trip)) return 'toxic';
  const corrosives = trip.goods.filter((one) => one.class === '8');
  const isStrong = corrosives.some(({ packingGroup }) => strongCorrosiveGroups.includes(packingGroup ?? ''));
  if (explosivesOf(trip).length > 0 || isStrong) return 'other';
  return corrosives.some(({ packingGroup }) => packingGroup == null) ? 'unsure' : null;
}

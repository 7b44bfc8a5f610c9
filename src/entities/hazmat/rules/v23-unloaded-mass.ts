import { TripStage } from '../../../schema/hazmat/enums';
import { figures, share } from './figures';
import { defineTripRule, type Finding } from './rule';
import type { Trip } from './trip';

const ENDED: readonly (TripStage | null)[] = [TripStage.UNLOADED, TripStage.CLOSED];

/** More or less was unloaded than loaded: a loss, or goods that went elsewhere. */
export const unloadedMass = defineTripRule({
  id: 'V23',
  parameters: figures({ tolerance: share }),
  findings(trip, { tolerance }): Finding[] {
    const { unloadedKg, stage } = trip;
    if (unloadedKg == null || stage === TripStage.CANCELLED) return [];
    const loadedKg = loadedOf(trip);
    const difference = Math.abs(unloadedKg - loadedKg);
    // a hair above the limit is what binary fractions make of it
    if (difference <= loadedKg * tolerance * (1 + 1e-9)) return [];
    const percent = ((100 * difference) / loadedKg).toFixed(2);
    return [
      {
        about: 'unloaded',
        message: `卸货 ${unloadedKg} kg 与装货 ${loadedKg} kg 相差 ${percent}% · ${unloadedKg} kg were unloaded, ${loadedKg} kg loaded, ${percent} % apart`,
      },
    ];
  },
  unjudged: ({ unloadedKg, stage }) =>
    unloadedKg == null && ENDED.includes(stage) ? '没有卸货数量 · nobody says how much was unloaded' : null,
});

/** What the loader weighed goes before what the waybill says. */
const loadedOf = ({ goods, loading }: Trip): number =>
  loading?.seen.massKg ?? goods.reduce((sum, one) => sum + one.massKg, 0);

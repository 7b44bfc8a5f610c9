import type { PlannedFirm } from './firms';
import { MINE_PLACES, PLANT_PLACES, PROBES, type PlacePlan } from './probes';
import { createRandom, type Random } from './random';
import type { MeasuringPoint, Site } from './records';

/** Every working or standing mine, and the plants that are tied to the monitoring platform: about 1,200 points. */
export function generatePoints(options: {
  seed: number;
  firms: PlannedFirm[];
  sites: Site[];
}): MeasuringPoint[] {
  const random = createRandom(`${options.seed}/points`);
  const points: MeasuringPoint[] = [];
  for (const site of options.sites) {
    const firm = options.firms.find(({ uscc }) => uscc === site.uscc)!;
    const washing = firm.industry === 'COAL_MINE' && site.name.endsWith('选煤厂');
    const places = washing ? [] : placesOf(firm);
    for (const place of places)
      for (const kind of place.probes)
        points.push(createPoint({ random, site, place, kind, number: points.length + 1 }));
  }
  return points;
}

function placesOf(firm: PlannedFirm): PlacePlan[] {
  if (firm.industry === 'COAL_MINE') return MINE_PLACES;
  const places = PLANT_PLACES[firm.industry] ?? [];
  return firm.industry === 'HAZMAT' || firm.industry === 'COKING' ? places : places.slice(0, 2);
}

function createPoint(options: {
  random: Random;
  site: Site;
  place: PlacePlan;
  kind: string;
  number: number;
}): MeasuringPoint {
  const { random, site, place, kind, number } = options;
  const probe = PROBES[kind]!;
  const [low, high] = probe.around;
  return {
    point: `P${String(number).padStart(5, '0')}`,
    code: `${place.code}-${probe.quantity}-${String(number % 100).padStart(2, '0')}`,
    site: site.id,
    uscc: site.uscc,
    place: place.name,
    quantity: probe.quantity,
    unit: probe.unit,
    range: probe.range,
    intervalSeconds: probe.intervalSeconds,
    limits: probe.limits,
    motion: {
      base: random.float(low, high, 3),
      swing: probe.swing,
      decimals: probe.decimals,
      ...(probe.text && { text: probe.text }),
    },
  };
}

import type { PlannedFirm } from './firms';
import type { CityPlan } from './plan';
import { MINE_PLACES, PLANT_PLACES, PROBES, type PlacePlan } from './probes';
import { createRandom, type Random } from './random';
import type { MeasuringPoint, Site } from './records';

/** Of every working or standing mine, and of the plants that are tied to the monitoring platform. */
export function generatePoints(options: {
  seed: number;
  plan: CityPlan;
  firms: PlannedFirm[];
  sites: Site[];
}): MeasuringPoint[] {
  const random = createRandom(`${options.seed}/points`);
  const points: MeasuringPoint[] = [];
  for (const site of options.sites) {
    const firm = options.firms.find(({ uscc }) => uscc === site.uscc)!;
    const washing = firm.industry === 'COAL_MINE' && site.name.endsWith('选煤厂');
    for (const { place, kind } of washing ? [] : probesOf(firm, options.plan))
      points.push(createPoint({ random, site, place, kind, number: points.length + 1 }));
  }
  warmTank(points, options.firms);
  return points;
}

/**
 * At every moment one alarm of level 2 is open: a tank of the first chemical plant is a little too warm. The plant is
 * red at rest, so that an alarm open for long (R04) does not move its level.
 */
function warmTank(points: MeasuringPoint[], firms: PlannedFirm[]): void {
  const plant = firms.find(({ industry, worst }) => industry === 'HAZMAT' && worst === 'RED_MAJOR');
  const tank = points.find(({ uscc, quantity }) => uscc === plant?.uscc && quantity === 'TEMPERATURE');
  if (tank) tank.motion = { ...tank.motion, base: 53, swing: 1.5 };
}

/** The probes of a firm's places; where the plan wants more of them, the same places again under further numbers. */
function probesOf(firm: PlannedFirm, { pointsPerFirm }: CityPlan): { place: PlacePlan; kind: string }[] {
  const once = placesOf(firm).flatMap((place) => place.probes.map((kind) => ({ place, kind })));
  if (pointsPerFirm === null || once.length === 0) return once;
  return Array.from({ length: pointsPerFirm }, (_, index) => {
    const { place, kind } = once[index % once.length]!;
    const round = Math.floor(index / once.length) + 1;
    if (round === 1) return { place, kind };
    return { place: { ...place, name: `${place.name}(${round})`, code: `${place.code}${round}` }, kind };
  });
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

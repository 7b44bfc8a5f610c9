import gcoord from 'gcoord';
import { cityDay } from './dates';
import { DEPOT_PLANS, MATERIALS, type DepotGroup, type MaterialPlan } from './depots-plan';
import type { Depot, StockLine, Supplies } from './depots-records';
import type { PlannedFirm } from './firms';
import { depotId } from './ids';
import type { CityPlan } from './plan';
import { createRandom, type Random } from './random';
import type { Site } from './records';
import type { Reference } from './reference';

interface Parts {
  seed: number;
  at: Date;
  plan: CityPlan;
  reference: Reference;
  firms: PlannedFirm[];
  sites: Site[];
}

/** Depots of all four reserve modes and what they hold: most of it in order, some of it wrong in each of the four ways. */
export function generateSupplies(parts: Parts): Supplies {
  const groups = DEPOT_PLANS[parts.plan.key];
  const held = groups.flatMap((group) => basesOf(group, parts).map((base) => ({ group, base })));
  const depots = held.map(({ group, base }, index) =>
    createDepot({ group, base, number: index + 1, ...parts }),
  );
  return {
    depots,
    materials: MATERIALS.map(({ usual, ...material }) => material),
    stockLines: generateLines(
      parts,
      held.map(({ group }, index) => [depots[index]!, group]),
    ),
  };
}

interface Base {
  place: string;
  division: string;
  keeper: string | null;
  truth: { lng: number; lat: number } | null;
}

function basesOf({ where }: DepotGroup, { reference, firms, sites }: Parts): Base[] {
  if ('firmsOf' in where)
    return firms
      .filter(({ industry, ordinal }) => industry === where.firmsOf && ordinal <= where.count)
      .map(({ uscc, name, division }) => {
        const { truth } = sites.find((site) => site.uscc === uscc)!;
        return { place: name, division, keeper: uscc, truth };
      });
  return where.townships.map((code) => {
    const { name } = reference.divisions2023.find((division) => division.code === code)!;
    return { place: name, division: code, keeper: null, truth: null };
  });
}

/** Every seventh still carries the shifted coordinates of a web map. */
const SHIFTED_EVERY = 7;

function createDepot(options: {
  group: DepotGroup;
  base: Base;
  number: number;
  seed: number;
  plan: CityPlan;
}): Depot {
  const { group, base, number, seed, plan } = options;
  const random = createRandom(`${seed}/depots/${number}`);
  const [lng, lat] = plan.middleOf(base.division.slice(0, 9));
  const truth = base.truth ?? {
    lng: random.float(lng - 0.01, lng + 0.01, 6),
    lat: random.float(lat - 0.01, lat + 0.01, 6),
  };
  const crs = number % SHIFTED_EVERY === 0 ? 'GCJ02' : 'CGCS2000';
  return {
    id: depotId(plan.key, number),
    name: group.name(base.place),
    division: base.division,
    crs,
    ...(crs === 'GCJ02' ? shifted(truth) : truth),
    truth,
    keeper: base.keeper,
    mode: group.mode,
    openAllHours: group.openAllHours,
  };
}

function shifted({ lng, lat }: Depot['truth']): Depot['truth'] {
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02) as [number, number];
  return { lng: Number(x.toFixed(6)), lat: Number(y.toFixed(6)) };
}

/** What runs out is held in two batches, so that one is good while the other is used up. */
function generateLines({ seed, at, plan }: Parts, held: [Depot, DepotGroup][]): StockLine[] {
  const random = createRandom(`${seed}/stock`);
  const lines: StockLine[] = [];
  for (const [depot, { categories }] of held)
    for (const material of MATERIALS.filter(({ category }) => categories.includes(category)))
      for (let batch = 0; batch < (material.shelfLifeMonths ? 2 : 1); batch++) {
        const number = lines.length + 1;
        const line = createLine(random, { material, at });
        const id = `${plan.key}-K${String(number).padStart(4, '0')}`;
        lines.push({
          id,
          depot: depot.id,
          material: material.code,
          ...line,
          ...fault(number, line, { material, at }),
        });
      }
  return lines;
}

type Amounts = Omit<StockLine, 'id' | 'depot' | 'material'>;

function createLine(random: Random, { material, at }: { material: MaterialPlan; at: Date }): Amounts {
  const qty = random.int(...material.usual);
  const reserved = random.chance(0.15) ? Math.floor(qty * 0.2) : 0;
  const days = material.shelfLifeMonths && random.int(75, material.shelfLifeMonths * 30);
  return {
    qty,
    reserved,
    minQty: Math.floor(qty * 0.6),
    expiresOn: days === null ? null : cityDay(at, days),
    countedOn: cityDay(at, -random.int(1, 30)),
  };
}

/** One line in so many is wrong, each kind by numbers of its own; a few fall together. */
function fault(
  number: number,
  { qty }: Amounts,
  { material, at }: { material: MaterialPlan; at: Date },
): Partial<Amounts> {
  const runsOut = material.shelfLifeMonths !== null;
  return {
    ...(number % 17 === 3 && { reserved: Math.ceil(qty * 0.5) }),
    ...(number % 19 === 5 && runsOut && { expiresOn: cityDay(at, number % 61) }),
    ...(number % 23 === 7 && runsOut && { expiresOn: cityDay(at, -1 - (number % 40)) }),
    ...(number % 29 === 11 && { countedOn: number % 2 ? cityDay(at, -46 - (number % 30)) : null }),
  };
}

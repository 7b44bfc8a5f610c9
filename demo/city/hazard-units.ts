import { expectedGrading } from './expected-grading';
import type { PlannedFirm } from './firms';
import { createRandom, type Random } from './random';
import type { Chemical, HazardUnit, Industry, Site } from './records';
import type { Reference } from './reference';

interface Mix {
  kind: HazardUnit['kind'];
  chemicals: Chemical[];
}

const chemical = (name: string, cas: string, symbol: string, tonnes: number): Chemical => ({
  name,
  cas,
  symbol,
  tonnes,
});

/** What a trade keeps, in the proportions that it keeps it. Flammables of table 1 carry their category for beta. */
const MIXES: Partial<Record<Industry, Mix[]>> = {
  COKING: [
    { kind: 'STORAGE', chemicals: [chemical('煤气', '630-08-0', '', 20)] },
    { kind: 'STORAGE', chemicals: [chemical('苯', '71-43-2', 'W5.3', 60), chemical('粗苯', '', 'W5.3', 80)] },
    {
      kind: 'PRODUCTION',
      chemicals: [chemical('氨', '7664-41-7', '', 12), chemical('硫化氢', '7783-06-4', '', 2)],
    },
  ],
  HAZMAT: [
    { kind: 'STORAGE', chemicals: [chemical('氯', '7782-50-5', '', 10)] },
    {
      kind: 'STORAGE',
      chemicals: [chemical('甲醇', '67-56-1', 'W5.3', 900), chemical('甲苯', '108-88-3', 'W5.3', 200)],
    },
    {
      kind: 'PRODUCTION',
      chemicals: [chemical('环氧乙烷', '75-21-8', '', 8), chemical('氯化氢', '7647-01-0', '', 9)],
    },
    { kind: 'STORAGE', chemicals: [chemical('示例过氧化物', '', 'W7.2', 40)] },
  ],
  TOWN_GAS: [
    { kind: 'STORAGE', chemicals: [chemical('天然气', '8006-14-2', 'W2', 90)] },
    { kind: 'STORAGE', chemicals: [chemical('液化石油气', '68476-85-7', 'W2', 70)] },
  ],
  METALLURGY: [{ kind: 'STORAGE', chemicals: [chemical('煤气', '630-08-0', '', 25)] }],
  FIREWORKS: [{ kind: 'STORAGE', chemicals: [chemical('示例烟花爆竹', '', 'W1.2', 12)] }],
  AGRICULTURE: [{ kind: 'STORAGE', chemicals: [chemical('氨', '7664-41-7', '', 11)] }],
};

/** R in the middle of each level, dealt out in this order. */
const TARGETS = [130, 5, 24, 7, 68, 4, 18, 6, 30, 5, 4, 8, 61, 12, 5, 6, 15, 4];

/** About 35 units: each level of GB 18218 occurs, one unit lacks a coefficient, one lies below S = 1. */
export function generateHazardUnits(options: {
  seed: number;
  firms: PlannedFirm[];
  sites: Site[];
  reference: Reference;
}): HazardUnit[] {
  const random = createRandom(`${options.seed}/hazard-units`);
  const units: HazardUnit[] = [];
  for (const firm of options.firms) {
    const mixes = MIXES[firm.industry] ?? [];
    const mix = mixes[firm.ordinal % Math.max(1, mixes.length)];
    if (!mix || (firm.industry === 'METALLURGY' && firm.ordinal > 4)) continue;
    const count = firm.ordinal === 2 && mixes.length > 1 ? 2 : 1;
    for (let extra = 0; extra < count; extra++) {
      const site = options.sites.find(({ uscc }) => uscc === firm.uscc)!;
      const chosen = mixes[(firm.ordinal + extra) % mixes.length]!;
      units.push(
        createUnit({ random, chosen, site, number: units.length + 1, reference: options.reference }),
      );
    }
  }
  return [...units, ...oddUnits(options, units.length)];
}

function createUnit(options: {
  random: Random;
  chosen: Mix;
  site: Site;
  number: number;
  reference: Reference;
}): HazardUnit {
  const { random, chosen, site, number, reference } = options;
  const exposedPersons = random.pick([0, 12, 25, 36, 48, 60, 85, 120]);
  const plain = expectedGrading({ chemicals: chosen.chemicals, exposedPersons }, reference);
  const target = TARGETS[(number - 1) % TARGETS.length]!;
  const scale = Math.max(target / plain.r!, 1.2 / plain.s);
  const chemicals = chosen.chemicals.map((one) => ({
    ...one,
    tonnes: Number((one.tonnes * scale).toFixed(1)),
  }));
  return { id: unitId(number), site: site.id, uscc: site.uscc, kind: chosen.kind, exposedPersons, chemicals };
}

/** Methanol without its category has no beta; three tonnes of ammonia are no major hazard. */
function oddUnits({ firms, sites }: { firms: PlannedFirm[]; sites: Site[] }, before: number): HazardUnit[] {
  const hazmat = firms.filter(({ industry }) => industry === 'HAZMAT').slice(-2);
  const declared = [chemical('甲醇', '67-56-1', '', 1200), chemical('氨', '7664-41-7', '', 3)];
  return hazmat.map((firm, index) => ({
    id: unitId(before + index + 1),
    site: sites.find(({ uscc }) => uscc === firm.uscc)!.id,
    uscc: firm.uscc,
    kind: 'STORAGE',
    exposedPersons: 20,
    chemicals: [declared[index]!],
  }));
}

const unitId = (number: number): string => `H${String(number).padStart(3, '0')}`;

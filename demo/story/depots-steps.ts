import { expectedAlerts } from '../city/depots-expected';
import type { City } from '../city/generate-city';
import type { Step } from './story';

/** What a spill or a fire needs first. */
const WANTED = /泡沫|吸附/;

/** A depot of the city gives out foam or absorbent until it is below its minimum, and is filled up again. */
export function depotSteps(city: City, { startedAt, cycle }: { startedAt: Date; cycle: number }): Step[] {
  const { depots, materials, stockLines } = city.supplies;
  const materialOf = new Map(materials.map((material) => [material.code, material]));
  const own = new Map(depots.filter(({ mode }) => mode === 'PHYSICAL').map((depot) => [depot.id, depot]));
  const lines = stockLines.filter(
    (line) =>
      own.has(line.depot) &&
      WANTED.test(materialOf.get(line.material)!.name) &&
      expectedAlerts(line, city.at).length === 0,
  );
  const line = lines[(Math.floor(startedAt.getTime() / 1_000) + cycle) % lines.length];
  if (!line) return [];
  const { id, qty, reserved, minQty } = line;
  const what = `${own.get(line.depot)!.name}${materialOf.get(line.material)!.name}`;
  const set = (values: object) => [{ set: { stream: 'stock-lines', key: id, values: { ...values } } }];
  return [
    {
      at: 300,
      told: `${what}低于最低储备 · stock falls below its minimum (${id})`,
      commands: set({ qty: reserved + Math.floor(minQty / 2) }),
    },
    {
      at: 840,
      told: `${what}已补齐 · it is filled up again (${id})`,
      commands: set({ qty }),
    },
  ];
}

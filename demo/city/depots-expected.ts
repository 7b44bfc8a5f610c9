import { cityDay } from './dates';
import type { Depot, Material, StockAlert, StockLine, Supplies } from './depots-records';

const DAY_MS = 86_400_000;
const EARTH_KM = 6371.0088;

/** What is wrong with a line on the day of the city, the worst first; counted in days, which is not how the hub does it. */
export function expectedAlerts(line: StockLine, at: Date): StockAlert[] {
  const today = Date.parse(cityDay(at));
  const daysUntil = (date: string) => (Date.parse(date) - today) / DAY_MS;
  const left = line.expiresOn === null || line.qty === 0 ? Infinity : daysUntil(line.expiresOn);
  const uncounted = line.countedOn === null ? Infinity : -daysUntil(line.countedOn);
  const holds: [StockAlert, boolean][] = [
    ['EXPIRED', left < 0],
    ['LOW', line.qty - line.reserved < line.minQty],
    ['EXPIRING', left >= 0 && left <= 60],
    ['UNCOUNTED', uncounted > 45],
  ];
  return holds.flatMap(([alert, is]) => (is ? [alert] : []));
}

/** The usable lines of materials, the nearest first. */
export function expectedStock(
  { depots, materials, stockLines }: Supplies,
  { is, near, at }: { is(material: Material): boolean; near: Depot['truth']; at: Date },
): { line: StockLine; depot: Depot; km: number; available: number }[] {
  const codes = new Set(materials.filter(is).map(({ code }) => code));
  return stockLines
    .filter(({ material }) => codes.has(material))
    .filter((line) => !expectedAlerts(line, at).includes('EXPIRED') && line.qty > line.reserved)
    .map((line) => {
      const depot = depots.find(({ id }) => id === line.depot)!;
      return { line, depot, km: kmBetween(near, depot.truth), available: line.qty - line.reserved };
    })
    .sort((a, b) => a.km - b.km || (a.line.id < b.line.id ? -1 : 1));
}

/** By the law of cosines, to the metre: another road than the hub's. */
function kmBetween(a: Depot['truth'], b: Depot['truth']): number {
  const [one, other, turn] = [a.lat, b.lat, b.lng - a.lng].map((angle) => (angle * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  const cosine = Math.sin(one) * Math.sin(other) + Math.cos(one) * Math.cos(other) * Math.cos(turn);
  return Math.round(EARTH_KM * Math.acos(Math.min(1, cosine)) * 1_000) / 1_000;
}

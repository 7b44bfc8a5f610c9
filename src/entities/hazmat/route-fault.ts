import { coordinateFault } from '../../kernel/geo/coordinates';
import { linesOf } from './rules/route';

/** Why a GeoJSON geometry is no route: no line, or a place of it lies outside the country; null when it is one. */
export function routeFault(geometry: object): string | null {
  const lines = linesOf(geometry);
  if (!lines) return 'must be a GeoJSON LineString or MultiLineString';
  const faults = lines
    .flat()
    .map(([lng, lat]) => coordinateFault('lng', lng!) ?? coordinateFault('lat', lat!));
  return faults.find((fault) => fault !== null) ?? null;
}

import { coordinateFault } from '../../kernel/geo/coordinates';
import { ringsOf } from './rules/area';
import { linesOf } from './rules/route';

/** Why a GeoJSON geometry is no route: no line, or a place of it lies outside the country; null when it is one. */
export function routeFault(geometry: object): string | null {
  const lines = linesOf(geometry);
  if (!lines) return 'must be a GeoJSON LineString or MultiLineString';
  return placesFault(lines.flat());
}

/** Why a GeoJSON geometry is no area: no polygon with closed rings, or a place of it lies outside the country; null when it is one. */
export function areaFault(geometry: object): string | null {
  const rings = ringsOf(geometry);
  return rings
    ? placesFault(rings.flat())
    : 'must be a GeoJSON Polygon or MultiPolygon whose rings are closed';
}

const placesFault = (places: readonly (readonly number[])[]): string | null =>
  places
    .map(([lng, lat]) => coordinateFault('lng', lng!) ?? coordinateFault('lat', lat!))
    .find((fault) => fault !== null) ?? null;

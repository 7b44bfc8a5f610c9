import gcoord from 'gcoord';

/** Coordinate reference systems that sources use; the hub stores CGCS2000 (equal to WGS84 at this accuracy). */
export enum Crs {
  CGCS2000 = 'CGCS2000',
  WGS84 = 'WGS84',
  GCJ02 = 'GCJ02',
}

/** Degrees, in CGCS2000 unless a `crs` stands beside it. */
export interface Position {
  lng: number;
  lat: number;
}

/** A position as a source or a client gives it. */
export type RawPosition = Position & { crs: Crs };

/** CGCS2000 equals WGS84 at this accuracy (DOMAIN §4). */
const systems = { CGCS2000: gcoord.WGS84, WGS84: gcoord.WGS84, GCJ02: gcoord.GCJ02 };

/** The position in CGCS2000. */
export function toCgcs2000({ lng, lat, crs }: RawPosition): [lng: number, lat: number] {
  return crs === Crs.GCJ02 ? rounded(gcoord.transform([lng, lat], systems[crs], gcoord.WGS84)) : [lng, lat];
}

/** The position for web maps of China, shifted: [lng, lat]. */
export function toGcj02({ lng, lat, crs }: RawPosition): [lng: number, lat: number] {
  return crs === Crs.GCJ02 ? [lng, lat] : rounded(gcoord.transform([lng, lat], systems[crs], gcoord.GCJ02));
}

/** A GeoJSON geometry in CGCS2000; the one given is left as it is. */
export function geometryToCgcs2000<Geometry extends object>(geometry: Geometry, crs: Crs): Geometry {
  if (crs !== Crs.GCJ02) return geometry;
  return gcoord.transform(structuredClone(geometry) as never, systems[crs], gcoord.WGS84) as Geometry;
}

/** Around the whole country, in degrees: what lies outside is a swapped pair or another unit. */
const COUNTRY = { lng: [73, 136], lat: [3, 54] } as const;

/** Why the value cannot be a longitude or latitude of this country; null when it can. */
export function coordinateFault(axis: 'lng' | 'lat', value: number): string | null {
  const [from, to] = COUNTRY[axis];
  if (value >= from && value <= to) return null; // NaN is neither
  return `must be between ${from} and ${to} degrees ${axis === 'lng' ? 'east' : 'north'}`;
}

/** 1e-7 degrees are a centimetre. */
function rounded([lng, lat]: number[]): [lng: number, lat: number] {
  return [Math.round(lng! * 1e7) / 1e7, Math.round(lat! * 1e7) / 1e7];
}

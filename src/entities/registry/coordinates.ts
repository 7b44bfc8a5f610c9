import gcoord from 'gcoord';
import { Crs } from '../../schema/registry/enums';
import type { GeoPoint } from '../../schema/registry/geo-point';

/** CGCS2000 equals WGS84 at this accuracy (DOMAIN §4). */
const systems = { CGCS2000: gcoord.WGS84, WGS84: gcoord.WGS84, GCJ02: gcoord.GCJ02 };

/** The position in CGCS2000. */
export function toCgcs2000({ lng, lat, crs }: GeoPoint): [lng: number, lat: number] {
  return crs === Crs.GCJ02 ? rounded(gcoord.transform([lng, lat], systems[crs], gcoord.WGS84)) : [lng, lat];
}

/** The position for web maps of China, shifted: [lng, lat]. */
export function toGcj02({ lng, lat, crs }: GeoPoint): [lng: number, lat: number] {
  return crs === Crs.GCJ02 ? [lng, lat] : rounded(gcoord.transform([lng, lat], systems[crs], gcoord.GCJ02));
}

/** A GeoJSON geometry in CGCS2000; the one given is left as it is. */
export function geometryToCgcs2000<Geometry extends object>(geometry: Geometry, crs: Crs): Geometry {
  if (crs !== Crs.GCJ02) return geometry;
  return gcoord.transform(structuredClone(geometry) as never, systems[crs], gcoord.WGS84) as Geometry;
}

/** 1e-7 degrees are a centimetre. */
function rounded([lng, lat]: number[]): [lng: number, lat: number] {
  return [Math.round(lng! * 1e7) / 1e7, Math.round(lat! * 1e7) / 1e7];
}

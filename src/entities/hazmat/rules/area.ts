type Point = readonly number[];

/** The rings of a GeoJSON Polygon or MultiPolygon; null for anything else, and for a ring that is not closed. */
export function ringsOf(geometry: object): Point[][] | null {
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon') return null;
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as unknown;
  if (!Array.isArray(polygons) || polygons.length === 0 || !polygons.every(Array.isArray)) return null;
  const rings = (polygons as unknown[][]).flat();
  return rings.length > 0 && rings.every(isRing) ? rings : null;
}

const isRing = (ring: unknown): ring is Point[] =>
  Array.isArray(ring) &&
  ring.length >= 4 &&
  ring.every((place) => Array.isArray(place) && [place[0], place[1]].every(Number.isFinite)) &&
  [0, 1].every((axis) => ring[0][axis] === ring.at(-1)[axis]);

interface Shape {
  rings: Point[][];
  box: { west: number; east: number; south: number; north: number };
}

const shapes = new WeakMap<object, Shape>();

function shapeOf(geometry: object): Shape {
  const known = shapes.get(geometry);
  if (known) return known;
  const rings = ringsOf(geometry) ?? [];
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const [lng, lat] of rings.flat()) {
    box.west = Math.min(box.west, lng!);
    box.east = Math.max(box.east, lng!);
    box.south = Math.min(box.south, lat!);
    box.north = Math.max(box.north, lat!);
  }
  const shape = { rings, box };
  shapes.set(geometry, shape);
  return shape;
}

/** Whether a place lies inside an area, or on its edge by the even–odd rule; holes count as outside. */
export function contains(area: object, [lng, lat]: Point): boolean {
  const { rings, box } = shapeOf(area);
  if (lng! < box.west || lng! > box.east || lat! < box.south || lat! > box.north) return false;
  let inside = false;
  for (const ring of rings)
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1] as [number, number];
      const [x2, y2] = ring[i] as [number, number];
      if (y1 > lat! !== y2 > lat! && lng! < ((x2 - x1) * (lat! - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  return inside;
}

/** Whether the straight way between two places touches an area. */
export function touches(area: object, a: Point, b: Point): boolean {
  const { rings, box } = shapeOf(area);
  if (Math.max(a[0]!, b[0]!) < box.west || Math.min(a[0]!, b[0]!) > box.east) return false;
  if (Math.max(a[1]!, b[1]!) < box.south || Math.min(a[1]!, b[1]!) > box.north) return false;
  if (contains(area, a) || contains(area, b)) return true;
  return rings.some((ring) => ring.slice(1).some((end, at) => meet([a, b], [ring[at]!, end])));
}

function meet([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0]! - p[0]!) * (r[1]! - p[1]!) - (q[1]! - p[1]!) * (r[0]! - p[0]!));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

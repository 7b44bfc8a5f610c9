import 'reflect-metadata';
import fc from 'fast-check';
import type { Sql } from '../src/kernel/database/sql';
import { Crs, toCgcs2000, type Position } from '../src/kernel/geo/coordinates';
import { boxAround, EARTH_KM, haversineKm, nearest } from '../src/kernel/geo/nearest';
import { condition } from '../src/kernel/graphql/condition';
import { positionOf } from '../src/kernel/graphql/point.input';
import { openTestDatabase } from './support/database';
import { asOwner } from './support/server';

const ROWS = 50_000;
const COLOURS = ['red', 'blue', 'rare'];

interface Place extends Position {
  id: number;
  colour: string;
}

/** Most in one county, some all over the country, and one in ten exactly where another lies. */
function places(): Place[] {
  const random = mulberry(20260807);
  const found: Place[] = [];
  for (let id = 0; id < ROWS; id++) {
    const twin = id % 10 === 0 && id > 0 ? found[Math.floor(random() * id)]! : null;
    const wide = random() < 0.2;
    const lng = twin?.lng ?? (wide ? 73 + random() * 63 : 111.7 + random() * 0.8);
    const lat = twin?.lat ?? (wide ? 3 + random() * 51 : 36.8 + random() * 0.6);
    const colour = random() < 0.0002 ? 'rare' : random() < 0.5 ? 'red' : 'blue';
    found.push({ id, lng, lat, colour });
  }
  return found;
}

function mulberry(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const all = places();
const spheres = all.map(onUnitSphere);
let opened: Awaited<ReturnType<typeof openTestDatabase>>;

beforeAll(async () => {
  opened = await openTestDatabase();
  const { pathname } = new URL(opened.settings.databaseUrl!);
  await asOwner(
    pathname.slice(1),
    `create table hub.place (id int primary key, lng float8 not null, lat float8 not null, colour text not null);
     create index on hub.place (lat, lng)`,
  );
  const column = <Key extends keyof Place>(key: Key) => all.map((place) => place[key]);
  await opened.database.query(
    'insert into hub.place select * from unnest($1::int[], $2::float8[], $3::float8[], $4::text[])',
    [column('id'), column('lng'), column('lat'), column('colour')],
  );
  await asOwner(pathname.slice(1), 'analyze hub.place');
});
afterAll(() => opened.close());

const ask = (at: Position, limit: number, { colour, sql = opened.database }: Asked = {}) =>
  nearest<{ id: number }>(
    sql,
    {
      ...{ select: 't.id', from: 'hub.place t', lng: 't.lng', lat: 't.lat', key: 't.id' },
      where: colour === undefined ? [] : [condition`t.colour = ${colour}`],
    },
    { at, limit },
  );

interface Asked {
  colour?: string;
  sql?: Sql;
}

/** What it has to find: every distance, by a formula of its own (over the chord), sorted. */
function model(at: Position, limit: number, colour?: string) {
  const [x, y, z] = onUnitSphere(at);
  return all
    .filter((place) => colour === undefined || place.colour === colour)
    .map((place) => {
      const [a, b, c] = spheres[place.id]!;
      const chord = Math.hypot(x - a, y - b, z - c);
      return { id: place.id, km: Math.round(2 * EARTH_KM * Math.asin(Math.min(1, chord / 2)) * 1000) / 1000 };
    })
    .sort((a, b) => a.km - b.km || a.id - b.id)
    .slice(0, limit);
}

function onUnitSphere({ lng, lat }: Position): [number, number, number] {
  const [east, north] = [(lng * Math.PI) / 180, (lat * Math.PI) / 180];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}

const anywhere = fc.oneof(
  fc.record({
    lng: fc.double({ min: 111.6, max: 112.6, noNaN: true }),
    lat: fc.double({ min: 36.7, max: 37.5, noNaN: true }),
  }),
  fc.record({
    lng: fc.double({ min: 73, max: 136, noNaN: true }),
    lat: fc.double({ min: 3, max: 54, noNaN: true }),
  }),
  fc.nat(ROWS - 1).map((id) => ({ lng: all[id]!.lng, lat: all[id]!.lat })),
);

test('finds what a look at every row finds, in the same order, at 50,000 rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      anywhere,
      fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(100, 500)),
      fc.option(fc.constantFrom(...COLOURS, 'no such'), { nil: undefined }),
      async (at, limit, colour) => {
        expect(await ask(at, limit, { colour })).toEqual(model(at, limit, colour));
      },
    ),
    { numRuns: 50 },
  );
});

test('a box that holds enough rows does not hide a nearer one beyond its edge', async () => {
  const at = { lng: 90, lat: 30 };
  const corner = boxAround(at, 4.9)!;
  const planted = [
    { id: ROWS + 1, lng: corner.east, lat: corner.north, colour: 'corner' },
    { id: ROWS + 2, lng: 90, lat: boxAround(at, 6)!.north, colour: 'corner' },
  ];
  for (const { id, lng, lat, colour } of planted)
    await opened.database.query('insert into hub.place values ($1, $2, $3, $4)', [id, lng, lat, colour]);
  const [found] = await ask(at, 1, { colour: 'corner' });
  expect(found).toEqual({ id: ROWS + 2, km: 6 });
  await opened.database.query('delete from hub.place where id > $1', [ROWS]);
});

test('the box holds its circle, also where that is widest, nearer to the pole', () => {
  fc.assert(
    fc.property(
      anywhere,
      fc.integer({ min: 1, max: 1500 }),
      fc.option(fc.integer({ min: 0, max: 359 }), { nil: 'widest' as const }),
      (at, km, bearing) => {
        const widest = () => Math.acos(Math.tan((at.lat * Math.PI) / 180) * Math.tan(km / EARTH_KM));
        const course = bearing === 'widest' ? widest() : (bearing * Math.PI) / 180;
        const edge = destination(at, km * 0.99999999, course);
        const box = boxAround(at, km)!;
        expect(edge.lng).toBeGreaterThanOrEqual(box.west);
        expect(edge.lng).toBeLessThanOrEqual(box.east);
        expect(edge.lat).toBeGreaterThanOrEqual(box.south);
        expect(edge.lat).toBeLessThanOrEqual(box.north);
      },
    ),
  );
});

/** Where one comes to, going straight. */
function destination({ lng, lat }: Position, km: number, course: number): Position {
  const [angle, north] = [km / EARTH_KM, (lat * Math.PI) / 180];
  const sin = Math.sin(north) * Math.cos(angle) + Math.cos(north) * Math.sin(angle) * Math.cos(course);
  const dLng = Math.atan2(
    Math.sin(course) * Math.sin(angle) * Math.cos(north),
    Math.cos(angle) - Math.sin(north) * sin,
  );
  return { lng: lng + (dLng * 180) / Math.PI, lat: (Math.asin(sin) * 180) / Math.PI };
}

test('a pole within reach has no box', () => {
  expect(boxAround({ lng: 100, lat: 89 }, 120)).toBeNull();
});

test('looks through an index, and takes few statements however far it has to look', async () => {
  const texts: [string, unknown[]][] = [];
  const sql: Sql = {
    query: (text, params = []) => {
      texts.push([text, [...params]]);
      return opened.database.query(text, params);
    },
  };
  await ask({ lng: 111.91, lat: 37.03 }, 5, { sql });
  expect(texts).toHaveLength(1);
  const [text, params] = texts[0]!;
  const plan = await opened.database.query<Record<string, string>>(`explain ${text}`, params);
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toMatch(
    /Index (Only )?(Scan|Cond)|Bitmap Index Scan/,
  );
  texts.length = 0;
  expect(await ask({ lng: 111.91, lat: 37.03 }, 5, { sql, colour: 'no such' })).toEqual([]);
  expect(texts.length).toBeLessThanOrEqual(7);
});

test('Taiyuan to Jiexiu is the distance of a map', () => {
  expect(haversineKm({ lng: 112.55, lat: 37.87 }, { lng: 111.92, lat: 37.03 })).toBeCloseTo(108.7, 0);
});

describe('a place in an argument', () => {
  test('is taken in each system and turned into CGCS2000', () => {
    const [lng, lat] = toCgcs2000({ lng: 111.92, lat: 37.03, crs: Crs.GCJ02 });
    expect(positionOf('at', { lng: 111.92, lat: 37.03, crs: 'GCJ02' })).toEqual({ lng, lat });
    expect(haversineKm({ lng, lat }, { lng: 111.92, lat: 37.03 })).toBeGreaterThan(0.4);
    for (const crs of ['CGCS2000', 'WGS84', null, undefined])
      expect(positionOf('at', { lng: 111.92, lat: 37.03, crs })).toEqual({ lng: 111.92, lat: 37.03 });
  });

  test.each([
    [{ lng: 37.03, lat: 111.92 }, 'at.lng'],
    [{ lng: 111.92, lat: 91 }, 'at.lat'],
    [{ lng: Number.NaN, lat: 37 }, 'at.lng'],
    [{ lng: 111.92, lat: Number.POSITIVE_INFINITY }, 'at.lat'],
    [{ lng: 111.92, lat: 37.03, crs: 'BD09' }, 'at.crs'],
    [{ lng: 111.92, lat: 37.03, crs: 'toString' }, 'at.crs'],
  ])('%o is refused, naming %s', (point, argument) => {
    expect(() => positionOf('at', point)).toThrow(
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', argument } }),
    );
  });
});

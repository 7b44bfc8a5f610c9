import fc from 'fast-check';
import { judge, type FoundViolation } from '../src/entities/hazmat/rules/judge';
import { readTripRuleSets } from '../src/entities/hazmat/rules/rule-set-document';
import { travel } from '../src/entities/hazmat/rules/travel';
import type { Place, RoadBan, RoadStanding, RestrictedZone, Trip } from '../src/entities/hazmat/rules/trip';
import { mayShareLoad, segregationOf } from '../src/kernel/reference/segregation';
import { PassKind, TripStage } from '../src/schema/hazmat/enums';
import { at } from './support/facts';
import { CHLORINE, EXPLOSIVE, METHANOL, pass, tractor, trailer, trip } from './support/trip-picture';

// V11 to V21 and V23: along the way, by lists of roads, and by what more is known of the load.

const DEPARTED = at('2026-06-10 09:30').getTime();
const MINUTE = 60_000;

/** On the approved route of the picture (37.03 N, eastwards), so many minutes after the departure. */
const place = (minutes: number, more: Partial<Place> = {}): Place => ({
  ...{ at: DEPARTED + minutes * MINUTE, lng: 111.9 + minutes * 0.0005, lat: 37.03, speedKmh: 40 },
  ...{ road: 'OTHER', limitKmh: null, source: 'platform', ...more },
});
/** One a minute. */
const drive = (from: number, to: number, more: (minute: number) => Partial<Place> = () => ({})): Place[] =>
  Array.from({ length: to - from + 1 }, (_, i) => place(from + i, more(from + i)));

const standing = (more: Partial<RoadStanding> = {}): RoadStanding => ({
  ...{ from: DEPARTED, to: null, first: null, last: null, states: {}, silences: [] },
  heard: DEPARTED,
  ...more,
});

/** A trip with its way behind it; the platform was heard up to the last position unless told otherwise. */
function driven(places: Place[], more: Partial<Trip> = {}, road: Partial<RoadStanding> = {}): Trip {
  const one = trip({ route: null, areas: [], bans: [], ...more });
  return { ...one, road: travel(one, standing({ heard: places.at(-1)?.at ?? DEPARTED, ...road }), places) };
}

const found = (one: Trip, rule: string): FoundViolation[] =>
  judge(one).violations.filter((violation) => violation.rule === rule);
const unjudged = (one: Trip, rule: string): string | undefined =>
  judge(one).notJudged.find((entry) => entry.rule === rule)?.why;

describe('V11 approved route and time', () => {
  const toxic = (more: Parameters<typeof pass>[1] = {}): Partial<Trip> => ({
    goods: [CHLORINE],
    passes: [pass(PassKind.TOXIC, more)],
  });

  it('holds along the route, clears on the way back, and tells of each time that it was left', () => {
    const strays = (minute: number) => ({ lat: [3, 4, 8].includes(minute) ? 37.05 : 37.03 });
    const list = found(driven(drive(0, 10, strays), toxic()), 'V11');
    expect(list.map(({ about, severity, seen }) => [about, severity, seen?.from, seen?.to])).toEqual([
      ['route #1', 'CRITICAL', '2026-06-10T01:33:00.000Z', '2026-06-10T01:35:00.000Z'],
      ['route #2', 'CRITICAL', '2026-06-10T01:38:00.000Z', '2026-06-10T01:39:00.000Z'],
    ]);
    expect(list[0]!.message).toContain('2.2 km');
    expect(found(driven(drive(0, 10), toxic()), 'V11')).toEqual([]);
  });

  it.each([
    ['400 m beside it', 37.0336, 0],
    ['600 m beside it', 37.0354, 1],
  ])('a road is no line: %s', (_, lat, count) =>
    expect(found(driven([place(0), place(1, { lat })], toxic()), 'V11')).toHaveLength(count),
  );

  it('is left in time, too: by the hours of the pass and by its end', () => {
    const hours = [{ from: '06:00', to: '09:35' }];
    expect(found(driven(drive(0, 4), toxic({ hours })), 'V11')).toEqual([]);
    expect(found(driven(drive(0, 6), toxic({ hours })), 'V11')[0]).toMatchObject({
      about: 'time #1',
      seen: { from: '2026-06-10T01:35:00.000Z', to: null },
    });
    const validTo = at('2026-06-10 09:32');
    expect(found(driven(drive(0, 2), toxic({ validTo })), 'V11')).toEqual([]);
    expect(found(driven(drive(0, 3), toxic({ validTo })), 'V11')).toHaveLength(1);
  });

  it('is not judged without a pass or its route, and is no matter of other goods', () => {
    const away = drive(0, 3, () => ({ lat: 37.5 }));
    expect(unjudged(driven(away, { goods: [CHLORINE], passes: [] }), 'V11')).toContain('no pass');
    expect(unjudged(driven(away, toxic({ route: null })), 'V11')).toContain('no pass gives a route');
    expect(unjudged(driven(away), 'V11')).toBeUndefined();
    expect(found(driven(away), 'V11')).toEqual([]);
  });
});

describe('V12 speed', () => {
  const speeds = (...list: Partial<Place>[]) => driven(list.map((more, i) => place(i / 2, more)));
  it.each<[what: string, more: Partial<Place>, count: number]>([
    ['80 on a motorway', { road: 'MOTORWAY', speedKmh: 80 }, 0],
    ['81 on a motorway', { road: 'MOTORWAY', speedKmh: 81 }, 1],
    ['60 elsewhere', { speedKmh: 60 }, 0],
    ['61 elsewhere', { speedKmh: 61 }, 1],
    ['41 by a sign of 40', { speedKmh: 41, limitKmh: 40 }, 1],
    ['70 by a sign of 100 elsewhere', { speedKmh: 70, limitKmh: 100 }, 1],
    ['70 on who knows what road', { road: null, speedKmh: 70 }, 0],
    ['81 on who knows what road', { road: null, speedKmh: 81 }, 1],
  ])('%s', (_, more, count) => {
    expect(found(speeds({}, more, {}), 'V12')).toHaveLength(count);
  });

  it('is a warning until it has lasted for 60 s', () => {
    const fast = { speedKmh: 70 };
    expect(found(speeds({}, fast, fast, {}), 'V12')).toMatchObject([{ severity: 'WARN' }]);
    expect(found(speeds({}, fast, fast, fast, {}), 'V12')).toMatchObject([{ severity: 'BLOCK' }]);
    expect(found(speeds(fast, {}, fast), 'V12')).toMatchObject([{ severity: 'WARN' }, { severity: 'WARN' }]);
  });

  it('two positions far apart say nothing of the time between', () => {
    const apart = driven([place(0, { speedKmh: 70 }), place(4, { speedKmh: 70 })]);
    expect(found(apart, 'V12').map(({ severity }) => severity)).toEqual(['WARN', 'WARN']);
  });

  it('is not judged where speed or road is not known', () => {
    expect(unjudged(speeds({ road: null, speedKmh: 70 }), 'V12')).toContain('kind of road');
    expect(unjudged(speeds({ speedKmh: null }), 'V12')).toContain('without a speed');
    expect(unjudged(speeds({ road: null, speedKmh: 50 }), 'V12')).toBeUndefined();
    expect(unjudged(trip({ stage: TripStage.CLOSED }), 'V12')).toContain('no position');
    expect(unjudged(driven([place(20)]), 'V12')).toContain('from 06-10 09:50 on only');
  });
});

const zone = (more: Partial<RestrictedZone> = {}): RestrictedZone => ({
  ...{ id: 'A1', name: '示例水源', validFrom: '2026-01-01', validTo: null, hours: null, classes: null },
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [111.902, 37.02],
        [111.904, 37.02],
        [111.904, 37.04],
        [111.902, 37.04],
        [111.902, 37.02],
      ],
    ],
  },
  ...more,
});

describe('V13 restricted areas', () => {
  const through = (more: Partial<RestrictedZone> = {}, also: Partial<Trip> = {}) =>
    driven(drive(0, 12), { areas: [zone(more)], ...also });

  it('raises inside and clears outside', () => {
    expect(found(through(), 'V13')).toMatchObject([
      {
        ...{ about: 'A1 #1', severity: 'BLOCK' },
        seen: { from: '2026-06-10T01:34:00.000Z', to: '2026-06-10T01:38:00.000Z' },
      },
    ]);
  });

  it.each<[what: string, more: Partial<RestrictedZone>, count: number]>([
    ['not valid any more', { validTo: '2026-06-09' }, 0],
    ['valid on its last day', { validTo: '2026-06-10' }, 1],
    ['not valid yet', { validFrom: '2026-06-11' }, 0],
    ['for other classes', { classes: ['2', '6.1'] }, 0],
    ['for this class', { classes: ['3'] }, 1],
    ['at another time of the day', { hours: [{ from: '09:40', to: '09:00' }] }, 0],
    ['from the middle of the stay on', { hours: [{ from: '09:36', to: '10:00' }] }, 1],
  ])('%s', (_, more, count) => expect(found(through(more), 'V13')).toHaveLength(count));

  it('is opened by a pass that names it, for this vehicle and this time', () => {
    const opened = (more: Parameters<typeof pass>[1]) =>
      found(through({}, { passes: [pass(PassKind.RESTRICTED_AREA, more)] }), 'V13').length;
    expect(opened({ areas: ['A1'] })).toBe(0);
    expect(opened({ areas: ['A2'] })).toBe(1);
    expect(opened({})).toBe(1);
    expect(opened({ areas: ['A1'], vehicle: '晋K9 黄色' })).toBe(1);
    expect(opened({ areas: ['A1'], validTo: at('2026-06-10 09:31') })).toBe(1);
    expect(opened({ areas: ['A1'], state: 'REVOKED' })).toBe(1);
  });

  it('is found between two positions, too', () => {
    const hop = [place(0, { lng: 111.901 }), place(1, { lng: 111.905 })];
    expect(found(driven(hop, { areas: [zone()] }), 'V13')).toHaveLength(1);
  });

  it('is judged ahead by the route, until the trip is over', () => {
    const ahead = { stage: null, areas: [zone()], road: null } as const;
    expect(found(trip(ahead), 'V13')).toMatchObject([{ about: 'A1 planned' }]);
    expect(
      found(trip({ ...ahead, areas: [zone({ hours: [{ from: '14:00', to: '18:00' }] })] }), 'V13'),
    ).toEqual([]);
    expect(unjudged(trip({ ...ahead, route: null }), 'V13')).toContain('no route');
    expect(unjudged(trip({ ...ahead, areas: null }), 'V13')).toContain('no list');
    const { route } = trip();
    const over = drive(0, 2);
    expect(found(driven(over, { route, areas: [zone()] }), 'V13')).toHaveLength(1);
    expect(found(driven(over, { route, areas: [zone()], stage: TripStage.ARRIVED }), 'V13')).toEqual([]);
  });
});

describe('V13 ahead of a trip of several days', () => {
  const ahead = (more: Partial<RestrictedZone>) =>
    found(
      trip({
        ...{ stage: null, areas: [zone(more)], road: null },
        ...{ loadAt: at('2026-06-10 09:00'), endsAt: at('2026-06-12 09:00') },
      }),
      'V13',
    ).length;

  it.each<[what: string, more: Partial<RestrictedZone>, count: number]>([
    ['on a day in the middle', { validFrom: '2026-06-11', validTo: '2026-06-11' }, 1],
    ['on its first day only', { validFrom: '2026-06-01', validTo: '2026-06-10' }, 1],
    ['on its last day only', { validFrom: '2026-06-12', validTo: '2026-06-20' }, 1],
    ['over on the day before', { validFrom: '2026-06-01', validTo: '2026-06-09' }, 0],
    ['from the day after', { validFrom: '2026-06-13' }, 0],
    ['on its last day, but later in the day', { validFrom: '2026-06-12', hours: [{ from: '10:00', to: '12:00' }] }, 0],
  ])('%s', (_, more, count) => expect(ahead(more)).toBe(count)); // prettier-ignore
});

const ban = (more: Partial<RoadBan> = {}): RoadBan => ({
  ...{ id: 'B1', kind: 'NIGHT', name: '示例夜间禁行', roads: 'MOTORWAY', classes: null, area: null },
  ...{ hours: [{ from: '22:00', to: '06:00' }], startsAt: at('2026-01-01 00:00'), endsAt: null },
  ...more,
});

describe('V14 and V20 bans', () => {
  const night = (minutes: number, road: Place['road'] = 'MOTORWAY', speedKmh: number | null = 60) =>
    driven([place(minutes - 1, { road, speedKmh }), place(minutes, { road, speedKmh })], { bans: [ban()] });
  const UNTIL_22 = 12.5 * 60;

  it.each<[what: string, one: Trip, count: number]>([
    ['a minute before ten', night(UNTIL_22 - 1), 0],
    ['at ten', night(UNTIL_22), 1],
    ['past midnight', night(UNTIL_22 + 180), 1],
    ['at six', night(UNTIL_22 + 8 * 60 + 1), 0],
    ['on another road', night(UNTIL_22, 'OTHER'), 0],
    ['standing', night(UNTIL_22, 'MOTORWAY', 0), 0],
  ])('by night: %s', (_, one, count) => expect(found(one, 'V14')).toHaveLength(count));

  it('is not judged where the road is not known in its hours', () => {
    const late = { endsAt: at('2026-06-11 02:00') };
    const one = driven([place(UNTIL_22, { road: null })], { bans: [ban()], ...late });
    expect(found(one, 'V14')).toEqual([]);
    expect(unjudged(one, 'V14')).toContain('kind of road');
    expect(unjudged(driven([place(0)], { bans: null }), 'V14')).toContain('no list');
  });

  const planned = (more: Partial<Trip>) => trip({ stage: null, bans: [ban()], ...more });
  it('is judged ahead by the planned time', () => {
    const late = { endsAt: at('2026-06-10 22:30') };
    expect(found(planned({ ...late, motorway: true }), 'V14')).toMatchObject([{ about: 'B1 planned' }]);
    expect(found(planned({ ...late, motorway: false }), 'V14')).toEqual([]);
    expect(found(planned({ endsAt: at('2026-06-10 22:00'), motorway: true }), 'V14')).toEqual([]);
    expect(unjudged(planned(late), 'V14')).toContain('motorways');
    expect(unjudged(planned({}), 'V14')).toBeUndefined();
  });

  it('V20: a ban of all roads over a holiday needs no motorway', () => {
    const holiday = (from: string, to: string) =>
      ban({ id: 'B2', kind: 'PERIOD', roads: 'ALL', hours: null, startsAt: at(from), endsAt: at(to) });
    const rules = (one: RoadBan) =>
      found(trip({ stage: null, bans: [one] }), 'V20').map(({ about }) => about);
    expect(rules(holiday('2026-06-10 00:00', '2026-06-13 00:00'))).toEqual(['B2 planned']);
    expect(rules(holiday('2026-06-10 12:59', '2026-06-13 00:00'))).toEqual(['B2 planned']);
    expect(rules(holiday('2026-06-10 13:01', '2026-06-13 00:00'))).toEqual([]);
    expect(rules(holiday('2026-06-01 00:00', '2026-06-10 08:59'))).toEqual([]);
    expect(rules({ ...holiday('2026-06-10 00:00', '2026-06-13 00:00'), classes: ['1'] })).toEqual([]);
  });
});

describe('V15 rest', () => {
  const still = { speedKmh: 0, lng: 112.02 };
  const stops = (from: number, to: number, until: number) =>
    drive(0, until, (minute) =>
      minute > from && minute <= to ? { ...still, lng: 111.9 + from * 0.0005 } : {},
    );

  it.each([
    ['four hours', drive(0, 240), 0],
    ['a minute more', drive(0, 241), 1],
    ['a stop of 19 minutes is no rest', stops(200, 220, 262), 1],
    ['a stop of 21 minutes is', stops(200, 222, 262), 0],
  ])('%s', (_, places, count) => expect(found(driven(places), 'V15')).toHaveLength(count));

  it('is over with the rest', () => {
    const list = found(driven(stops(250, 275, 280)), 'V15');
    expect(list).toMatchObject([{ severity: 'BLOCK', seen: { to: expect.any(String) } }]);
  });

  it('a way without positions counts as driven when it turns up elsewhere, else as a rest', () => {
    const gap = (lng: number) =>
      driven([...drive(0, 120), ...drive(200, 330, (minute) => ({ lng: lng + minute * 0.0005 }))]);
    expect(found(gap(111.9), 'V15')).toHaveLength(1);
    const parked = driven([...drive(0, 120), ...drive(200, 330, (m) => ({ lng: 111.86 + m * 0.0005 }))]);
    expect(found(parked, 'V15')).toEqual([]);
  });
});

describe('V16 terminal and signal', () => {
  const then = (minutes: number, more: Partial<Place> = {}) => [...drive(0, 5), place(5 + minutes, more)];

  it.each<[what: string, minutes: number, severities: string[]]>([
    ['five minutes', 5, []],
    ['six minutes', 6, ['WARN']],
    ['thirty minutes', 30, ['WARN']],
    ['thirty-one minutes', 31, ['BLOCK']],
  ])('lost for %s', (_, minutes, severities) =>
    expect(found(driven(then(minutes)), 'V16').map(({ severity }) => severity)).toEqual(severities),
  );

  it('lasts as long as the platform is heard and the vehicle is not', () => {
    const lost = (minutes: number) => driven(drive(0, 5), {}, { heard: DEPARTED + (5 + minutes) * MINUTE });
    expect(found(lost(5), 'V16')).toEqual([]);
    expect(found(lost(6), 'V16')).toMatchObject([{ severity: 'WARN', seen: { to: null } }]);
    expect(found(lost(31), 'V16')).toMatchObject([{ severity: 'BLOCK' }]);
  });

  it('a terminal that was never on is found from the departure on', () => {
    const off = trip({ road: standing({ heard: DEPARTED + 10 * MINUTE }) });
    expect(found(off, 'V16')).toMatchObject([{ severity: 'WARN', seen: { lng: null } }]);
    expect(unjudged(off, 'V16')).toBeUndefined();
    const unheard = trip({ road: standing({ heard: null, to: DEPARTED + 90 * MINUTE }) });
    expect(found(unheard, 'V16')).toEqual([]);
    expect(unjudged(unheard, 'V16')).toContain('no position');
  });

  it('does not count what its platform was silent for, or a vehicle that stood', () => {
    const silences = [[DEPARTED + 6 * MINUTE, DEPARTED + 40 * MINUTE]] as const;
    expect(found(driven(then(36), {}, { silences }), 'V16')).toEqual([]);
    const stood = [...drive(0, 4), place(5, { speedKmh: 0 })];
    const stays = place(5, { at: place(40).at, speedKmh: 0 });
    expect(found(driven([...stood, stays]), 'V16')).toEqual([]);
    expect(found(driven([...stood, place(40)]), 'V16')).toHaveLength(1);
  });

  it('a leap of more than 200 km/h is told, one of a scale of GNSS is not', () => {
    const leap = (lng: number) => found(driven([place(0), place(1, { lng })]), 'V16');
    expect(leap(111.9 + 3.2 / 88.8)).toEqual([]);
    expect(leap(111.9 + 3.5 / 88.8)).toMatchObject([{ about: 'jump #1', severity: 'WARN' }]);
    expect(found(driven([place(0), place(0.01, { lng: 111.905 })]), 'V16')).toEqual([]);
  });
});

const loads = (...goods: Trip['goods']) => ({ goods });
const line = (un: string, own: string | null, more: object = {}) => ({
  ...{ un, class: own, highlyToxic: null, massKg: 100, ...more },
});

describe('V17 goods in one load', () => {
  it.each<[what: string, goods: Trip['goods'], severities: string[]]>([
    ['one kind of goods', [METHANOL, METHANOL], []],
    ['a flammable liquid beside an oxidiser', [METHANOL, line('1942', '5.1')], ['BLOCK']],
    ['away from each other', [line('1824', '8'), line('1350', '4.1')], ['WARN']],
    ['nothing between them', [METHANOL, line('3082', '9')], []],
    ['by a subsidiary hazard', [line('1017', '2.3', { subsidiary: ['5.1'] }), METHANOL], ['BLOCK']],
    ['detonators beside explosives', [line('0030', '1.1B'), line('0241', '1.1D')], ['BLOCK']],
    ['explosives of one group', [line('0241', '1.1D'), line('0082', '1.1D')], []],
    ['explosives of D and of S', [line('0241', '1.1D'), line('0323', '1.4S')], []],
  ])('%s', (_, goods, severities) =>
    expect(found(trip(loads(...goods)), 'V17').map(({ severity }) => severity)).toEqual(severities),
  );

  it('is not judged for a class or group that nobody knows', () => {
    expect(unjudged(trip(loads(METHANOL, line('9999', null))), 'V17')).toContain('not known');
    expect(unjudged(trip(loads(line('0030', '1.1'), line('0241', '1.1D'))), 'V17')).toContain('not known');
    expect(unjudged(trip(), 'V17')).toBeUndefined();
  });

  it('the table is the same both ways', () => {
    const classes = [
      '1.1D',
      '1.2',
      '1.3',
      '1.4',
      '1.5',
      '1.6',
      '2.1',
      '2.2',
      '2.3',
      '3',
      '4.1',
      '4.2',
      '4.3',
    ];
    const all = [...classes, '5.1', '5.2', '6.1', '6.2', '7', '8', '9'];
    for (const one of all)
      for (const other of all) {
        expect(segregationOf(one, other)).not.toBeNull();
        expect(segregationOf(one, other)).toBe(segregationOf(other, one));
      }
    expect(segregationOf('3', '12')).toBeNull();
    for (const [one, other] of [...'ABCDEFGHJKLNS'].flatMap((a) => [...'ABCDEFGHJKLNS'].map((b) => [a, b])))
      expect(mayShareLoad(one!, other!)).toBe(mayShareLoad(other!, one!));
    expect([mayShareLoad('B', 'D'), mayShareLoad('D', 'E'), mayShareLoad('L', 'S')]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('V18 tanks', () => {
  const tank = (goods: object, more: object) =>
    trip({ goods: [{ ...CHLORINE, ...goods }], units: [tractor(), trailer(more)] });
  const ACID = { un: '1830', class: '8', highlyToxic: null };
  it.each<[what: string, one: Trip, count: number]>([
    ['highly toxic, 10 m³', tank({}, { tankVolumeM3: 10 }), 0],
    ['highly toxic, 10.1 m³', tank({}, { tankVolumeM3: 10.1 }), 1],
    ['highly toxic in a tank container', tank({}, { tankVolumeM3: 24, body: 'TANK_CONTAINER' }), 0],
    ['strong corrosive, 20 m³', tank({ ...ACID, packingGroup: 'I' }, { tankVolumeM3: 20 }), 0],
    ['strong corrosive, 20.5 m³', tank({ ...ACID, packingGroup: 'I' }, { tankVolumeM3: 20.5 }), 1],
    ['weaker corrosive, 30 m³', tank({ ...ACID, packingGroup: 'II' }, { tankVolumeM3: 30 }), 0],
    ['explosives, 21 m³', tank(EXPLOSIVE, { tankVolumeM3: 21 }), 1],
    ['other goods, 50 m³', trip({ units: [tractor(), trailer({ tankVolumeM3: 50 })] }), 0],
  ])('%s', (_, one, count) => expect(found(one, 'V18')).toHaveLength(count));

  it('without a tank it is the rated load', () => {
    const van = (ratedLoadKg: number) =>
      trip({ goods: [EXPLOSIVE], tankId: null, units: [tractor({ ratedLoadKg, body: 'VAN' })] });
    expect(found(van(10_000), 'V18')).toEqual([]);
    expect(found(van(10_001), 'V18')).toHaveLength(1);
  });

  it('is not judged without a volume or a packing group that matters', () => {
    expect(unjudged(tank({}, {}), 'V18')).toContain('no volume');
    expect(unjudged(tank(ACID, { tankVolumeM3: 25 }), 'V18')).toContain('packing group');
    expect(unjudged(tank(ACID, { tankVolumeM3: 15 }), 'V18')).toBeUndefined();
  });
});

describe('V19 marks and plates', () => {
  const seen = (marks: boolean | null, plates: boolean | null) =>
    trip({ checks: [{ id: 'C1', authority: '示例交警', marks, plates }] });
  it('is what somebody saw, and never anything else', () => {
    expect(found(seen(true, true), 'V19')).toEqual([]);
    expect(unjudged(seen(true, true), 'V19')).toBeUndefined();
    expect(found(seen(false, true), 'V19')).toMatchObject([{ about: 'marks', severity: 'BLOCK' }]);
    expect(found(seen(true, false), 'V19')).toMatchObject([{ about: 'plates' }]);
    expect(unjudged(seen(true, null), 'V19')).toContain('nobody');
    expect(unjudged(trip(), 'V19')).toContain('nobody');
  });
});

describe('V21 the consignee', () => {
  type Firm = NonNullable<Trip['consignee']>;
  const licence = (more: Partial<Firm['licences'][number]> = {}): Firm['licences'][number] => ({
    ...{ kind: 'HAZCHEM_BUSINESS', number: 'L1', state: 'VALID', validFrom: '2024-01-01' },
    validTo: '2026-06-10',
    ...more,
  });
  const sentTo = (more: Partial<Firm>) =>
    trip({
      consignee: {
        ...{ uscc: 'X', registered: true, licences: [licence()], status: 'RUNNING', level: 'RED_MAJOR' },
        ...more,
      },
    });
  it.each<[what: string, more: Partial<Firm>, about: string[]]>([
    ['licensed through this very day', {}, []],
    ['expired yesterday', { licences: [licence({ validTo: '2026-06-09' })] }, ['licence']],
    ['suspended', { licences: [licence({ state: 'SUSPENDED' })] }, ['licence']],
    ['one of two in force', { licences: [licence({ state: 'REVOKED' }), licence()] }, []],
    ['only of another kind', { licences: [licence({ kind: 'MINING', state: 'REVOKED' })] }, []],
    ['stopped and red', { status: 'STOPPED' }, ['stop order']],
    ['stopped and orange', { status: 'STOPPED', level: 'ORANGE_LARGER' }, []],
  ])('%s', (_, more, about) => expect(found(sentTo(more), 'V21').map((one) => one.about)).toEqual(about));
  it('is not judged when the register does not know the firm, or any licence of it', () => {
    expect(unjudged(sentTo({ registered: false }), 'V21')).toContain('not in the register');
    expect(unjudged(sentTo({ licences: [] }), 'V21')).toContain('no such licence');
    expect(unjudged(sentTo({}), 'V21')).toBeUndefined();
  });
});

describe('V23 unloaded mass', () => {
  it.each([
    [20_000, 0],
    [19_900, 0],
    [20_100, 0],
    [19_899, 1],
    [20_101, 1],
    [0, 1],
  ])('%d kg of 20,000', (unloadedKg, count) =>
    expect(found(trip({ unloadedKg, stage: TripStage.UNLOADED }), 'V23')).toHaveLength(count),
  );
  it('is a warning, and not judged when nobody says', () => {
    expect(found(trip({ unloadedKg: 1 }), 'V23')).toMatchObject([{ severity: 'WARN', certainty: 'P' }]);
    expect(unjudged(trip({ stage: TripStage.CLOSED }), 'V23')).toContain('nobody says');
    expect(unjudged(trip(), 'V23')).toBeUndefined();
  });
});

test('folded in pieces, wherever it is cut, a way comes to the same', () => {
  const minutes = fc.uniqueArray(fc.nat(400), { minLength: 1, maxLength: 60 });
  const cuts = fc.array(fc.nat(60), { maxLength: 5 });
  const one = trip({
    ...{ goods: [CHLORINE], passes: [pass(PassKind.TOXIC)], areas: [zone()], bans: [ban()] },
  });
  fc.assert(
    fc.property(minutes, cuts, fc.nat(), (all, at, seed) => {
      const odd = (minute: number) => (minute * 7919 + seed) % 5;
      const places = [...all]
        .sort((a, b) => a - b)
        .map((minute) =>
          place(minute, { speedKmh: odd(minute) * 20, lat: 37.03 + (odd(minute) === 4 ? 0.02 : 0) }),
        );
      const whole = travel(one, standing(), places);
      const ends = [...at.map((cut) => cut % places.length), places.length].sort((a, b) => a - b);
      let pieces = standing();
      let from = 0;
      for (const end of ends) {
        pieces = JSON.parse(JSON.stringify(travel(one, pieces, places.slice(from, end))));
        from = end;
      }
      expect(pieces).toEqual(JSON.parse(JSON.stringify(whole)));
    }),
    { numRuns: 200 },
  );
});

describe('a rule set is refused with its line:', () => {
  const rule = (more = '') =>
    `  - id: V06\n    titleZh: 押运员\n    severity: BLOCK\n    certainty: C\n    basis: 法\n${more}`;
  const document = (rules: string) => `version: v\nvalidFrom: 2026-01-01\nrules:\n${rules}`;
  const read = (text: string) => readTripRuleSets([{ name: 'set.yaml', text }]);
  test('as it should be', () => expect(read(document(rule()))[0]!.rules[0]!.id).toBe('V06'));
  test.each([
    ['an unknown field', document(rule('    colour: red\n')), /set\.yaml:9.*colour/],
    ['a rule twice', document(rule() + rule()), /twice/],
    ['a rule that is none', document(rule().replace('V06', 'V99')), /set\.yaml:4/],
    ['without a basis', document(rule().replace('    basis: 法\n', '')), /basis/],
    ['a figure that is missing', document(rule().replace('V06', 'V15')), /parameters/],
    ['dates outside the set', document(rule('    validFrom: 2025-01-01\n')), /before the set/],
  ])('%s', (_, text, message) => expect(() => read(text)).toThrow(message));
  test('two sets that hold on one date', () => {
    const two = ['a', 'b'].map((name) => ({ name, text: document(rule()) }));
    expect(() => readTripRuleSets(two)).toThrow('overlaps');
  });
});

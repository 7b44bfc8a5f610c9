import { decode, encode } from 'iconv-lite';
import { cityDay } from '../demo/city/dates';
import { castOf, storyMines } from '../demo/story/cast';
import { expectedGrading } from '../demo/city/expected-grading';
import { expectedAgreements } from '../demo/city/expected-rescue';
import { riskPointLevel } from '../demo/city/expected-levels';
import { generateCity, type City } from '../demo/city/generate-city';
import { jiexiu } from '../demo/city/plans/jiexiu';
import { isAlwaysHigh, valueAt } from '../demo/city/motion';
import type { MeasuringPoint } from '../demo/city/records';
import { readReference } from '../demo/city/reference';
import { toCsv } from '../demo/sources/file-drop';
import { toRegistryRows } from '../demo/sources/enterprise-registry';
import { storyOf } from '../demo/story/story';

const AT = new Date('2026-11-22T02:00:00Z');
const city = generateCity({ seed: 1, at: AT });
const bytesOf = (value: City): string => JSON.stringify({ ...value, expected: entriesOf(value) });
const entriesOf = ({ expected }: City) => Object.values(expected).map((map) => [...map]);
const tally = (values: Iterable<unknown>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
};

const exceeds = ({ limits }: MeasuringPoint, value: number): boolean =>
  limits.some(({ kind, value: limit }) => (kind.startsWith('LOW') ? value <= limit : value >= limit));

/** GB 32100 by the other road: the weighted sum over all 18 characters is a multiple of 31. GB 11714 likewise, of 11. */
function isUscc(code: string): boolean {
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1];
  const inner = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(code[index]!), 0);
  const letters = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const organisation = [...code.slice(8, 17)];
  const last = organisation[8] === 'X' ? 10 : Number(organisation[8]);
  const innerSum = inner.reduce(
    (total, weight, index) => total + weight * letters.indexOf(organisation[index]!),
    0,
  );
  return code.length === 18 && sum % 31 === 0 && (innerSum + last) % 11 === 0;
}

test('the same seed and moment give the same bytes, another seed does not', () => {
  expect(bytesOf(generateCity({ seed: 1, at: AT }))).toBe(bytesOf(city));
  expect(bytesOf(generateCity({ seed: 2, at: AT }))).not.toBe(bytesOf(city));
});

test('the check of social credit codes knows right from wrong', () => {
  expect(isUscc('91350100M000100Y43')).toBe(true);
  expect(isUscc('91110000802100433B')).toBe(true);
  expect(isUscc('91350100M000100Y44')).toBe(false);
});

test('160 firms, 17 of them coal mines, each with a valid code of its own and a name marked as invented', () => {
  expect(city.firms).toHaveLength(160);
  expect(city.firms.filter(({ industry }) => industry === 'COAL_MINE')).toHaveLength(17);
  expect(city.firms.filter(({ uscc }) => !isUscc(uscc))).toEqual([]);
  expect(new Set(city.firms.map(({ uscc }) => uscc)).size).toBe(160);
  expect(city.firms.every(({ uscc }) => uscc.slice(2, 8) === '140781')).toBe(true);
  expect(city.firms.every(({ name }) => name.includes('示例'))).toBe(true);
});

test('divisions are real ones of 2023, and a few are of 2018 and gone', () => {
  const { divisions2018, divisions2023 } = readReference(jiexiu);
  const [old, current] = [divisions2018, divisions2023].map((rows) => new Set(rows.map(({ code }) => code)));
  const gone = city.firms.filter(({ divisionGone }) => divisionGone);
  expect(gone).toHaveLength(10);
  expect(gone.every(({ division }) => old!.has(division) && !current!.has(division))).toBe(true);
  expect(city.firms.every(({ division, divisionGone }) => divisionGone || current!.has(division))).toBe(true);
});

test('sites lie around Jiexiu, in three coordinate systems, shifted ones half a kilometre off', () => {
  const counts = tally(city.sites.map(({ crs }) => crs));
  expect(Object.keys(counts).sort()).toEqual(['CGCS2000', 'GCJ02', 'WGS84']);
  for (const { truth, lng, lat, crs } of city.sites) {
    expect(Math.abs(truth.lng - 111.95)).toBeLessThan(0.2);
    expect(Math.abs(truth.lat - 37.03)).toBeLessThan(0.2);
    const metres = Math.hypot((lng - truth.lng) * 88_900, (lat - truth.lat) * 111_000);
    expect(Math.round(metres / 100)).toBe(crs === 'GCJ02' ? 6 : 0);
  }
});

test('hazard units reach every level of GB 18218, one lacks a coefficient, one lies below S = 1', () => {
  const gradings = [...city.expected.gradings.values()];
  const levels = tally(gradings.map(({ level }) => level));
  expect(Object.keys(levels).sort()).toEqual(['1', '2', '3', '4', 'null']);
  expect(gradings.filter(({ faulty }) => faulty)).toHaveLength(1);
  expect(gradings.filter(({ s }) => s < 1)).toHaveLength(1);
});

test.each([
  // DOMAIN §2.3 gives the first; the others are worked out by hand from the tables.
  ['氯|7782-50-5||5;氨|7664-41-7||5', 60, { alpha: 1.5, s: 1.5, r: 7.5, level: 4, faulty: false }],
  ['煤气|630-08-0||40', 0, { alpha: 0.5, s: 2, r: 2, level: 4, faulty: false }],
  ['示例烟花爆竹||W1.2|50', 100, { alpha: 2, s: 5, r: 20, level: 3, faulty: false }],
  ['天然气|8006-14-2|W2|2000', 29, { alpha: 1, s: 40, r: 60, level: 2, faulty: false }],
  ['甲醇|67-56-1||1200', 20, { alpha: 1, s: 2.4, r: null, level: null, faulty: true }],
  ['氨|7664-41-7||3', 20, { alpha: 1, s: 0.3, r: 0.6, level: null, faulty: false }],
])('%s near %i persons is graded by GB 18218', (declared, exposedPersons, graded) => {
  const chemicals = declared.split(';').map((one) => {
    const [name, cas, symbol, tonnes] = one.split('|') as [string, string, string, string];
    return { name, cas, symbol, tonnes: Number(tonnes) };
  });
  const { s, r, ...rest } = expectedGrading({ chemicals, exposedPersons }, readReference(jiexiu));
  expect({ ...rest, s: Number(s.toFixed(9)), r: r === null ? null : Number(r.toFixed(9)) }).toEqual(graded);
});

test.each([
  [{ method: 'LEC' as const, l: 10, e: 1, c: 7 }, 'YELLOW_GENERAL'],
  [{ method: 'LEC' as const, l: 6, e: 6, c: 1 }, 'BLUE_LOW'],
  [{ method: 'LEC' as const, l: 3, e: 6, c: 15 }, 'ORANGE_LARGER'],
  [{ method: 'LEC' as const, l: 3, e: 3, c: 40 }, 'RED_MAJOR'],
  [{ method: 'LS_5' as const, l: 3, s: 3 }, 'YELLOW_GENERAL'],
  [{ method: 'LS_5' as const, l: 3, s: 5 }, 'ORANGE_LARGER'],
  [{ method: 'LS_5' as const, l: 4, s: 5 }, 'RED_MAJOR'],
  [{ method: 'LS_6' as const, l: 4, s: 4 }, 'YELLOW_GENERAL'],
  [{ method: 'LS_6' as const, l: 3, s: 6 }, 'ORANGE_LARGER'],
  [{ method: 'LS_6' as const, l: 5, s: 6 }, 'RED_MAJOR'],
  [{ method: 'IMPORTED' as const, l: 1, value: 12, level: '蓝' as const }, 'BLUE_LOW'],
])('%j is %s', (point, level) => expect(riskPointLevel(point)).toBe(level));

test('the inherent levels reach from blue to red, and five firms were never assessed', () => {
  const counts = tally(city.expected.inherent.values());
  expect(counts.UNRATED).toBe(5);
  for (const level of ['BLUE_LOW', 'YELLOW_GENERAL', 'ORANGE_LARGER', 'RED_MAJOR'])
    expect(counts[level]).toBeGreaterThanOrEqual(5);
  const methods = tally(city.riskPoints.map(({ method }) => method));
  expect(Object.keys(methods).sort()).toEqual(['IMPORTED', 'LEC', 'LS_5', 'LS_6']);
});

test('hazards stand in every state and are called overdue exactly when they are', () => {
  expect(Object.keys(tally(city.hazards.map(({ state }) => state)))).toHaveLength(6);
  for (const { state, dueOn } of city.hazards)
    if (state !== 'CLOSED') expect(state === 'OVERDUE').toBe(dueOn < cityDay(AT));
});

test('no running firm lacks a licence at the start', () => {
  const running = new Set(city.firms.filter(({ status }) => status === 'RUNNING').map(({ uscc }) => uscc));
  const own = city.licences.filter(({ uscc }) => running.has(uscc));
  expect(own.length).toBeGreaterThan(100);
  expect(own.filter(({ state, validTo }) => state !== 'VALID' || validTo < cityDay(AT))).toEqual([]);
});

test('about 1,200 points give 60 to 100 readings a second and stay inside their limits for a day, but for one', () => {
  const rate = city.points.reduce((sum, { intervalSeconds }) => sum + 1 / intervalSeconds, 0);
  expect(city.points.length).toBeGreaterThan(1_150);
  expect(city.points.length).toBeLessThan(1_350);
  expect(rate).toBeGreaterThan(60);
  expect(rate).toBeLessThan(100);
  const minutes = Array.from({ length: 206 }, (_, index) => index * 7);
  const moments = minutes.map((minute) => new Date(AT.getTime() + minute * 60_000));
  const outside = city.points.filter((point) => moments.some((at) => exceeds(point, valueAt(point, at))));
  expect(outside).toEqual(city.points.filter(isAlwaysHigh));
  const face = city.points.find(({ quantity }) => quantity === 'CH4')!;
  expect(exceeds(face, 1)).toBe(true);
});

test('one point is always over HIGH and never over HIGH_HIGH, at a plant with a hazard unit that is red at rest', () => {
  const [tank, ...more] = city.points.filter(isAlwaysHigh);
  expect(more).toEqual([]);
  const limitOf = (kind: string) => tank!.limits.find((limit) => limit.kind === kind)!.value;
  for (let minute = 0; minute < 1_440; minute += 7) {
    const value = valueAt(tank!, new Date(AT.getTime() + minute * 60_000));
    expect(value).toBeGreaterThan(limitOf('HIGH'));
    expect(value).toBeLessThan(limitOf('HIGH_HIGH'));
  }
  expect(city.expected.inherent.get(tank!.uscc)).toBe('RED_MAJOR');
  expect(city.hazardUnits.some(({ uscc }) => uscc === tank!.uscc)).toBe(true);
  expect(expectedAgreements(city.rescue, tank!.uscc, AT)).not.toEqual([]);
});

test('the files survive GB18030', () => {
  for (const rows of Object.values(toRegistryRows(city))) {
    const text = toCsv(rows);
    expect(decode(encode(text, 'gb18030'), 'gb18030')).toBe(text);
  }
});

test('each cycle and each later start take another mine, running and below red', () => {
  const mines = storyMines(city);
  expect(mines.length).toBeGreaterThanOrEqual(8);
  for (const { uscc, status } of mines) {
    expect(status).toBe('RUNNING');
    expect(city.expected.resting.get(uscc)).not.toBe('RED_MAJOR');
  }
  const mineOf = (cycle: number) => castOf(city, { startedAt: AT, cycle }).mine.uscc;
  expect(new Set(mines.map((_, cycle) => mineOf(cycle))).size).toBe(mines.length);
  const later = castOf(city, { startedAt: new Date(AT.getTime() + 1_000), cycle: 0 }).mine;
  expect(later.uscc).not.toBe(mineOf(0));
});

test('whoever plays in a cycle can still be moved by it', () => {
  const casts = Array.from({ length: 60 }, (_, cycle) => castOf(city, { startedAt: AT, cycle }));
  const below = (uscc: string) => city.expected.resting.get(uscc) !== 'RED_MAJOR';
  for (const { licence, hazards } of casts) {
    expect(city.firms.find(({ uscc }) => uscc === licence.uscc)!.status).toBe('RUNNING');
    expect(['SAFETY_PRODUCTION', 'HAZCHEM_BUSINESS', 'HAZMAT_ROAD_TRANSPORT']).toContain(licence.kind);
    expect([licence, ...hazards].every(({ uscc }) => below(uscc))).toBe(true);
    expect(hazards).toHaveLength(hazards[0]!.grade === 'MAJOR' ? 1 : 3);
    expect(new Set(hazards.map(({ uscc }) => uscc)).size).toBe(1);
  }
  expect(new Set(casts.map(({ licence }) => licence.uscc)).size).toBeGreaterThan(20);
  expect(new Set(casts.map(({ hazards }) => hazards[0]!.grade))).toEqual(new Set(['GENERAL', 'MAJOR']));
});

test('in each cycle the nearest mine rescue team turns out to the methane alarm, and is ready again at its end', () => {
  for (let cycle = 0; cycle < 12; cycle++) {
    const { mine } = castOf(city, { startedAt: AT, cycle });
    const moves = storyOf(city, { startedAt: AT, cycle, cycleAt: AT, pace: 1 })
      .flatMap(({ commands }) => commands)
      .flatMap((command) => ('set' in command && command.set.stream === 'teams' ? [command.set] : []));
    expect(moves.map(({ values }) => values.state)).toEqual(['出动', '到场', '休整', '待命']);
    const team = city.rescue.teams.find(({ id }) => id === moves[0]!.key)!;
    expect(moves.every(({ key }) => key === team.id)).toBe(true);
    expect([team.state, team.capabilities]).toEqual(['READY', ['COAL_MINE']]);
    const own = city.rescue.teams.find(({ owner }) => owner === mine.uscc);
    if (own) expect(team.id).toBe(own.id);
  }
});

test('within 40 seconds of a cycle the methane of its mine is over HIGH, then over the power cut', () => {
  const { methane } = castOf(city, { startedAt: AT, cycle: 3 });
  const steps = storyOf(city, { startedAt: AT, cycle: 3, cycleAt: AT, pace: 1 });
  const seen = steps
    .filter(({ at }) => at <= 40)
    .flatMap(({ commands }) => commands)
    .map((command) => ('sensor' in command && command.sensor === methane.point ? Number(command.value) : 0));
  const limits = Object.fromEntries(methane.limits.map(({ kind, value }) => [kind, value]));
  const [overHigh, overCut] = ['HIGH', 'POWER_CUT'].map((kind) =>
    seen.findIndex((value) => value >= limits[kind]!),
  );
  expect(limits).toEqual({ HIGH: 1, POWER_CUT: 1.5 });
  expect(overHigh).toBeGreaterThanOrEqual(0);
  expect(overCut).toBeGreaterThan(overHigh!);
});

/** Readings are numbered; which point each is of and what it says follows from its number alone. */
export interface Plan {
  points: number;
}

/** Every so manyth reading is past the limit; the next one of its point is not. */
const HOT_EVERY = 24_989;
const HOT = 1.6;

export const POINTS_A_SITE = 50;

export const pointId = (point: number): string =>
  `S${Math.floor(point / POINTS_A_SITE)}-P${point % POINTS_A_SITE}`;

export const isHot = (n: number): boolean => n % HOT_EVERY === 0;

/** In hundredths, so that they can be added up without a rest. */
const quietHundredths = (n: number): number => 20 + ((n * 7) % 31);

export const valueOf = (n: number): number => (isHot(n) ? HOT : quietHundredths(n) / 100);

/** What the tables hold after the first so many readings. */
export function expectedOf(readings: number, { points }: Plan) {
  let [hundredths, opened, cleared] = [0, 0, 0];
  for (let n = 0; n < readings; n++) {
    hundredths += isHot(n) ? HOT * 100 : quietHundredths(n);
    if (!isHot(n)) continue;
    opened++;
    if (n + points < readings) cleared++;
  }
  return { readings, hundredths: Math.round(hundredths), opened, cleared };
}

/** A message as a site's gateway sends it: `size` points of one moment, beginning with a reading. */
export function messageOf(
  first: number,
  size: number,
  { points }: Plan,
): { topic: string; values: object[] } {
  const site = Math.floor((first % points) / POINTS_A_SITE);
  const values = Array.from({ length: size }, (_, i) => ({
    ...{ point: pointId((first + i) % points), v: valueOf(first + i), q: 'good' },
  }));
  return { topic: `monitoring/S${site}/readings`, values };
}

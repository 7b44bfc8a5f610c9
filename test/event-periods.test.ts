import fc from 'fast-check';
import { occurrencesOf, type DeclaredPeriod } from '../src/kernel/risk/event-periods';
import { at } from './support/facts';

// When a period is in force, to the moment: yearly ones over New Year and on 29 February, declared and called off between.

const period = (from: string, to: string, more: Partial<DeclaredPeriod> = {}): DeclaredPeriod => ({
  ...{ id: 'P1', name: '示例', divisions: ['140781'], industries: null, yearly: true },
  ...{ from: at(from), to: at(to), declaredAt: at('2026-01-01 00:00'), endedAt: null },
  ...more,
});
const shown = (one: DeclaredPeriod, now: string) =>
  occurrencesOf(one, at(now)).map(({ from, to }) => [from, to].map((time) => cityTime(time)).join(' – '));
const cityTime = (time: Date) =>
  new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

test.each<[string, DeclaredPeriod, string, string[]]>([
  ['once', period('2026-06-08 00:00', '2026-06-15 00:00', { yearly: false }), '2030-01-01 00:00',
    ['2026-06-08 00:00 – 2026-06-15 00:00']],
  ['over New Year, which is one time and not two', period('2026-12-20 00:00', '2027-01-10 00:00'), '2027-01-05 12:00',
    ['2026-12-20 00:00 – 2027-01-10 00:00', '2027-12-20 00:00 – 2028-01-10 00:00', '2028-12-20 00:00 – 2029-01-10 00:00']],
  ['from 1 January 00:00 in the city, which is the year before in UTC', period('2027-01-01 00:00', '2027-01-03 00:00'), '2027-06-01 00:00',
    ['2027-01-01 00:00 – 2027-01-03 00:00', '2028-01-01 00:00 – 2028-01-03 00:00']],
  ['on 29 February: the 28th of years without one', period('2028-02-29 00:00', '2028-03-01 00:00'), '2031-06-01 00:00',
    ['2028-02-29 00:00 – 2028-03-01 00:00', '2029-02-28 00:00 – 2029-03-01 00:00', '2030-02-28 00:00 – 2030-03-01 00:00',
      '2031-02-28 00:00 – 2031-03-01 00:00', '2032-02-29 00:00 – 2032-03-01 00:00']],
  ['declared while it would be on: from then', period('2026-06-08 00:00', '2026-06-15 00:00', { declaredAt: at('2026-06-10 09:00') }), '2026-06-11 00:00',
    ['2026-06-10 09:00 – 2026-06-15 00:00', '2027-06-08 00:00 – 2027-06-15 00:00']],
  ['called off in its second year', period('2026-06-08 00:00', '2026-06-15 00:00', { endedAt: at('2027-06-09 08:00') }), '2028-06-10 00:00',
    ['2026-06-08 00:00 – 2026-06-15 00:00', '2027-06-08 00:00 – 2027-06-09 08:00']],
  ['called off before it began: never', period('2026-06-08 00:00', '2026-06-15 00:00', { endedAt: at('2026-06-08 00:00') }), '2028-06-10 00:00', []],
])('%s', (_, declared, now, expected) => expect(shown(declared, now)).toEqual(expected)); // prettier-ignore

test('whatever the dates: times of a yearly period follow one another, never touch, and one lies ahead', () => {
  const start = fc.integer({ min: 0, max: 365 * 4 * 24 }).map((hours) => new Date(at('2026-01-01 00:00').getTime() + hours * 3_600_000));
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 364 * 24 }), fc.nat(365 * 8), (from, hours, days) => {
      const to = new Date(from.getTime() + hours * 3_600_000);
      const now = new Date(from.getTime() + days * 86_400_000);
      const times = occurrencesOf({ ...period('2026-01-01 00:00', '2026-01-02 00:00'), from, to }, now);
      times.slice(1).forEach((one, n) => expect(one.from.getTime()).toBeGreaterThan(times[n]!.to.getTime()));
      expect(times.some((one) => one.to > now)).toBe(true);
    }),
  );
}); // prettier-ignore

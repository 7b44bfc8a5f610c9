import fc from 'fast-check';
import { advance } from '../src/kernel/risk/engine';
import type { Fact } from '../src/kernel/risk/facts';
import { rankOf, RiskLevel } from '../src/kernel/risk/levels';
import { longestHoldMs, type RuleSet } from '../src/kernel/risk/rule-set';
import { cnSxDefault } from './support/shipped-rules';
import type { SourceSilence } from '../src/kernel/risk/timeline';
import { at, fact } from './support/facts';

const START = at('2026-03-01 12:00').getTime();
const HOUR = 3_600_000;
const DAYS = 20;
const ruleSets = [{ ...cnSxDefault, validFrom: '2019-01-01' }];

const moment = fc
  .integer({ min: -48 * 4, max: DAYS * 24 * 4 })
  .map((quarter) => new Date(START + quarter * (HOUR / 4)));
const date = fc
  .integer({ min: -5, max: DAYS })
  .map((day) => new Date(START + day * 24 * HOUR).toISOString().slice(0, 10));
const life = fc.tuple(moment, fc.option(fc.integer({ min: 1, max: 400 }))).map(([from, quarters]) => ({
  from,
  to: quarters === null ? null : new Date(from.getTime() + quarters * (HOUR / 4)),
}));
const level = fc.constantFrom(...Object.values(RiskLevel));
const key = fc.uuid();

const alarm = fc
  .record({
    life,
    key,
    severity: fc.constantFrom(1, 2, 3, 4),
    acknowledged: fc.option(fc.integer({ min: 0, max: 30 })),
  })
  .map(({ life, key, severity, acknowledged }) =>
    fact(
      'alarm',
      { ...life, key },
      {
        severity: severity as 1,
        acknowledgedAt:
          acknowledged === null ? null : new Date(life.from.getTime() + acknowledged * 60_000).toISOString(),
      },
    ),
  );
const hazard = fc
  .record({ life, key, grade: fc.constantFrom('GENERAL' as const, 'MAJOR' as const), dueOn: date })
  .map(({ life, key, grade, dueOn }) => fact('hazard', { ...life, key }, { grade, dueOn }));
const silence = fc.record({ life, key }).map(({ life, key }) => fact('silence', { ...life, key }));
const point = fc
  .record({ life, key, level })
  .map(({ life, key, level }) => fact('riskPoint', { ...life, key }, { level }));
const unit = fc
  .record({ life, key, level: fc.constantFrom(1, 2, 3, 4, null) })
  .map(({ life, key, level }) =>
    fact('hazardUnit', { ...life, key }, { level: level as 1, fault: level === null ? 'β missing' : null }),
  );
const licence = fc
  .record({ key, state: fc.constantFrom('VALID', 'SUSPENDED'), validFrom: date, validTo: fc.option(date) })
  .map(({ key, ...values }) => fact('licence', { from: new Date(START - 90 * 24 * HOUR), key }, values));
const firm = fc
  .record({
    industry: fc.constantFrom('COAL_MINE', 'CATERING', 'HAZMAT'),
    status: fc.constantFrom('RUNNING', 'RUNNING', 'LONG_STOPPED', 'RESUMING'),
    grade: fc.constantFrom('GRADE_2', 'GRADE_2', 'UNGRADED'),
    gradeExpiresOn: fc.option(date),
  })
  .map((values) => fact('firm', { from: new Date(START - 90 * 24 * HOUR) }, values));
/** More than twenty at one site within minutes, or nearly. */
const storm = fc.record({ begins: moment, key, size: fc.integer({ min: 19, max: 24 }) });
const stormOf = ({ begins, key, size }: { begins: Date; key: string; size: number }): Fact[] =>
  Array.from({ length: size }, (_, n) => {
    const from = new Date(begins.getTime() + n * 20_000);
    return fact('alarm', { from, to: new Date(from.getTime() + HOUR), key: `${key} ${n}` }, { severity: 4 });
  });
const later = fc.option(moment).map((time) => time && time.toISOString());
const plain = <Kind extends 'operation' | 'loadedTrip' | 'consultation' | 'exposedFinding' | 'warning'>(
  kind: Kind,
) => fc.record({ life, key }).map(({ life, key }) => fact(kind, { ...life, key }));
const operation = fc
  .record({ life, key, unit: fc.option(fc.constant('U1')), startsAt: moment })
  .map(({ life, key, unit, startsAt }) =>
    fact('operation', { ...life, key }, { unit, startsAt: startsAt.toISOString() }),
  );
const transition = fc
  .record({ life, key, startsAt: moment })
  .map(({ life, key, startsAt }) =>
    fact('transition', { ...life, key }, { startsAt: startsAt.toISOString() }),
  );
const tampering = fc
  .record({
    from: moment,
    key,
    cause: fc.constantFrom('LIMITS' as const, 'FLAT_LINE' as const),
    endedAt: later,
  })
  .map(({ from, key, ...value }) => fact('tampering', { from, key }, value));
const production = fc
  .record({ from: moment, key, endedAt: later })
  .map(({ from, key, endedAt }) => fact('production', { from, key }, { endedAt }));
const accident = fc
  .record({ from: moment, key, deaths: fc.constantFrom(0, 1), closedAt: later })
  .map(({ from, key, ...value }) => fact('accident', { from, key }, value));
const refusal = fc.record({ life, key }).map(({ life, key }) => fact('refusal', { ...life, key }));
const exposure = fc.record({ from: moment, key }).map(({ from, key }) => fact('exposure', { from, key }));
/** What can only raise. */
const upFactor = fc.oneof(
  ...[alarm, hazard, silence, point, unit, refusal],
  ...[tampering, production, accident, operation, transition, exposure],
  ...[plain('warning'), plain('loadedTrip'), plain('consultation'), plain('exposedFinding')],
);
const inspection = fc.record({ from: moment, key }).map(({ from, key }) => fact('inspection', { from, key }));
const promise = fc
  .record({ on: date })
  .map(({ on }) => fact('promise', { from: new Date(START - 90 * 24 * HOUR) }, { on }));
const facts = fc
  .tuple(
    fc.tuple(firm, fc.option(promise), fc.option(storm)),
    fc.array(fc.oneof({ weight: 4, arbitrary: upFactor }, licence, inspection), { maxLength: 14 }),
  )
  .map(([[row, promised, raging], more]): Fact[] => [
    ...[row, ...more],
    ...(promised ? [promised] : []),
    ...(raging ? stormOf(raging) : []),
  ]);
const silences = fc.array(
  fc
    .tuple(life, fc.constantFrom('monitoring-platform', 'dual-prevention', 'elsewhere'))
    .map(([times, source]): SourceSilence => ({ ...times, source })),
  { maxLength: 4 },
);
const steps = fc
  .array(fc.integer({ min: 0, max: DAYS * 24 * 60 }), { minLength: 1, maxLength: 30 })
  .map((minutes) =>
    [...minutes].sort((one, other) => one - other).map((minute) => new Date(START + minute * 60_000)),
  );
const history = fc.record({ facts, silences });

/** Levels each 6 h, 00:00 city time among them. */
function levels(inputs: { facts: Fact[]; silences: SourceSilence[] }, rules: RuleSet[] = ruleSets): number[] {
  let { standing } = advance(null, { ...inputs, ruleSets: rules }, new Date(START));
  return Array.from({ length: DAYS * 4 }, (_, quarter) => {
    ({ standing } = advance(standing, { ...inputs, ruleSets: rules }, new Date(START + quarter * 6 * HOUR)));
    return rankOf(standing.level);
  });
}

const notBelow = (higher: number[], lower: number[]) =>
  expect(higher.map((rank, hour) => Math.min(rank, lower[hour]!))).toEqual(lower);

const check = (property: fc.IProperty<never> | fc.IRawProperty<never>, numRuns = 150) =>
  fc.assert(property as fc.IProperty<unknown>, { numRuns });

describe('for any history', () => {
  it('many small advances and one big one give the same standing and changes', () => {
    check(
      fc.property(history, steps, (inputs, times) => {
        const given = { ...inputs, ruleSets };
        const first = advance(null, given, new Date(START)).standing;
        const big = advance(first, given, times.at(-1)!);
        let standing = first;
        const changes = times.flatMap((time) => {
          const result = advance(standing, given, time);
          standing = result.standing;
          return result.changes;
        });
        expect(standing).toEqual(big.standing);
        expect(changes).toEqual(big.changes);
      }) as never,
    );
  });

  it('advancing only at `nextAt` misses nothing', () => {
    check(
      fc.property(history, (inputs) => {
        const given = { ...inputs, ruleSets };
        const end = new Date(START + DAYS * 24 * HOUR);
        let { standing, nextAt } = advance(null, given, new Date(START));
        const first = standing;
        const changes = [];
        while (nextAt && nextAt <= end) {
          const before = nextAt;
          const result = advance(standing, given, nextAt);
          ({ standing, nextAt } = result);
          changes.push(...result.changes);
          expect(nextAt === null || nextAt > before).toBe(true);
        }
        const big = advance(first, given, end);
        expect(changes).toEqual(big.changes);
        expect(advance(standing, given, end)).toEqual({ ...big, changes: [] });
      }) as never,
    );
  });

  it('one more up-factor never lowers a level', () => {
    check(
      fc.property(history, upFactor, (inputs, more) => {
        notBelow(levels({ ...inputs, facts: [...inputs.facts, more] }), levels(inputs));
      }) as never,
      60,
    );
  });

  it('the same rules under another version, from whatever moment, change no level', () => {
    const byHand = fc
      .record({ life, level: fc.constantFrom(RiskLevel.BLUE_LOW, RiskLevel.ORANGE_LARGER) })
      .map(({ life: { from, to }, level }) => {
        const until = to ?? new Date(from.getTime() + 5 * 24 * HOUR);
        return fact('override', { from, to: until, key: 'byHand' }, { level });
      });
    fc.assert(
      fc.property(history, fc.option(byHand), moment, (given, set, released) => {
        const inputs = { ...given, facts: set ? [...given.facts, set] : given.facts };
        const [only] = ruleSets as [(typeof ruleSets)[0]];
        const switched = [
          { ...only, heldTo: released.getTime() },
          { ...only, version: 'again/1', heldFrom: released.getTime() },
        ];
        expect(levels(inputs, switched)).toEqual(levels(inputs));
      }),
      { numRuns: 150 },
    );
  });

  it('going silent never lowers a level', () => {
    check(
      fc.property(history, silences, (inputs, more) => {
        notBelow(levels({ ...inputs, silences: [...inputs.silences, ...more] }), levels(inputs));
      }) as never,
      60,
    );
  });

  it('the order of facts and silences does not matter', () => {
    check(
      fc.property(history, steps, (inputs, times) => {
        const end = times.at(-1)!;
        const turned = {
          facts: [...inputs.facts].reverse(),
          silences: [...inputs.silences].reverse(),
          ruleSets,
        };
        const run = (given: typeof turned) =>
          advance(advance(null, given, new Date(START)).standing, given, end);
        expect(run(turned)).toEqual(run({ ...inputs, ruleSets }));
      }) as never,
    );
  });

  it('what was over before the longest hold says nothing, whatever it is read along with', () => {
    const longOver = fc
      .record({ kind: fc.constantFrom('consultation', 'warning', 'loadedTrip'), key })
      .map(({ kind, key }) => {
        const to = new Date(START - longestHoldMs(ruleSets) - HOUR);
        return fact(kind as 'warning', { from: new Date(to.getTime() - HOUR), to, key });
      });
    check(
      fc.property(history, fc.array(longOver, { maxLength: 3 }), steps, (inputs, over, times) => {
        const run = (facts: Fact[]) => {
          const given = { ...inputs, facts, ruleSets };
          return advance(advance(null, given, new Date(START)).standing, given, times.at(-1)!);
        };
        expect(run([...inputs.facts, ...over])).toEqual(run(inputs.facts));
      }) as never,
    );
  });

  it('a standing survives being stored as JSON', () => {
    check(
      fc.property(history, steps, (inputs, times) => {
        const given = { ...inputs, ruleSets };
        const { standing } = advance(null, given, new Date(START));
        const stored = JSON.parse(JSON.stringify(standing));
        expect(stored).toEqual(standing);
        expect(advance(stored, given, times.at(-1)!)).toEqual(advance(standing, given, times.at(-1)!));
      }) as never,
      50,
    );
  });

  it('a level falls at 00:00 only, one step at a time, and never below what the facts say', () => {
    check(
      fc.property(history, (inputs) => {
        const given = { ...inputs, ruleSets };
        const first = advance(null, given, new Date(START)).standing;
        const { changes, standing } = advance(first, given, new Date(START + DAYS * 24 * HOUR));
        expect(rankOf(standing.level)).toBeGreaterThanOrEqual(rankOf(standing.target));
        let rank = rankOf(first.level);
        for (const { at: when, from, to, direction } of changes) {
          expect(rankOf(from!)).toBe(rank);
          expect(direction).toBe(rankOf(to) > rank ? 'UP' : 'DOWN');
          if (direction === 'DOWN') {
            expect((when.getTime() + 8 * HOUR) % (24 * HOUR)).toBe(0);
            // yellow may turn grey: an unrated firm is never called low
            expect(rank - rankOf(to) === 1 || (rank === 2 && to === RiskLevel.UNRATED)).toBe(true);
          }
          rank = rankOf(to);
        }
      }) as never,
    );
  });
});

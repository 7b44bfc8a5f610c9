import 'reflect-metadata';
import {
  judge,
  NOTHING_WATCHED,
  type JudgedPoint,
  type JudgedReading,
} from '../src/entities/monitoring/judge';
import { LimitKind } from '../src/schema/monitoring/limit-kind';

const point = (unit: string, ...limits: [keyof typeof LimitKind, number][]): JudgedPoint => ({
  unit,
  limits: limits.map(([kind, value]) => ({ kind: LimitKind[kind], value })),
});

const START = Date.parse('2026-11-01T00:00:00Z');

/** Seconds after the start, value, and what else the reading says. */
type Sample = [number, number | null, Partial<JudgedReading>?];

/** Plays readings and tells each step as `kind step second peak`. */
function play(judged: JudgedPoint, samples: Sample[]): string[] {
  let state = NOTHING_WATCHED;
  return samples.flatMap(([second, value, more]) => {
    const at = new Date(START + second * 1000);
    const answer = judge(state, { at, value, quality: 'GOOD', ...more }, judged);
    // as it comes back from the database
    state = JSON.parse(JSON.stringify(answer.state));
    return answer.steps.map(
      ({ kind, step, openedAt, peak }) => `${kind} ${step} ${(openedAt.getTime() - START) / 1000} ${peak}`,
    );
  });
}

const methane = point('%CH4', ['POWER_CUT', 1.5], ['HIGH', 1.0]);
const tank = point('m', ['HIGH_HIGH', 100], ['LOW_LOW', 10]);
const tankHigh = point('m', ['HIGH', 100]);

describe('judging of alarms', () => {
  it.each<[string, JudgedPoint, Sample[], string[]]>([
    ['nothing below the limit', tank, [[0, 99.9]], []],
    ['level 1 opens at once, at the limit', tank, [[0, 100]], ['HIGH_HIGH OPENED 0 100']],
    ['a lower limit works downward', tank, [[0, 10]], ['LOW_LOW OPENED 0 10']],
    [
      'one alarm while it stays past',
      tank,
      [
        [0, 100],
        [15, 100],
        [30, 100],
      ],
      ['HIGH_HIGH OPENED 0 100'],
    ],
    [
      'the peak is kept',
      tank,
      [
        [0, 100],
        [15, 120],
        [30, 110],
      ],
      ['HIGH_HIGH OPENED 0 100', 'HIGH_HIGH PEAK 0 120'],
    ],
    [
      'the peak of a lower limit is the lowest',
      tank,
      [
        [0, 9],
        [15, 4],
        [30, 8],
      ],
      ['LOW_LOW OPENED 0 9', 'LOW_LOW PEAK 0 4'],
    ],
    [
      'no clearing inside 5 % of the limit',
      tank,
      [
        [0, 100],
        [15, 95],
      ],
      ['HIGH_HIGH OPENED 0 100'],
    ],
    [
      'clearing beyond 5 % of the limit',
      tank,
      [
        [0, 100],
        [15, 94.9],
      ],
      ['HIGH_HIGH OPENED 0 100', 'HIGH_HIGH CLEARED 0 100'],
    ],
    [
      'a lower limit clears upward',
      tank,
      [
        [0, 9],
        [15, 10.5],
        [30, 10.6],
      ],
      ['LOW_LOW OPENED 0 9', 'LOW_LOW CLEARED 0 9'],
    ],
    [
      'level 2 waits 60 s',
      tankHigh,
      [
        [0, 101],
        [30, 103],
        [59, 102],
      ],
      [],
    ],
    [
      'level 2 opens after 60 s with the worst value so far',
      tankHigh,
      [
        [0, 101],
        [30, 103],
        [60, 102],
      ],
      ['HIGH OPENED 60 103'],
    ],
    [
      'a dip starts the 60 s again',
      tankHigh,
      [
        [0, 101],
        [30, 99],
        [45, 101],
        [90, 101],
      ],
      [],
    ],
    [
      'power cut opens at once, high after 60 s',
      methane,
      [
        [0, 1.6],
        [60, 1.2],
      ],
      ['POWER_CUT OPENED 0 1.6', 'HIGH OPENED 60 1.6'],
    ],
    [
      'methane power is not restored at 1.0',
      methane,
      [
        [0, 1.5],
        [15, 1.0],
      ],
      ['POWER_CUT OPENED 0 1.5'],
    ],
    [
      'methane power is restored below 1.0',
      methane,
      [
        [0, 1.5],
        [15, 0.99],
      ],
      ['POWER_CUT OPENED 0 1.5', 'POWER_CUT CLEARED 0 1.5'],
    ],
    [
      'another unit restores by 5 %',
      point('A', ['POWER_CUT', 10]),
      [
        [0, 10],
        [15, 9.4],
      ],
      ['POWER_CUT OPENED 0 10', 'POWER_CUT CLEARED 0 10'],
    ],
    [
      'opens a second time as another alarm',
      tank,
      [
        [0, 100],
        [15, 50],
        [30, 100],
      ],
      ['HIGH_HIGH OPENED 0 100', 'HIGH_HIGH CLEARED 0 100', 'HIGH_HIGH OPENED 30 100'],
    ],
    ['calibration is not judged', tank, [[0, 120, { calibrating: true }]], []],
    [
      'calibration does not clear',
      tank,
      [
        [0, 100],
        [15, 0, { calibrating: true }],
      ],
      ['HIGH_HIGH OPENED 0 100'],
    ],
    ['a bad value is not judged', tank, [[0, 120, { quality: 'BAD' }]], []],
    [
      'a bad value does not clear',
      tank,
      [
        [0, 100],
        [15, 50, { quality: 'BAD' }],
      ],
      ['HIGH_HIGH OPENED 0 100'],
    ],
    [
      'a text does not clear',
      tank,
      [
        [0, 100],
        [15, null],
      ],
      ['HIGH_HIGH OPENED 0 100'],
    ],
    ['an uncertain value is judged', tank, [[0, 100, { quality: 'UNCERTAIN' }]], ['HIGH_HIGH OPENED 0 100']],
    ['a substituted value opens', tank, [[0, 100, { quality: 'SUBSTITUTED' }]], ['HIGH_HIGH OPENED 0 100']],
    [
      'a substituted value does not clear',
      tank,
      [
        [0, 100],
        [15, 50, { quality: 'SUBSTITUTED' }],
      ],
      ['HIGH_HIGH OPENED 0 100'],
    ],
    [
      'a discrete value waits 60 s and clears when it differs',
      point('', ['DISCRETE', 1]),
      [
        [0, 1],
        [60, 1],
        [75, 0],
      ],
      ['DISCRETE OPENED 60 1', 'DISCRETE CLEARED 60 1'],
    ],
    [
      'a rate is a change per minute, up or down',
      point('℃', ['RATE', 10]),
      [
        [0, 50],
        [30, 56],
        [60, 50],
        [90, 44],
      ],
      ['RATE OPENED 90 12'],
    ],
    [
      'a slow change is no rate alarm',
      point('℃', ['RATE', 10]),
      [
        [0, 50],
        [120, 60],
        [240, 70],
      ],
      [],
    ],
  ])('%s', (_, judged, samples, steps) => expect(play(judged, samples)).toEqual(steps));

  it('judges an open alarm on by its own limit when the limit is taken away', () => {
    const { state } = judge(NOTHING_WATCHED, { at: new Date(START), value: 100, quality: 'GOOD' }, tank);
    const later = (value: number) =>
      judge(state, { at: new Date(START + 15_000), value, quality: 'GOOD' }, point('m')).steps;
    expect(later(96)).toEqual([]);
    expect(later(90)).toMatchObject([{ step: 'CLEARED', kind: 'HIGH_HIGH', limit: 100 }]);
  });

  it('hands back the same state when nothing changed', () => {
    const { state } = judge(NOTHING_WATCHED, { at: new Date(START), value: 100, quality: 'GOOD' }, tank);
    const again = judge(state, { at: new Date(START + 15_000), value: 100, quality: 'GOOD' }, tank);
    expect(again.state).toBe(state);
  });

  it('ends an OFFLINE alarm with the first reading that can be used', () => {
    const state = { watches: { OFFLINE: { since: START, openedAt: START, limit: 120, peak: null } } };
    const heard = (quality: 'BAD' | 'GOOD') =>
      judge(state, { at: new Date(START + 1000), value: 1, quality }, point('m')).steps;
    expect(heard('BAD')).toEqual([]);
    expect(heard('GOOD')).toMatchObject([{ step: 'CLEARED', kind: 'OFFLINE' }]);
  });
});

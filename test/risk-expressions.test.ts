import { conditionFault } from '../src/kernel/risk/condition';
import type { Fact } from '../src/kernel/risk/facts';
import { readRuleSet } from '../src/kernel/risk/rule-set-document';
import type { RuleSet } from '../src/kernel/risk/rule-set';
import { at, fact } from './support/facts';
import { blue, factorOf, follow } from './support/follow';

// The one rule whose condition a city writes itself: checked when it is read, bounded, and never falsely calm.

const setOf = (
  condition: string,
  figures = 'effect: { steps: 1 }, afterMinutes: 0, holdHours: 0',
): string => `
version: own/1
validFrom: 2019-01-01
validTo: null
fedByAllSources: []
rules:
  - { id: R01, kind: risk-points, titleZh: 固有, when: 点, effect: 固有, basis: 文, certainty: L, parameters: {} }
  - { id: R30, kind: step-down, titleZh: 下调, when: 无, effect: 下, basis: 文, certainty: P, parameters: { stepsPerDay: 3 } }
  - id: X01
    kind: expression
    titleZh: 自定条件
    when: 自定
    effect: 自定
    basis: 地方规定
    certainty: P
    parameters: { condition: '${condition}', says: 自定条件, ${figures} }
`;

const sets = (condition: string, figures?: string): RuleSet[] => [
  readRuleSet('own.yaml', setOf(condition, figures)),
];
const plant = fact('firm', { from: at('2026-01-01 08:00') }, { industry: 'HAZMAT' });
const alarm = (key: string, from: string, to: string | null, severity: 1 | 2 | 3 = 2): Fact =>
  fact('alarm', { from: at(from), to: to === null ? null : at(to), key }, { severity });

describe('what a condition may say', () => {
  it.each([
    'firm.industry == "HAZMAT" && size(alarms) >= 2',
    'alarms.exists(a, a.severity <= 2 && a.value > 1.5)',
    'committee == "C1" || firm.division.startsWith("1407")',
    'hazards.filter(h, h.grade == "MAJOR").size() > 0',
    'alarms.filter(a, a.severity == 1).exists(a, a.value > 2.0) || hazards.exists(h, h.grade == "MAJOR")',
    'exposures.exists(e, "FOREST_EDGE" in e.tags)',
    String.raw`alarms.exists(a, a.place.matches("^[0-9][0-9]\\.综采|掘进$"))`,
  ])('%s', (condition) => {
    expect(conditionFault(condition)).toBeNull();
  });

  it.each<[condition: string, fault: string]>([
    ['firm.colour == "red"', 'No such key: colour'],
    ['firm.industry > 3', 'no such overload: string > int'],
    ['alarms.exists(a, a.severity == "1")', 'no such overload: int == string'],
    ['size(alarms)', 'has to be true or false, is int'],
    ['now() > 3', "found no matching overload for 'now()'"],
    ['people.size() > 0', 'Unknown variable: people'],
    ['1 +', 'Unexpected token: EOF'],
    ['', 'Unexpected token: EOF'],
    [`${'true && '.repeat(300)}true`, 'Exceeded max'],
    ['alarms.exists(a, a.place.matches("^(a+)+$"))', 'without groups and repeats'],
    ['firm.industry.matches("a*a*a*a*b")', 'without groups and repeats'],
    ['firm.industry.matches("[")', 'takes a pattern'],
    ['firm.industry.matches(firm.grade)', 'takes a pattern as a text'],
    ['firm.industry.lowerAscii().matches("(")', 'takes a pattern'],
    ['firm.industry == "X" ? firm.grade.matches("a?a?") : true', 'without groups and repeats'],
    ['alarms.all(a, alarms.all(b, a.place == b.place))', 'a list for each item of another'],
  ])('not %#', (condition, fault) => {
    expect(conditionFault(condition)).toContain(fault);
  });

  it('is refused where it stands', () => {
    expect(() => readRuleSet('own.yaml', setOf('firm.industry > 3'))).toThrow(
      'own.yaml:16: rules[2].parameters.condition: no such overload: string > int',
    );
    expect(() =>
      readRuleSet('own.yaml', setOf('true', 'effect: { steps: 9 }, afterMinutes: 0, holdHours: 0')),
    ).toThrow(/own.yaml:16: rules\[2\].parameters.effect/);
  });
});

describe('when it holds', () => {
  it('is one up while it does', () => {
    const two = [
      alarm('a', '2026-03-02 10:00', '2026-03-02 12:00'),
      alarm('b', '2026-03-02 11:00', '2026-03-02 13:00'),
    ];
    follow(
      [plant, blue, ...two],
      ['2026-03-02 10:59 B', '2026-03-02 11:00 Y', '2026-03-02 23:59 Y', '2026-03-03 00:00 B'],
      { ruleSets: sets('firm.industry == "HAZMAT" && size(alarms) >= 2') },
    );
  });

  it('only after it has lasted, and for a while after', () => {
    const figures = 'effect: { floor: ORANGE_LARGER }, afterMinutes: 30, holdHours: 12';
    const lasting = sets('alarms.exists(a, a.severity <= 2)', figures);
    follow(
      [plant, blue, alarm('a', '2026-03-02 10:00', '2026-03-02 11:00')],
      ['2026-03-02 10:29 B', '2026-03-02 10:30 O', '2026-03-02 23:00 O', '2026-03-03 00:00 B'],
      { ruleSets: lasting },
    );
    // one takes over from the other without a break
    const chain = [
      alarm('a', '2026-03-02 10:00', '2026-03-02 10:20'),
      alarm('b', '2026-03-02 10:20', '2026-03-02 10:40'),
    ];
    follow([plant, blue, ...chain], ['2026-03-02 10:30 O'], { ruleSets: lasting });
    follow([plant, blue, alarm('a', '2026-03-02 10:00', '2026-03-02 10:30')], ['2026-03-02 12:00 B'], {
      ruleSets: lasting,
    });
  });

  it('may be a flag, and says what it rests on', () => {
    const flag = sets('size(hazards) > 0', 'effect: { flag: true }, afterMinutes: 0, holdHours: 0');
    const open = fact('hazard', { from: at('2026-03-02 10:00') });
    const standing = follow([plant, blue, open], ['2026-03-02 10:00 B'], { ruleSets: flag });
    expect(factorOf(standing, 'X01')).toMatchObject({
      ...{ effects: ['flag:0'], evidence: '自定条件: size(hazards) > 0', basis: '地方规定' },
    });
  });

  it('knows the committee and the division', () => {
    const committee = fact('committee', { from: at('2026-01-01 08:00') });
    const here = { ...plant, value: { ...plant.value, division: '140781100' } } as Fact;
    const own = sets('committee == "C1" && firm.division.startsWith("1407")');
    follow([here, blue, committee], ['2026-03-02 10:00 Y'], { ruleSets: own });
    follow([here, blue], ['2026-03-02 10:00 B'], { ruleSets: own });
  });

  it('what cannot be worked out is a gap: shown, degraded, and nothing falls', () => {
    const first = sets('alarms[0].severity == 1');
    const standing = follow([plant, blue], ['2026-03-02 10:00 B'], { ruleSets: first });
    expect(standing.degraded).toBe(true);
    expect(factorOf(standing, 'X01')?.effects).toEqual(['gap:0']);
    follow([plant, blue, alarm('a', '2026-03-02 10:00', null, 1)], ['2026-03-02 10:00 Y'], {
      ruleSets: first,
    });
    follow(
      [plant, blue, alarm('a', '2026-03-02 10:00', '2026-03-02 11:00', 1)],
      ['2026-03-02 10:00 Y', '2026-03-09 00:00 Y'],
      { ruleSets: first },
    );
  });

  it('costs little, however many facts there are', () => {
    const many = Array.from({ length: 3_000 }, (_, n) => {
      const from = new Date(at('2026-03-02 10:00').getTime() + n * 1_000);
      return fact('alarm', { from, to: new Date(from.getTime() + 600_000), key: `a${n}` });
    });
    const began = performance.now();
    follow([plant, blue, ...many], ['2026-03-03 00:00 B'], {
      ruleSets: sets('alarms.exists(a, a.place == "nowhere")'),
    });
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

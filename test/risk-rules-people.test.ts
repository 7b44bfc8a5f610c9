import { advance } from '../src/kernel/risk/engine';
import { periodFacts, type DeclaredPeriod } from '../src/kernel/risk/event-periods';
import type { Fact, FactValues } from '../src/kernel/risk/facts';
import { RiskLevel } from '../src/kernel/risk/levels';
import type { RuleSet } from '../src/kernel/risk/rule-set';
import { at, fact, USCC } from './support/facts';
import { blue, factorOf, firm, follow, ruleSets, yellow } from './support/follow';

// The rules by which people move levels, as tables: event periods (R15) and levels set by hand (R32).

const { BLUE_LOW, YELLOW_GENERAL, ORANGE_LARGER, RED_MAJOR } = RiskLevel;

describe('R15 event period', () => {
  const plant = (value: Partial<FactValues['firm']> = {}, from = '2026-01-01 08:00') =>
    fact('firm', { from: at(from) }, { industry: 'HAZMAT', division: '140781100', ...value });
  const period = (from: string, to: string, value: Partial<FactValues['period']> = {}) =>
    fact('period', { from: at(from), to: at(to), key: `${value.period ?? 'EP1'} ${from}` }, value);
  const week = period('2026-03-02 00:00', '2026-03-09 00:00');

  test.each<[string, Fact[], string[]]>([
    ['raises from its beginning until its end', [plant(), blue, week],
      ['2026-03-01 23:59 B', '2026-03-02 00:00 Y', '2026-03-08 23:59 Y', '2026-03-09 00:00 B']],
    ['ends within a day: down at the next midnight', [plant(), blue, period('2026-03-02 09:00', '2026-03-08 18:00')],
      ['2026-03-02 08:59 B', '2026-03-02 09:00 Y', '2026-03-08 18:00 Y', '2026-03-08 23:59 Y', '2026-03-09 00:00 B']],
    ['ends with February in a leap year', [plant(), blue, period('2028-02-28 00:00', '2028-03-01 00:00')],
      ['2028-02-27 23:59 B', '2028-02-29 23:59 Y', '2028-03-01 00:00 B']],
    ['raises a yellow one to orange', [plant(), yellow, week], ['2026-03-02 00:00 O', '2026-03-10 00:00 Y']],
    ['raises no red one', [plant(), fact('riskPoint', { from: at('2026-01-01 08:00') }, { level: RED_MAJOR }), week], ['2026-03-02 00:00 R']],
    ['raises one that was never assessed from blue', [plant(), week], ['2026-03-01 23:59 U', '2026-03-02 00:00 Y', '2026-03-09 00:00 U']],
    ['two at once are one step', [plant(), blue, week, period('2026-03-04 00:00', '2026-03-12 00:00', { period: 'EP2' })],
      ['2026-03-05 00:00 Y', '2026-03-11 23:59 Y', '2026-03-12 00:00 B']],
    ['two that touch leave no gap', [plant(), blue, week, period('2026-03-09 00:00', '2026-03-12 00:00', { period: 'EP2' })],
      ['2026-03-09 00:00 Y', '2026-03-12 00:00 B']],

    ['covers what is below its division', [plant(), blue, period('2026-03-02 00:00', '2026-03-09 00:00', { divisions: ['14'] })], ['2026-03-02 00:00 Y']],
    ['covers one of several', [plant(), blue, period('2026-03-02 00:00', '2026-03-09 00:00', { divisions: ['140105', '140781100'] })], ['2026-03-02 00:00 Y']],
    ['not what is above its division', [plant({ division: '140781' }), blue, period('2026-03-02 00:00', '2026-03-09 00:00', { divisions: ['140781100'] })], ['2026-03-05 00:00 B']],
    ['not another division', [plant({ division: '140105001' }), blue, week], ['2026-03-05 00:00 B']],
    ['not a firm of which no division is known', [plant({ division: null }), blue, week], ['2026-03-05 00:00 B']],
    ['covers who comes into the division while it lasts, from then on', [plant({}, '2026-03-05 15:00'), blue, week],
      ['2026-03-05 14:59 B', '2026-03-05 15:00 Y', '2026-03-09 00:00 B']],

    ['not a trade that the rule does not name', [plant({ industry: 'CATERING' }), blue, week], ['2026-03-05 00:00 B']],
    ['but one that the period names', [plant({ industry: 'CATERING' }), blue, period('2026-03-02 00:00', '2026-03-09 00:00', { industries: ['CATERING', 'HOTEL'] })], ['2026-03-02 00:00 Y']],
    ['and then no other, also if the rule names it', [plant(), blue, period('2026-03-02 00:00', '2026-03-09 00:00', { industries: ['CATERING'] })], ['2026-03-05 00:00 B']],
  ])('%s', (_, facts, expected) => void follow(facts, expected)); // prettier-ignore

  test('raises hazard units of the firm too', () => {
    follow([plant(), blue, week], ['2026-03-01 23:59 U', '2026-03-02 00:00 Y'], { subject: 'unit' });
  });

  test('says which, until when, and how sure the rule is', () => {
    const factor = factorOf(follow([plant(), blue, week], ['2026-03-02 00:00 Y']), 'R15');
    expect(factor).toMatchObject({
      ...{ evidence: '示例运动会', effects: ['step:1'], certainty: 'P' },
      ...{ since: at('2026-03-02 00:00').toISOString(), until: at('2026-03-09 00:00').toISOString() },
    });
  });

  const declared = (more: Partial<DeclaredPeriod>): DeclaredPeriod => ({
    ...{ id: 'EP1', name: '示例', divisions: ['140781'], industries: null, yearly: true, endedAt: null },
    ...{ from: at('2026-12-30 00:00'), to: at('2027-01-02 00:00'), declaredAt: at('2026-02-01 00:00') },
    ...more,
  });
  const within = { now: at('2029-06-01 00:00'), endedAfter: at('2026-01-01 00:00') };

  test.each<[string, DeclaredPeriod, string[]]>([
    ['comes every year, over New Year', declared({}),
      ['2026-12-29 23:59 B', '2026-12-30 00:00 Y', '2027-01-01 23:59 Y', '2027-01-02 00:00 B', '2027-12-29 23:59 B', '2027-12-30 00:00 Y', '2028-01-02 00:00 B']],
    ['called off while it is on: down at the next midnight, and never again', declared({ endedAt: at('2026-12-31 15:00') }),
      ['2026-12-31 14:59 Y', '2026-12-31 23:59 Y', '2027-01-01 00:00 B', '2027-12-31 00:00 B']],
    ['called off before it began', declared({ endedAt: at('2026-12-29 15:00') }), ['2026-12-31 00:00 B']],
    ['on 29 February: on the 28th of other years', declared({ from: at('2028-02-29 00:00'), to: at('2028-03-01 00:00') }),
      ['2028-02-28 23:59 B', '2028-02-29 00:00 Y', '2028-03-01 00:00 B', '2029-02-27 23:59 B', '2029-02-28 00:00 Y', '2029-03-01 00:00 B']],
  ])('%s', (_, one, expected) => void follow([plant(), blue, ...periodFacts([one], within)(USCC)], expected)); // prettier-ignore
});

describe('R32 level set by hand', () => {
  const set = (level: RiskLevel, from = '2026-03-02 10:00', to = '2026-03-12 10:00') =>
    fact('override', { from: at(from), to: at(to), key: USCC }, { level });
  const alarm = (from: string, to: string | null = null) =>
    fact(
      'alarm',
      { from: at(from), to: to === null ? null : at(to) },
      { severity: 2, acknowledgedAt: at(from).toISOString() },
    );
  const hazard = (value: Partial<FactValues['hazard']> = {}) =>
    fact('hazard', { from: at('2026-02-20 08:00') }, { grade: 'MAJOR', dueOn: '2026-06-01', ...value });
  const points = (level: RiskLevel) => fact('riskPoint', { from: at('2026-01-01 08:00') }, { level });

  test.each<[string, Fact[], string[]]>([
    ['upwards: at once, until it expires, then a step a day', [firm, blue, set(RED_MAJOR)],
      ['2026-03-02 09:59 B', '2026-03-02 10:00 R', '2026-03-12 09:59 R', '2026-03-12 10:00 R', '2026-03-13 00:00 O', '2026-03-14 00:00 Y', '2026-03-15 00:00 B']],
    ['downwards: at once, until it expires, then up at once', [firm, points(ORANGE_LARGER), set(BLUE_LOW)],
      ['2026-03-02 09:59 O', '2026-03-02 10:00 B', '2026-03-12 09:59 B', '2026-03-12 10:00 O']],
    ['at the level that it has: holds it', [firm, yellow, set(YELLOW_GENERAL)], ['2026-03-02 10:00 Y', '2026-03-12 10:00 Y']],
    ['for one that was never assessed', [firm, set(ORANGE_LARGER)], ['2026-03-02 09:59 U', '2026-03-02 10:00 O']],
    ['over a leap day, for 30 days', [firm, blue, set(ORANGE_LARGER, '2028-02-10 10:00', '2028-03-11 10:00')],
      ['2028-02-10 10:00 O', '2028-02-29 12:00 O', '2028-03-11 09:59 O', '2028-03-12 00:00 Y', '2028-03-13 00:00 B']],
    ['expires at midnight: down at that very midnight', [firm, blue, set(YELLOW_GENERAL, '2026-03-02 10:00', '2026-03-05 00:00')],
      ['2026-03-04 23:59 Y', '2026-03-05 00:00 B']],

    ['stands in for what had begun before', [firm, blue, alarm('2026-03-02 09:00'), set(BLUE_LOW)],
      ['2026-03-02 09:59 Y', '2026-03-02 10:00 B', '2026-03-12 10:00 Y']],
    ['what begins later acts on top of it', [firm, points(ORANGE_LARGER), set(BLUE_LOW), alarm('2026-03-03 09:00')],
      ['2026-03-03 09:29 B', '2026-03-03 09:30 Y']],
    ['and on top of a higher one', [firm, blue, set(ORANGE_LARGER), alarm('2026-03-03 09:00')], ['2026-03-03 09:30 R']],
    ['a floor that is none of the law gives way', [firm, blue, fact('silence', { from: at('2026-03-01 08:00') }), set(BLUE_LOW)],
      ['2026-03-02 09:59 O', '2026-03-02 10:00 B']],
    ['a major hazard does not (R08)', [firm, blue, hazard(), set(BLUE_LOW)], ['2026-03-02 09:59 O', '2026-03-02 10:00 O']],
    ['nor one that falls overdue meanwhile', [firm, blue, hazard({ dueOn: '2026-03-05' }), set(ORANGE_LARGER)], ['2026-03-05 23:59 O', '2026-03-06 00:00 R']],
    ['nor an accident (R10)', [firm, blue, fact('accident', { from: at('2026-02-25 08:00') }), set(YELLOW_GENERAL)], ['2026-03-02 10:00 R']],
    ['nor a licence out of force (R11)', [fact('firm', { from: at('2026-01-01 08:00') }, { industry: 'METALLURGY' }), blue,
      fact('licence', { from: at('2026-01-01 08:00') }, { validTo: '2026-02-10' }), set(BLUE_LOW)], ['2026-03-02 10:00 R']],
    ['nor a licence that expires meanwhile', [fact('firm', { from: at('2026-01-01 08:00') }, { industry: 'METALLURGY' }), blue,
      fact('licence', { from: at('2026-01-01 08:00') }, { validTo: '2026-03-04' }), set(BLUE_LOW)], ['2026-03-04 23:59 B', '2026-03-05 00:00 R']],
  ])('%s', (_, facts, expected) => void follow(facts, expected)); // prettier-ignore

  // another rule set makes nothing older and nothing younger than it is, and is nobody's hand
  const switched = (at: Date): RuleSet[] => [
    { ...ruleSets[0]!, version: 'test/1', heldTo: at.getTime() },
    { ...ruleSets[0]!, version: 'test/2', heldFrom: at.getTime() },
  ];
  test.each<[string, Fact[], string[]]>([
    ['goes on to stand in for what had begun before', [firm, blue, alarm('2026-03-02 09:00'), set(BLUE_LOW)],
      ['2026-03-02 10:00 B', '2026-03-05 11:59 B', '2026-03-05 12:00 B', '2026-03-06 00:00 B', '2026-03-12 10:00 Y']],
    ['goes on to let act what began later', [firm, blue, set(BLUE_LOW), alarm('2026-03-03 09:00')],
      ['2026-03-03 09:30 Y', '2026-03-05 12:00 Y', '2026-03-06 00:00 Y', '2026-03-08 00:00 Y']],
    ['goes on to hold a higher level', [firm, blue, set(ORANGE_LARGER)],
      ['2026-03-02 10:00 O', '2026-03-05 12:00 O', '2026-03-12 09:59 O', '2026-03-13 00:00 Y']],
  ])('when other rules come into force it %s', (_, facts, expected) => {
    const sets = switched(at('2026-03-05 12:00'));
    follow(facts, expected, { ruleSets: sets });
    const inputs = { facts, silences: [], ruleSets: sets };
    const before = advance(null, inputs, at('2026-03-04 12:00')).standing;
    expect(advance(before, inputs, at('2026-03-05 13:00')).changes).toEqual([]);
  }); // prettier-ignore

  test('set again, the last one stands, with its own expiry', () => {
    const again = { ...set(YELLOW_GENERAL, '2026-03-04 10:00', '2026-03-06 10:00'), key: `${USCC} 2` };
    follow(
      [firm, blue, set(RED_MAJOR), again],
      ['2026-03-04 09:59 R', '2026-03-04 10:00 Y', '2026-03-06 09:59 Y', '2026-03-06 10:00 R'],
    );
  });

  test('does not fall when it expires while a source is silent', () => {
    const silences = [
      { source: 'dual-prevention', from: at('2026-03-12 09:00'), to: at('2026-03-14 09:00') },
    ];
    follow(
      [firm, blue, set(ORANGE_LARGER)],
      ['2026-03-13 00:00 O', '2026-03-14 00:00 O', '2026-03-15 00:00 Y'],
      {
        silences,
      },
    );
  });

  test('sets a unit as well, and says who, why and on what basis, until when', () => {
    const { factors, override } = follow([firm, set(ORANGE_LARGER)], ['2026-03-02 10:00 O'], {
      subject: 'unit',
    });
    expect(factors).toMatchObject([
      {
        ...{ rule: 'R32', effects: ['override:3'], evidence: '值班员: 现场核查 (会议纪要)', certainty: 'P' },
        ...{ since: at('2026-03-02 10:00').toISOString(), until: at('2026-03-12 10:00').toISOString() },
      },
    ]);
    expect(override).toEqual({
      by: '值班员',
      reason: '现场核查',
      until: at('2026-03-12 10:00').toISOString(),
    });
  });
});

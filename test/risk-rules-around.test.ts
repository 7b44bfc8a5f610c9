import { at, fact } from './support/facts';
import { blue, factorOf, firm, follow } from './support/follow';

// What reaches a firm from outside its gates: accidents, warnings, trips, findings of experts and patrols.

describe('R10 accident', () => {
  const accident = (value: object) => fact('accident', { from: at('2026-03-02 10:00') }, value);
  const closed = at('2026-03-10 12:00').toISOString();

  it('with a death is red from when it happened, as long as it is open', () => {
    follow([firm, blue, accident({})], ['2026-03-02 09:59 B', '2026-03-02 10:00 R', '2028-03-02 10:00 R']);
  });

  it.each([
    ['a death holds 90 days', { deaths: 1, grade: 'GENERAL' }, '2026-06-08 23:59 R', '2026-06-09 00:00 O'],
    [
      'a larger one holds 365 days',
      { deaths: 0, grade: 'LARGER' },
      '2027-03-10 23:59 R',
      '2027-03-11 00:00 O',
    ],
    [
      'a larger one with deaths too',
      { deaths: 3, grade: 'LARGER' },
      '2027-03-10 23:59 R',
      '2027-03-11 00:00 O',
    ],
  ])('%s after it is closed, then steps down', (_, value, last, first) => {
    follow([firm, blue, accident({ ...value, closedAt: closed })], [last, first]);
  });

  it.each([
    ['a general one without deaths', { deaths: 0, grade: 'GENERAL' }],
    ['one not graded, without deaths', { deaths: 0, grade: null }],
  ])('%s is nothing', (_, value) => {
    follow([firm, blue, accident(value)], ['2026-03-02 10:00 B']);
  });

  it('says that the class counts as the worst and the grade is under review', () => {
    const standing = follow([firm, blue, accident({})], ['2026-03-02 10:00 R']);
    expect(factorOf(standing, 'R10')?.evidence).toMatch(
      /死亡1人 · 1 dead; 安全分类按最低类,标准化等级待复核/,
    );
  });
});

describe('R16 public warning', () => {
  const exposed = fact('exposure', { from: at('2026-01-01 08:00') });
  const warning = (value: object = {}, to: string | null = null) =>
    fact('warning', { from: at('2026-03-02 08:00'), to: to === null ? null : at(to) }, value);

  it('is one up from when it is in force until 12 h after it is over', () => {
    follow(
      [firm, blue, exposed, warning({}, '2026-03-03 13:00')],
      [
        ...['2026-03-02 09:59 B', '2026-03-02 10:00 Y', '2026-03-04 00:59 Y'],
        ...['2026-03-04 23:59 Y', '2026-03-05 00:00 B'],
      ],
    );
  });

  it('is held on also when the register tells of the site anew meanwhile', () => {
    const again = fact('exposure', { from: at('2026-03-03 20:00') });
    const ended = warning({}, '2026-03-03 13:00');
    follow([firm, blue, again, ended], ['2026-03-03 19:59 B', '2026-03-03 20:00 Y', '2026-03-04 00:00 Y', '2026-03-05 00:00 B']); // prettier-ignore
    const late = fact('exposure', { from: at('2026-03-04 01:00') });
    follow([firm, blue, late, ended], ['2026-03-04 12:00 B']);
  });

  it.each([
    ['yellow', { colour: 'YELLOW' }, 'B'],
    ['blue, which is no blue risk', { colour: 'BLUE' }, 'B'],
    ['red', { colour: 'RED' }, 'Y'],
    ['of what the site is not exposed to', { event: '寒潮' }, 'B'],
    ['of nothing that the rules know', { event: '沙尘暴' }, 'B'],
  ])('one that is %s', (_, value, letter) => {
    follow([firm, blue, exposed, warning(value)], [`2026-03-02 12:00 ${letter}`]);
  });

  it('is nothing without an exposed site, nor when lifted before it began', () => {
    follow([firm, blue, warning()], ['2026-03-02 12:00 B']);
    follow([firm, blue, exposed, warning({}, '2026-03-02 09:30')], ['2026-03-02 12:00 B']);
  });
});

describe('R17 trip loaded against a rule', () => {
  const trip = (to: string | null, value: object = {}) =>
    fact('loadedTrip', { from: at('2026-03-02 10:00'), to: to === null ? null : at(to) }, value);

  it('is one up from the loading until 72 h after', () => {
    follow(
      [firm, blue, trip('2026-03-02 13:00')],
      [
        ...['2026-03-02 09:59 B', '2026-03-02 10:00 Y', '2026-03-05 12:59 Y'],
        ...['2026-03-05 23:59 Y', '2026-03-06 00:00 B'],
      ],
    );
  });

  it.each([
    ['BLOCK', 'Y'],
    ['CRITICAL', 'Y'],
    ['WARN', 'B'],
  ])('%s gives %s', (severity, letter) => {
    follow([firm, blue, trip(null, { severity })], [`2026-03-02 12:00 ${letter}`]);
  });

  it('counts once however many, and names them', () => {
    const other = fact('loadedTrip', { from: at('2026-03-02 11:00'), key: 'WB2' }, { waybill: 'WB2' });
    const standing = follow([firm, blue, trip(null), other], ['2026-03-02 12:00 Y']);
    expect(factorOf(standing, 'R17')?.evidence).toBe(
      'WB1: V04, CONSIGNOR, hazmat-permits; WB2: V04, CONSIGNOR, hazmat-permits',
    );
  });
});

describe('R18 findings of experts and patrols', () => {
  const consultation = (to: string | null, findings = 3) =>
    fact('consultation', { from: at('2026-02-10 08:00'), to: to === null ? null : at(to) }, { findings });

  it('is one up from the end of the due date until all is put right', () => {
    follow(
      [firm, blue, consultation(null)],
      ['2026-03-01 23:59 B', '2026-03-02 00:00 Y', '2026-09-02 00:00 Y'],
    );
    follow([firm, blue, consultation('2026-03-04 10:00')], ['2026-03-04 23:59 Y', '2026-03-05 00:00 B']);
  });

  it('put right in time, or without findings, is nothing', () => {
    follow([firm, blue, consultation('2026-03-01 18:00')], ['2026-03-03 00:00 B']);
    follow([firm, blue, consultation(null, 0)], ['2026-03-03 00:00 B']);
  });

  it('exposed by a patrol is shown, and moves no level', () => {
    const exposed = fact('exposedFinding', { from: at('2026-03-02 10:00') });
    const standing = follow([firm, blue, exposed], ['2026-03-02 10:00 B', '2026-04-02 10:00 B']);
    expect(factorOf(standing, 'R18')).toMatchObject({ effects: ['flag:0'], until: null });
    expect(factorOf(standing, 'R18')?.effect).toContain('moves no level');
  });
});

import { subjectsOf } from '../src/kernel/risk/subjects';
import { at, fact, USCC } from './support/facts';
import { blue, factorOf, firm, follow } from './support/follow';

// What happens at a site: storms, tampering, special operations, transitions, promises, mines that should stand still.

const from = at('2026-01-01 08:00');
const mine = (value: object = {}) =>
  fact('firm', { from }, { industry: 'COAL_MINE', grade: 'GRADE_1', ...value });
const inspection = (time: string, kind = 'ADMIN_INSPECTION') =>
  fact('inspection', { from: at(time), key: `check ${time}` }, { kind });

describe('R05 alarm storm', () => {
  const alarms = (count: number, everySeconds: number, site = 'S1') =>
    Array.from({ length: count }, (_, n) => {
      const opened = new Date(at('2026-03-02 10:00').getTime() + n * everySeconds * 1_000);
      const to = new Date(opened.getTime() + 60_000);
      return fact(
        'alarm',
        { from: opened, to, key: `${site}/${n}` },
        { severity: 4, site, place: `P${n % 3}` },
      );
    });

  it('is one up from the 21st alarm within 10 min and for 12 h after, and one cause', () => {
    const standing = follow(
      [firm, blue, ...alarms(25, 10)],
      ['2026-03-02 10:03 B', '2026-03-02 10:04 Y', '2026-03-02 22:10 Y', '2026-03-03 00:00 B'],
      { start: '2026-03-02 09:00' },
    );
    expect(standing.factors.map(({ rule }) => rule)).toEqual(['R01']);
    const during = follow([firm, blue, ...alarms(25, 10)], ['2026-03-02 10:05 Y']);
    expect(factorOf(during, 'R05')?.evidence).toBe(
      'S1: 25个报警,3处 · 25 alarms in 3 places since 2026-03-02 10:00:00, monitoring-platform',
    );
  });

  it.each([
    ['20 are none', alarms(20, 1)],
    ['21 in 10 min are none: the first has left', alarms(21, 30)],
    ['21 at two sites are none', [...alarms(11, 1), ...alarms(10, 1, 'S2')]],
  ])('%s', (_, storm) => {
    follow([firm, blue, ...storm], ['2026-03-02 10:30 B']);
  });

  it('21 just within 10 min are one', () => {
    follow([firm, blue, ...alarms(21, 29)], ['2026-03-02 10:09 B', '2026-03-02 10:10 Y']);
  });
});

describe('R07 tampering', () => {
  const edited = fact('tampering', { from: at('2026-03-02 10:00') }, { cause: 'LIMITS' });
  const flat = (endedAt: string | null) =>
    fact('tampering', { from: at('2026-03-02 10:00') }, { endedAt: endedAt && at(endedAt).toISOString() });

  it('is orange from the edit until an inspection, however long that takes', () => {
    follow([firm, blue, edited], ['2026-03-02 09:59 B', '2026-03-02 10:00 O', '2027-03-02 10:00 O']);
    follow(
      [firm, blue, edited, inspection('2026-03-05 15:00')],
      ['2026-03-05 14:59 O', '2026-03-05 23:59 O', '2026-03-06 00:00 Y', '2026-03-07 00:00 B'],
    );
  });

  it.each([
    ['one before it', inspection('2026-03-02 09:00')],
    ['a self-check', inspection('2026-03-03 09:00', 'SELF_CHECK')],
  ])('is not ended by %s', (_, check) => {
    follow([firm, blue, edited, check], ['2026-03-20 00:00 O']);
  });

  it('a flat line counts while it lasts, inspected or not, and until inspected once it is over', () => {
    follow([firm, blue, flat(null), inspection('2026-03-03 09:00')], ['2026-03-20 00:00 O']);
    follow(
      [firm, blue, flat('2026-03-04 10:00'), inspection('2026-03-03 09:00')],
      ['2026-03-04 09:59 O', '2026-03-05 00:00 Y'],
    );
    follow([firm, blue, flat('2026-03-02 20:00')], ['2026-03-20 00:00 O']);
  });

  it('says what, where and since when', () => {
    const standing = follow([firm, blue, flat(null)], ['2026-03-02 10:00 O']);
    expect(factorOf(standing, 'R07')).toMatchObject({
      evidence: '球罐区 PRESSURE: 读数6小时未变 · the same for 6 h, 2026-03-02 10:00:00, monitoring-platform',
      certainty: 'P',
      until: null,
    });
  });
});

describe('R13 special operations', () => {
  const permit = (key: string, starts: string, to: string | null, unit: string | null = 'U1') =>
    fact(
      'operation',
      { from: at('2026-03-01 08:00'), to: to === null ? null : at(to), key },
      { unit, startsAt: at(starts).toISOString() },
    );

  it('is one up while one is under way, two while two are, and nothing after', () => {
    follow(
      [
        firm,
        blue,
        permit('a', '2026-03-02 08:00', '2026-03-02 12:00'),
        permit('b', '2026-03-02 10:00', null),
      ],
      ['2026-03-02 07:59 B', '2026-03-02 08:00 Y', '2026-03-02 09:59 Y', '2026-03-02 10:00 O'],
    );
    follow(
      [firm, blue, permit('a', '2026-03-02 08:00', '2026-03-02 12:00')],
      ['2026-03-02 11:59 Y', '2026-03-02 23:59 Y', '2026-03-03 00:00 B'],
    );
  });

  it('one that ends as the other begins are not two', () => {
    follow(
      [
        ...[firm, blue, permit('a', '2026-03-02 08:00', '2026-03-02 10:00')],
        permit('b', '2026-03-02 10:00', '2026-03-02 12:00'),
      ],
      ['2026-03-02 10:00 Y', '2026-03-02 11:00 Y'],
    );
  });

  it('is nothing outside a major hazard area', () => {
    follow([firm, blue, permit('a', '2026-03-02 08:00', null, null)], ['2026-03-02 09:00 B']);
  });

  it('counts for the unit in whose area it is, and for no other', () => {
    const units = ['U1', 'U2'].map((key) => fact('hazardUnit', { from, key }, { unit: key, level: 4 }));
    const all = subjectsOf(USCC, [firm, ...units, permit('a', '2026-03-02 08:00', null)]);
    const [, one, other] = all;
    follow(one!.facts, ['2026-03-02 08:00 Y'], { subject: 'unit' });
    follow(other!.facts, ['2026-03-02 08:00 B'], { subject: 'unit' });
  });
});

describe('R14 transitions', () => {
  const startUp = (to: string | null, transition = 'START_UP') =>
    fact(
      'transition',
      { from: at('2026-03-01 08:00'), to: to === null ? null : at(to) },
      { transition, startsAt: at('2026-03-02 06:00').toISOString() },
    );

  it('is orange from its start until it is signed off', () => {
    follow([firm, blue, startUp(null)], ['2026-03-02 05:59 B', '2026-03-02 06:00 O', '2026-06-02 06:00 O']);
    follow([firm, blue, startUp('2026-03-03 18:00')], ['2026-03-03 23:59 O', '2026-03-04 00:00 Y']);
  });

  it('signed off before it began is nothing', () => {
    follow([firm, blue, startUp('2026-03-02 05:00')], ['2026-03-02 07:00 B']);
  });

  it('a firm that the register calls resuming is orange until its resumption is signed off', () => {
    const resuming = fact('firm', { from }, { status: 'RESUMING' });
    follow([resuming, blue], ['2026-02-02 00:00 O', '2026-12-02 00:00 O']);
    follow(
      [resuming, blue, startUp('2026-03-03 18:00', 'RESUMPTION')],
      ['2026-03-03 17:59 O', '2026-03-04 00:00 Y'],
    );
    follow([resuming, blue, startUp('2026-03-03 18:00')], ['2026-03-05 00:00 O']);
  });
});

describe('R19 daily promise', () => {
  const plant = (status = 'RUNNING') => fact('firm', { from }, { industry: 'HAZMAT', status });
  const promise = (on: string) => fact('promise', { from: at(`${on} 08:30`), key: USCC }, { on });

  it('is flagged at 10:00 of the first day without, and one up at 10:00 of the third', () => {
    const facts = [plant(), blue, promise('2026-03-01')];
    const on = (time: string) => factorOf(follow(facts, [`${time} B`]), 'R19');
    expect(on('2026-03-02 09:59')).toBeUndefined();
    expect(on('2026-03-02 10:00')?.effects).toEqual(['flag:0']);
    follow(facts, ['2026-03-04 09:59 B', '2026-03-04 10:00 Y', '2026-04-04 10:00 Y']);
  });

  it('is over with the next one', () => {
    const standing = follow([plant(), blue, promise('2026-03-05')], ['2026-03-06 09:59 B']);
    expect(factorOf(standing, 'R19')).toBeUndefined();
  });

  it.each([
    ['another trade', fact('firm', { from }, { industry: 'COKING' })],
    ['a plant that stands still', plant('STOPPED')],
  ])('asks nothing of %s', (_, row) => {
    expect(
      factorOf(follow([row, blue, promise('2026-03-01')], ['2026-03-09 00:00 B']), 'R19'),
    ).toBeUndefined();
  });

  it('says nothing of a plant where nobody tells of any', () => {
    expect(factorOf(follow([plant(), blue], ['2026-03-09 00:00 B']), 'R19')).toBeUndefined();
  });

  const never = fact('promise', { from: at('2026-03-01 15:00'), key: `${USCC} never` }, { on: null });

  it('is flagged, and no more, from 10:00 of the next day where none was ever known', () => {
    const on = (time: string) => factorOf(follow([plant(), blue, never], [`${time} B`]), 'R19');
    expect(on('2026-03-02 09:59')).toBeUndefined();
    expect(on('2026-03-02 10:00')).toMatchObject({ effects: ['flag:0'], until: null });
    expect(on('2026-06-02 10:00')).toMatchObject({ effects: ['flag:0'] });
    expect(on('2026-03-02 10:00')!.evidence).toBe('从未公告 · none was ever given, dual-prevention');
    expect(factorOf(follow([plant('STOPPED'), blue, never], ['2026-03-09 00:00 B']), 'R19')).toBeUndefined();
  });

  it('forgets that with the first one, and then counts from that', () => {
    for (const day of ['2026-02-20', '2026-03-05']) {
      const facts = [plant(), blue, never, promise(day)];
      const [, month, date] = day.split('-').map(Number) as [number, number, number];
      const due = (days: number) =>
        new Date(Date.UTC(2026, month - 1, date + days)).toISOString().slice(0, 10);
      follow(facts, [`${due(3)} 09:59 B`, `${due(3)} 10:00 Y`]);
      const flagged = factorOf(follow(facts, [`${due(1)} 10:00 B`]), 'R19');
      expect(flagged?.evidence).toContain(`last promise ${day}`);
    }
  });
});

describe('R20 long stopped mine', () => {
  const signal = (endedAt: string | null) =>
    fact('production', { from: at('2026-03-02 02:00') }, { endedAt: endedAt && at(endedAt).toISOString() });
  const stopped = mine({ status: 'LONG_STOPPED', safetyClass: 'D' });

  it('is red while it shows signs of work, and then until an inspection', () => {
    follow([stopped, blue, signal(null)], ['2026-03-02 01:59 B', '2026-03-02 02:00 R', '2026-09-02 02:00 R']);
    follow([stopped, blue, signal('2026-03-02 05:00')], ['2026-09-02 02:00 R']);
    follow(
      [stopped, blue, signal('2026-03-02 05:00'), inspection('2026-03-03 09:00')],
      ['2026-03-03 08:59 R', '2026-03-04 00:00 O', '2026-03-06 00:00 B'],
    );
  });

  it('is not ended by a service of experts, nor while the signs go on', () => {
    const service = inspection('2026-03-03 09:00', 'EXPERT_SERVICE');
    follow([stopped, blue, signal('2026-03-02 05:00'), service], ['2026-04-01 00:00 R']);
    follow([stopped, blue, signal(null), inspection('2026-03-03 09:00')], ['2026-04-01 00:00 R']);
  });

  it.each([
    ['a running mine', mine()],
    ['one stopped for a while', mine({ status: 'STOPPED' })],
    ['a non-coal mine, whose D means dangerous', mine({ industry: 'NON_COAL_MINE', safetyClass: 'D' })],
  ])('says nothing of %s', (_, row) => {
    follow([row, blue, signal(null)], ['2026-03-09 00:00 B']);
  });

  it('knows a coal mine of class D as long stopped', () => {
    follow([mine({ status: 'STOPPED', safetyClass: 'D' }), blue, signal(null)], ['2026-03-02 02:00 R']);
  });
});

describe('R21 coal mine below grade 2', () => {
  it.each([
    ['GRADE_1', 'B'],
    ['GRADE_2', 'B'],
    ['GRADE_3', 'R'],
    ['UNGRADED', 'R'],
  ])('running with %s is %s', (grade, letter) => {
    follow([mine({ grade }), blue], [`2026-02-02 00:00 ${letter}`]);
  });

  it('is red from the end of the last day of its grade, until graded', () => {
    const lapsing = mine({ grade: 'GRADE_2', gradeExpiresOn: '2026-03-01' });
    follow([lapsing, blue], ['2026-03-01 23:59 B', '2026-03-02 00:00 R', '2026-12-02 00:00 R']);
  });

  it.each([
    ['a mine that stands still', mine({ grade: 'UNGRADED', status: 'STOPPED' })],
    ['another mine', mine({ grade: 'UNGRADED', industry: 'NON_COAL_MINE' })],
  ])('says nothing of %s', (_, row) => {
    follow([row, blue], ['2026-02-02 00:00 B']);
  });
});

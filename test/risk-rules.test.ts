import { advance } from '../src/kernel/risk/engine';
import { RiskLevel } from '../src/kernel/risk/levels';
import { cnSxDefault } from './support/shipped-rules';
import type { RuleSet } from '../src/kernel/risk/rule-set';
import type { Standing } from '../src/kernel/risk/standing';
import type { SourceSilence } from '../src/kernel/risk/timeline';
import { at, fact } from './support/facts';
import { blue, firm, follow, ruleSets, yellow } from './support/follow';

const { BLUE_LOW, YELLOW_GENERAL, ORANGE_LARGER, RED_MAJOR } = RiskLevel;

const rulesOf = ({ factors }: Standing) => factors.map(({ rule }) => rule);

describe('R01 inherent level', () => {
  it('is the highest of the risk points', () => {
    const points = [BLUE_LOW, ORANGE_LARGER, YELLOW_GENERAL].map((level, index) =>
      fact('riskPoint', { from: at('2026-01-01 08:00'), key: `p${index}` }, { level }),
    );
    const standing = follow([firm, ...points], ['2026-02-02 00:00 O']);
    expect(standing.inherent).toBe(ORANGE_LARGER);
  });

  it('steps down when a point is assessed anew, and rises at once', () => {
    const was = fact(
      'riskPoint',
      { from: at('2026-01-01 08:00'), to: at('2026-03-02 10:00') },
      { level: ORANGE_LARGER },
    );
    const now = (level: RiskLevel) => fact('riskPoint', { from: at('2026-03-02 10:00') }, { level });
    follow(
      [firm, was, now(BLUE_LOW)],
      ['2026-03-02 23:59 O', '2026-03-03 00:00 Y', '2026-03-03 23:59 Y', '2026-03-04 00:00 B'],
    );
    follow([firm, was, now(RED_MAJOR)], ['2026-03-02 09:59 O', '2026-03-02 10:00 R']);
  });

  it('is UNRATED without any, and time alone never makes it blue', () => {
    follow([firm], ['2026-02-02 00:00 U', '2026-12-31 00:00 U']);
  });
});

describe('R02 major hazard units', () => {
  it.each([
    [1, 'R'],
    [2, 'O'],
    [3, 'Y'],
    [4, 'B'],
  ] as const)('level %i gives at least %s', (level, letter) => {
    follow(
      [firm, fact('hazardUnit', { from: at('2026-01-05 08:00') }, { level })],
      [`2026-02-02 00:00 ${letter}`],
    );
  });

  it('lasts until the unit is graded anew', () => {
    const was = fact(
      'hazardUnit',
      { from: at('2026-01-05 08:00'), to: at('2026-03-02 10:00') },
      { level: 2 },
    );
    const now = fact('hazardUnit', { from: at('2026-03-02 10:00') }, { level: 4 });
    follow(
      [firm, was, now],
      ['2026-03-02 23:59 O', '2026-03-03 00:00 Y', '2026-03-03 23:59 Y', '2026-03-04 00:00 B'],
    );
  });

  it('calls a unit below the critical quantity nothing, and a fault a gap', () => {
    const below = fact('hazardUnit', { from: at('2026-01-05 08:00') }, { level: null });
    expect(follow([firm, below], ['2026-02-02 00:00 U']).degraded).toBe(false);
    const fault = fact('hazardUnit', { from: at('2026-01-05 08:00') }, { level: null, fault: 'β missing' });
    const standing = follow([firm, blue, fault], ['2026-02-02 00:00 B']);
    expect(standing.degraded).toBe(true);
    expect(standing.factors.find(({ rule }) => rule === 'R02')?.evidence).toContain('β missing');
  });

  it('never falls when a grading becomes faulty', () => {
    const graded = [firm, fact('hazardUnit', { from: at('2026-01-05 08:00') }, { level: 1 })];
    const { standing } = advance(null, { facts: graded, silences: [], ruleSets }, at('2026-02-01 12:00'));
    const faulty = [
      firm,
      fact('hazardUnit', { from: at('2026-02-01 12:00') }, { level: null, fault: 'β missing' }),
    ];
    const later = advance(standing, { facts: faulty, silences: [], ruleSets }, at('2026-03-01 12:00'));
    expect(later.standing.level).toBe(RED_MAJOR);
  });
});

describe('R03 level-1 alarm', () => {
  const opened = at('2026-03-02 10:00');
  const alarm = (to: string | null, acknowledgedAt: string | null = null) =>
    fact(
      'alarm',
      { from: opened, to: to === null ? null : at(to) },
      { acknowledgedAt: acknowledgedAt && at(acknowledgedAt).toISOString() },
    );

  it('is one up at once, red unacknowledged after 10 min, and red for 24 h after clearing', () => {
    follow(
      [firm, blue, alarm('2026-03-02 10:30')],
      [
        '2026-03-02 09:59 B',
        '2026-03-02 10:00 Y',
        '2026-03-02 10:09 Y',
        '2026-03-02 10:10 R',
        '2026-03-03 10:29 R',
        '2026-03-03 23:59 R',
        '2026-03-04 00:00 O',
        '2026-03-05 00:00 Y',
        '2026-03-06 00:00 B',
        '2026-03-07 00:00 B',
      ],
    );
  });

  it('acknowledged in time is red only after 60 min', () => {
    follow([firm, blue, alarm(null, '2026-03-02 10:10')], ['2026-03-02 10:59 Y', '2026-03-02 11:00 R']);
  });

  it('acknowledged too late stays red', () => {
    follow([firm, blue, alarm(null, '2026-03-02 10:11')], ['2026-03-02 10:12 R']);
  });

  it('cleared at exactly 10 min was not open longer', () => {
    follow(
      [firm, blue, alarm('2026-03-02 10:10')],
      ['2026-03-02 10:30 Y', '2026-03-03 10:09 Y', '2026-03-04 00:00 B'],
    );
  });

  it('counts once however many are open, and names them all', () => {
    const many = [1, 2, 3, 4, 5, 6, 7].map((index) =>
      fact('alarm', { from: at(`2026-03-02 10:0${index}`), key: `a${index}` }, { place: `工作面${index}` }),
    );
    const standing = follow([firm, blue, ...many], ['2026-03-02 10:08 Y']);
    const [factor] = standing.factors;
    expect(factor).toMatchObject({
      rule: 'R03',
      certainty: 'P',
      until: null,
      since: at('2026-03-02 10:01').toISOString(),
    });
    expect(factor!.evidence).toContain(
      '工作面1 CH4 1.62%CH4 / 1.5%CH4 HIGH_HIGH, 2026-03-02 10:01:00, monitoring-platform',
    );
    expect(factor!.evidence).toContain('2 more');
  });

  it('raises an unrated firm from blue', () => {
    follow(
      [firm, alarm('2026-03-02 10:05')],
      ['2026-03-02 10:01 Y', '2026-03-03 23:59 Y', '2026-03-04 00:00 U'],
    );
  });
});

describe('R04 level-2 alarm', () => {
  const alarm = (to: string | null) =>
    fact('alarm', { from: at('2026-03-02 10:00'), to: to === null ? null : at(to) }, { severity: 2 });

  it('is one up after 30 min and for 12 h after clearing', () => {
    follow(
      [firm, blue, alarm('2026-03-02 10:31')],
      ['2026-03-02 10:29 B', '2026-03-02 10:30 Y', '2026-03-02 22:30 Y', '2026-03-03 00:00 B'],
    );
  });

  it('is nothing when it clears in time', () => {
    follow([firm, blue, alarm('2026-03-02 10:30')], ['2026-03-02 12:00 B']);
  });

  it.each([3, 4] as const)('severity %i is nothing', (severity) => {
    follow(
      [firm, blue, fact('alarm', { from: at('2026-03-02 10:00') }, { severity })],
      ['2026-03-03 12:00 B'],
    );
  });
});

describe('R06 silent key points', () => {
  const silence = (to: string | null) =>
    fact('silence', { from: at('2026-03-02 10:00'), to: to === null ? null : at(to) });

  it('is yellow after 30 min, orange after 24 h, stale while it lasts', () => {
    const standing = follow(
      [firm, blue, silence(null)],
      ['2026-03-02 10:29 B', '2026-03-02 10:30 Y', '2026-03-03 10:00 O', '2026-03-09 00:00 O'],
    );
    expect(standing).toMatchObject({ stale: true, degraded: true });
  });

  it('holds for 2 h after they are heard', () => {
    const facts = [firm, blue, silence('2026-03-02 22:30')];
    expect(follow(facts, ['2026-03-02 22:31 Y', '2026-03-03 00:00 Y', '2026-03-04 00:00 B']).stale).toBe(
      false,
    );
  });
});

describe('R08 major hazard', () => {
  const hazard = (to: string | null) =>
    fact(
      'hazard',
      { from: at('2026-03-02 10:00'), to: to === null ? null : at(to) },
      { grade: 'MAJOR', dueOn: '2026-03-05' },
    );

  it('is orange while open, red from the end of its due date, for 7 d after closing', () => {
    follow(
      [firm, blue, hazard('2026-03-06 10:00')],
      [
        '2026-03-02 10:00 O',
        '2026-03-05 23:59 O',
        '2026-03-06 00:00 R',
        '2026-03-13 09:59 R',
        '2026-03-14 00:00 O',
        '2026-03-15 00:00 Y',
        '2026-03-16 00:00 B',
      ],
    );
  });

  it('closed in time never turns red', () => {
    follow([firm, blue, hazard('2026-03-05 23:59')], ['2026-03-06 00:01 O', '2026-03-13 00:00 Y']);
  });
});

describe('R09 overdue general hazards', () => {
  const hazard = (key: string, dueOn: string, to: string | null = null) =>
    fact('hazard', { from: at('2026-02-20 10:00'), to: to === null ? null : at(to), key }, { dueOn });

  it('needs three at once', () => {
    const two = [hazard('h1', '2026-03-01'), hazard('h2', '2026-03-02')];
    follow([firm, blue, ...two], ['2026-03-10 00:00 B']);
    follow([firm, blue, ...two, hazard('h3', '2026-03-03')], ['2026-03-03 23:59 B', '2026-03-04 00:00 Y']);
  });

  it('or one that is more than 15 d late', () => {
    follow([firm, blue, hazard('h1', '2026-03-01')], ['2026-03-16 23:59 B', '2026-03-17 00:00 Y']);
  });

  it('holds for 7 d after the third is closed, and not when a third follows at that moment', () => {
    const third = hazard('h3', '2026-03-03', '2026-03-05 10:00');
    const both = [hazard('h1', '2026-03-01'), hazard('h2', '2026-03-02')];
    follow([firm, blue, ...both, third], ['2026-03-12 09:59 Y', '2026-03-13 00:00 B']);
    const closedAsAnotherFalls = hazard('h4', '2026-03-04', '2026-03-05 00:00');
    follow(
      [
        firm,
        blue,
        hazard('h1', '2026-03-01'),
        closedAsAnotherFalls,
        hazard('h2', '2026-03-04', '2026-03-05 00:00'),
      ],
      ['2026-03-06 00:00 B'],
    );
  });
});

describe('R11 required licence out of force', () => {
  const mine = (status = 'RUNNING') =>
    fact('firm', { from: at('2026-01-01 08:00') }, { industry: 'COAL_MINE', status });
  const licence = (values: object, key = 'l1') =>
    fact('licence', { from: at('2026-01-01 08:00'), key }, values);

  it('is red from the end of the last day, and steps down on renewal', () => {
    const expiring = licence({ validFrom: '2023-03-01', validTo: '2026-03-01' });
    follow([mine(), blue, expiring], ['2026-03-01 23:59 B', '2026-03-02 00:00 R', '2026-09-01 00:00 R']);
    const renewal = licence({ validFrom: '2026-03-03', validTo: '2029-03-02' }, 'l2');
    follow(
      [mine(), blue, expiring, renewal],
      ['2026-03-02 12:00 R', '2026-03-03 00:00 O', '2026-03-05 00:00 B'],
    );
  });

  it.each(['SUSPENDED', 'REVOKED', 'EXPIRED'])('is red when %s', (state) => {
    follow([mine(), blue, licence({ state })], ['2026-02-02 00:00 R']);
  });

  it('is not cured by a licence that was held all along', () => {
    const suspended = licence({ state: 'SUSPENDED', validFrom: '2024-01-01' });
    const other = licence({ validFrom: '2023-01-01', validTo: '2029-01-01' }, 'l2');
    follow([mine(), blue, suspended, other], ['2026-02-02 00:00 R']);
  });

  it.each(['STOPPED', 'LONG_STOPPED', 'CLOSED'])('says nothing of a firm that is %s', (status) => {
    follow([mine(status), blue, licence({ state: 'REVOKED' })], ['2026-02-02 00:00 B']);
  });

  it('says nothing of a kind that the trade does not need', () => {
    follow([mine(), blue, licence({ state: 'REVOKED', kind: 'PRESSURE_VESSEL' })], ['2026-02-02 00:00 B']);
    follow([firm, blue, licence({ state: 'REVOKED' })], ['2026-02-02 00:00 B']);
  });
});

describe('R12 standardisation grade', () => {
  it('is one up from the end of its last day', () => {
    const graded = fact('firm', { from: at('2026-01-01 08:00') }, { gradeExpiresOn: '2026-03-01' });
    follow([graded, blue], ['2026-03-01 23:59 B', '2026-03-02 00:00 Y', '2026-06-01 00:00 Y']);
  });

  it('is over with its renewal, and nothing where it was renewed in time', () => {
    const renewedOn = (day: string) => [
      fact(
        'firm',
        { from: at('2026-01-01 08:00'), to: at(`${day} 09:00`) },
        { gradeExpiresOn: '2026-03-01' },
      ),
      fact('firm', { from: at(`${day} 09:00`) }, { gradeExpiresOn: '2029-03-01' }),
    ];
    follow(
      [...renewedOn('2026-03-05'), blue],
      ['2026-03-02 00:00 Y', '2026-03-05 23:59 Y', '2026-03-06 00:00 B'],
    );
    follow([...renewedOn('2026-03-01'), blue], ['2026-03-01 23:59 B', '2026-03-02 00:00 B']);
  });
});

describe('together', () => {
  it('adds the steps of different rules to the inherent level, up to red', () => {
    const lapsed = fact('firm', { from: at('2026-01-01 08:00') }, { gradeExpiresOn: '2026-01-31' });
    const alarms = [
      fact('alarm', { from: at('2026-03-02 10:00'), key: 'a1' }),
      fact('alarm', { from: at('2026-03-02 09:30'), key: 'a2' }, { severity: 2 }),
    ];
    follow([lapsed, yellow], ['2026-02-02 00:00 O']);
    const standing = follow([lapsed, yellow, ...alarms], ['2026-03-02 10:01 R']);
    expect(rulesOf(standing)).toEqual(['R03', 'R04', 'R12', 'R01']);
  });

  it('names in a change what is new, in its own words', () => {
    const inputs = {
      facts: [firm, yellow, fact('alarm', { from: at('2026-03-02 10:00') })],
      silences: [],
      ruleSets,
    };
    const { standing } = advance(null, inputs, at('2026-03-01 12:00'));
    const { changes } = advance(standing, inputs, at('2026-03-02 12:00'));
    expect(
      changes.map(({ at, from, to, causes }) => [at, from, to, causes.map(({ effects }) => effects)]),
    ).toEqual([
      [at('2026-03-02 10:00'), YELLOW_GENERAL, ORANGE_LARGER, [['step:1']]],
      [at('2026-03-02 10:10'), ORANGE_LARGER, RED_MAJOR, [['step:1', 'floor:4']]],
    ]);
  });

  it('ranks within a colour and never across', () => {
    const calm = follow([firm, yellow], ['2026-02-02 00:00 Y']);
    const raised = follow(
      [firm, blue, fact('alarm', { from: at('2026-02-02 10:00') })],
      ['2026-02-02 10:01 Y'],
    );
    const orange = follow(
      [firm, fact('hazardUnit', { from: at('2026-01-05 08:00') })],
      ['2026-02-02 00:00 O'],
    );
    expect(raised.score).toBeGreaterThan(calm.score);
    expect(orange.score).toBeGreaterThan(raised.score);
  });

  it('judges each moment by the set in force on its date', () => {
    const milder: RuleSet = {
      ...cnSxDefault,
      version: 'milder/2',
      validFrom: '2026-04-01',
      rules: cnSxDefault.rules.filter(({ id }) => id !== 'R12'),
    };
    const sets = [{ ...cnSxDefault, validFrom: '2019-01-01', validTo: '2026-03-31' }, milder];
    const lapsed = fact('firm', { from: at('2026-01-01 08:00') }, { gradeExpiresOn: '2026-03-01' });
    const inputs = { facts: [lapsed, blue], silences: [], ruleSets: sets };
    const { standing } = advance(null, inputs, at('2026-02-01 12:00'));
    const { changes } = advance(standing, inputs, at('2026-05-01 12:00'));
    expect(changes.map(({ at, to, ruleSetVersion }) => [at, to, ruleSetVersion])).toEqual([
      [at('2026-03-02 00:00'), YELLOW_GENERAL, 'cn-sx-default/3'],
      [at('2026-04-01 00:00'), BLUE_LOW, 'milder/2'],
    ]);
  });
});

describe('R30 and silence', () => {
  const alarm = fact('alarm', { from: at('2026-03-02 10:00'), to: at('2026-03-02 10:30') });
  const silent = (source: string): SourceSilence[] => [
    { source, from: at('2026-03-03 23:00'), to: at('2026-03-05 12:00') },
  ];

  it('is the cause of each step down, dated at 00:00, also when the hub was away', () => {
    const inputs = { facts: [firm, blue, alarm], silences: [], ruleSets };
    const { standing } = advance(null, inputs, at('2026-03-02 11:00'));
    const { changes } = advance(standing, inputs, at('2026-03-20 11:00'));
    expect(changes.map(({ at, to, causes }) => [at, to, causes[0]!.rule])).toEqual([
      [at('2026-03-04 00:00'), ORANGE_LARGER, 'R30'],
      [at('2026-03-05 00:00'), YELLOW_GENERAL, 'R30'],
      [at('2026-03-06 00:00'), BLUE_LOW, 'R30'],
    ]);
  });

  it('waits while a source of the firm is silent', () => {
    follow([firm, blue, alarm], ['2026-03-04 00:00 R', '2026-03-05 00:00 R', '2026-03-06 00:00 O'], {
      silences: silent('monitoring-platform'),
    });
  });

  it('does not wait for a source that feeds others, but high-hazard trades wait for all', () => {
    follow([firm, blue, alarm], ['2026-03-04 00:00 O'], { silences: silent('rescue-teams') });
    const mine = fact('firm', { from: at('2026-01-01 08:00') }, { industry: 'COAL_MINE' });
    follow([mine, blue, alarm], ['2026-03-04 00:00 R'], { silences: silent('rescue-teams') });
  });

  it('knows when it must look again', () => {
    const inputs = { facts: [firm, blue, alarm], silences: [], ruleSets };
    const times = [];
    let { standing, nextAt } = advance(null, inputs, at('2026-03-02 09:00'));
    while (nextAt) {
      times.push(nextAt);
      ({ standing, nextAt } = advance(standing, inputs, nextAt));
    }
    expect(times).toEqual(
      ['03-02 10:00', '03-02 10:10', '03-03 10:30', '03-04 00:00', '03-05 00:00', '03-06 00:00'].map((time) =>
        at(`2026-${time}`),
      ),
    );
  });
});

describe('what is learnt late', () => {
  const late = fact('alarm', { from: at('2026-03-02 08:00') });

  it('moves the level with the moment it became due', () => {
    const { standing } = advance(
      null,
      { facts: [firm, blue], silences: [], ruleSets },
      at('2026-03-01 12:00'),
    );
    const now = at('2026-03-02 09:30');
    const known = { facts: [firm, blue, late], silences: [], ruleSets };
    const { changes } = advance({ ...standing, at: now.toISOString() }, known, now);
    expect(changes).toMatchObject([{ at: at('2026-03-02 08:10'), from: BLUE_LOW, to: RED_MAJOR }]);
  });

  it('never lowers a level in hindsight', () => {
    const raised = { facts: [firm, blue, late], silences: [], ruleSets };
    const { standing } = advance(null, raised, at('2026-03-02 09:00'));
    const now = at('2026-03-09 09:30');
    const cleared = { ...raised, facts: [firm, blue, { ...late, to: at('2026-03-02 08:05') }] };
    const { changes } = advance({ ...standing, at: now.toISOString() }, cleared, now);
    expect(changes).toEqual([]);
  });
});

describe('dates are city dates, and the last day counts', () => {
  const mine = fact('firm', { from: at('2026-01-01 08:00') }, { industry: 'COAL_MINE' });
  const licence = (validTo: string) => fact('licence', { from: at('2024-01-01 00:00') }, { validTo });
  const major = (dueOn: string) =>
    fact('hazard', { from: at('2026-01-10 08:00') }, { grade: 'MAJOR', dueOn });

  it.each([
    ['2026-02-28', '2026-02-28 23:59', '2026-03-01 00:00'],
    ['2028-02-29', '2028-02-29 23:59', '2028-03-01 00:00'],
    ['2028-02-28', '2028-02-28 23:59', '2028-02-29 00:00'],
    ['2026-04-30', '2026-04-30 23:59', '2026-05-01 00:00'],
    ['2026-12-31', '2026-12-31 23:59', '2027-01-01 00:00'],
  ])('%s: not at %s, but at %s', (day, last, over) => {
    follow([mine, blue, licence(day)], [`${last} B`, `${over} R`]);
    follow([firm, blue, major(day)], [`${last} O`, `${over} R`]);
    const graded = fact('firm', { from: at('2026-01-01 08:00') }, { gradeExpiresOn: day });
    follow([graded, blue], [`${last} B`, `${over} Y`]);
  });

  it.each([
    ['2026-03-02 10:09:59', 'Y'],
    ['2026-03-02 10:10:00', 'Y'],
    ['2026-03-02 10:10:01', 'R'],
  ])('an alarm of 10:00 acknowledged at %s is %s at 10:11', (acknowledged, letter) => {
    const acknowledgedAt = at(acknowledged);
    const alarm = fact(
      'alarm',
      { from: at('2026-03-02 10:00') },
      { acknowledgedAt: acknowledgedAt.toISOString() },
    );
    follow([firm, blue, alarm], [`2026-03-02 10:11 ${letter}`]);
  });
});

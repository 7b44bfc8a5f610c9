import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { advance } from '../src/kernel/risk/engine';
import { readRuleSet, readRuleSets } from '../src/kernel/risk/rule-set-document';
import { inForce, type RuleSet } from '../src/kernel/risk/rule-set';
import { ruleSetJsonSchema } from '../src/kernel/risk/rule-set-schema';
import { markOf, RULE_SETS } from '../src/kernel/risk/rule-sets/rule-sets';
import { allRules } from '../src/kernel/risk/rules/all-rules';
import { at, fact } from './support/facts';
import { blue, follow } from './support/follow';

// A rule set is a document: what it may say, for whom its figures differ, and what is refused, with every fault and its line.

const MINIMAL = `version: test/1
validFrom: 2026-01-01
validTo: null
fedByAllSources: [COAL_MINE]
rules:
  - id: R01
    kind: risk-points
    titleZh: 固有风险
    when: 风险点
    effect: 固有风险
    basis: 安委办〔2016〕11号
    certainty: L
    parameters: {}
  - id: R12
    kind: grade-lapsed
    titleZh: 等级失效
    when: 失效
    effect: 上调
    basis: 应急〔2021〕83号
    certainty: P
    parameters: { steps: 1 }
  - id: R30
    kind: step-down
    titleZh: 逐级下调
    when: 消除
    effect: 下调
    basis: 本规则集
    certainty: P
    parameters: { stepsPerDay: 1 }
`;

const faultsOf = (text: string): string[] => {
  try {
    readRuleSet('set.yaml', text);
  } catch (error) {
    return (error as { faults: string[] }).faults;
  }
  return [];
};

describe('what is refused', () => {
  it('nothing of a right document', () => {
    expect(faultsOf(MINIMAL)).toEqual([]);
    expect(readRuleSet('set.yaml', MINIMAL).rules[1]).toMatchObject({
      where: null,
      variants: [],
      validFrom: null,
    });
  });

  it.each<[string, string, string, RegExp, string?]>([
    [
      'an unknown field',
      'certainty: L',
      'certainty: L\n    weight: 3',
      /^set.yaml:13: rules\[0\].weight: Unrec/,
    ],
    [
      'a rule without basis',
      '    basis: 安委办〔2016〕11号\n',
      '',
      /^set.yaml:6: rules\[0\].basis: has to be a text/,
    ],
    ['an empty basis', '安委办〔2016〕11号', '""', /^set.yaml:11: rules\[0\].basis: may not be empty/],
    [
      'two rules with one id',
      'id: R12',
      'id: R01',
      /^set.yaml:14: rules\[1\].id: is the number of rules\[0\] too/,
    ],
    [
      'an unknown kind',
      'kind: grade-lapsed',
      'kind: grade',
      /^set.yaml:15: rules\[1\].kind: .*allowed are risk-points/,
    ],
    [
      'a figure of the wrong kind',
      'steps: 1',
      'steps: "1"',
      /^set.yaml:21: rules\[1\].parameters.steps: has to be a/,
    ],
    [
      'a figure too many',
      'steps: 1',
      'steps: 1, holdHours: 3',
      /^set.yaml:21: rules\[1\].parameters.holdHours: Unrec/,
    ],
    ['a figure too few', '{ stepsPerDay: 1 }', '{}', /^set.yaml:29: rules\[2\].parameters.stepsPerDay: /],
    ['a step of 9 levels', 'steps: 1', 'steps: 9', /^set.yaml:21: rules\[1\].parameters.steps: /],
    ['an unknown trade', '[COAL_MINE]', '[COAL]', /^set.yaml:4: fedByAllSources\[0\]: /],
    ['no such date', '2026-01-01', '2026-02-30', /^set.yaml:2: validFrom: has to be a date/],
    [
      'an end before the beginning',
      'validTo: null',
      'validTo: 2025-12-31',
      /^set.yaml:3: validTo: lies before validFrom/,
    ],
    [
      'a rule that holds before the set',
      'parameters: {}',
      'parameters: {}\n    validFrom: 2025-12-31',
      /^set.yaml:14: rules\[0\].validFrom: lies before the set holds/,
    ],
    [
      'a rule that is over before the set holds',
      'parameters: {}',
      'parameters: {}\n    validTo: 2025-12-31',
      /^set.yaml:14: rules\[0\].validTo: lies before the set holds/,
    ],
    [
      'a rule that begins after the set holds',
      'validTo: null\n',
      'validTo: 2026-06-30\n',
      /^set.yaml:14: rules\[0\].validFrom: lies after the set holds/,
      MINIMAL.replace('parameters: {}', 'parameters: {}\n    validFrom: 2026-07-01'),
    ],
    [
      'a period that ends before it begins',
      'parameters: {}',
      'parameters: {}\n    where: { period: { from: 2026-07-01, to: 2026-01-31 } }',
      /^set.yaml:14: rules\[0\].where.period.to: lies before from, 2026-07-01/,
    ],
    [
      'the same of other figures',
      'parameters: { steps: 1 }',
      'parameters: { steps: 1 }\n    variants:\n      - where: { period: { from: 2026-07-01, to: 2026-01-31 } }\n        parameters: { steps: 2 }',
      /^set.yaml:23: rules\[1\].variants\[0\].where.period.to: lies before from/,
    ],
    [
      'a way down that differs',
      '{ stepsPerDay: 1 }',
      '{ stepsPerDay: 1 }\n    where: { industries: [COAL_MINE] }',
      /^set.yaml:30: rules\[2\].where: the way down is the same for all/,
    ],
    [
      'a text with NUL',
      'titleZh: 等级失效',
      'titleZh: "等级\\0失效"',
      /^set.yaml:16: rules\[1\].titleZh: has a character that is no text/,
    ],
    [
      'half of a surrogate pair',
      'titleZh: 等级失效',
      'titleZh: "等级\\ud800失效"',
      /^set.yaml:16: rules\[1\].titleZh: has a character that is no text/,
    ],
    ['a version without end', 'test/1', 'x'.repeat(101), /^set.yaml:1: version: may have 100 characters/],
    [
      'a key twice',
      'certainty: L',
      'certainty: L\n    certainty: C',
      /^set.yaml:13: Map keys must be unique/,
    ],
  ])('%s', (_, right, wrong, said, text = MINIMAL) => {
    const faults = faultsOf(text.replace(right, wrong));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(said);
  });

  it.each([
    ['longestDays: 30.5', /^set.yaml:38: rules\[3\].parameters.longestDays: may be 30 at most/],
    ['longestDays: -1', /^set.yaml:38: rules\[3\].parameters.longestDays: has to be a number/],
  ])('a level by hand is for 30 days at most: %s', (wrong, said) => {
    const rule = MINIMAL.split('\n').slice(21, 29).join('\n').replace('R30', 'R32').replace('step-down', 'override');
    const override = `${rule.replace('parameters: { stepsPerDay: 1 }', 'parameters:')}\n      longestDays: 30\n      legalFloors: [R12]\n`;
    expect(faultsOf(MINIMAL + override)).toEqual([]);
    const faults = faultsOf(MINIMAL + override.replace(new RegExp(`${wrong.split(':')[0]}: .*`), wrong));
    expect(faults).toEqual([expect.stringMatching(said)]);
  }); // prettier-ignore

  it('says the same of one line once', () => {
    const faults = faultsOf('['.repeat(5_000));
    expect(faults[0]).toMatch(/^set.yaml:1: Flow sequence /);
    expect(faults).toEqual([...new Set(faults)]);
  });

  it('says all of them, in the order of their lines', () => {
    const wrong = MINIMAL.replace('2026-01-01', 'soon')
      .replace('id: R12', 'id: R01')
      .replace('    basis: 应急〔2021〕83号\n', '')
      .replace('certainty: L', 'certainty: X\n    weight: 3');
    expect(faultsOf(wrong).map((fault) => fault.split(':').slice(1, 3).join(':').trim())).toEqual([
      ...['2: validFrom', '12: rules[0].certainty', '13: rules[0].weight'],
      ...['15: rules[1].basis', '15: rules[1].id'],
    ]);
  });
});

describe('rule sets that follow one another', () => {
  const set = (version: string, from: string, to: string | null) => ({
    name: `${version}.yaml`,
    text: MINIMAL.replace('test/1', version)
      .replace('2026-01-01', from)
      .replace('validTo: null', `validTo: ${to}`),
  });
  const said = (...files: { name: string; text: string }[]): string[] => {
    try {
      readRuleSets(files);
    } catch (error) {
      return (error as { faults: string[] }).faults;
    }
    return [];
  };

  it('may touch', () => {
    expect(said(set('a', '2024-01-01', '2024-02-29'), set('b', '2024-03-01', null))).toEqual([]);
  });

  it.each([
    [
      'a day without one',
      '2024-02-28',
      '2024-03-01',
      'b.yaml:2: validFrom: leaves a gap after a, which holds until 2024-02-28',
    ],
    [
      'a day with two',
      '2024-03-01',
      '2024-03-01',
      'b.yaml:2: validFrom: overlaps a, which holds until 2024-03-01',
    ],
    [
      'one after one without end',
      'null',
      '2024-03-01',
      'b.yaml:2: validFrom: overlaps a, which holds until further notice',
    ],
  ])('refuses %s', (_, ends, begins, fault) => {
    expect(said(set('b', begins, null), set('a', '2024-01-01', ends))).toEqual([fault]);
  });

  it('says the faults of all', () => {
    const wrong = { name: 'c.yaml', text: 'version: c' };
    expect(said({ name: 'b.yaml', text: '[' }, wrong).map((fault) => fault.split(':')[0])).toEqual([
      ...['b.yaml', 'c.yaml', 'c.yaml', 'c.yaml'],
    ]);
  });
});

describe('the shipped documents', () => {
  it('hold one after the other from 2019 on, the later from the law of 2026', () => {
    expect(RULE_SETS.map(({ version, validFrom, validTo }) => [version, validFrom, validTo])).toEqual([
      ['cn-sx-2019/2', '2019-03-01', '2026-04-30'],
      ['cn-sx-default/3', '2026-05-01', null],
    ]);
    expect(markOf(RULE_SETS)).toBe(markOf(RULE_SETS));
    expect(markOf([...RULE_SETS])).toBe(markOf(RULE_SETS));
    expect(markOf(RULE_SETS.slice(1))).not.toBe(markOf(RULE_SETS));
  });

  it('say of each kind of rule the same figures, and of each rule what it rests on', () => {
    const [before, now] = RULE_SETS as [RuleSet, RuleSet];
    const figures = (set: RuleSet) => set.rules.map(({ id, kind, parameters }) => ({ id, kind, parameters }));
    expect(figures(before)).toEqual(figures(now));
    for (const { basis, certainty } of [...before.rules, ...now.rules]) {
      expect(basis).not.toBe('');
      expect('CLPU').toContain(certainty);
    }
    const basisOf = (set: RuleSet, id: string) => set.rules.find((rule) => rule.id === id)!.basis;
    expect(basisOf(before, 'R11')).toContain('591');
    expect(basisOf(now, 'R11')).toContain('危险化学品安全法');
  });

  it('judge each day by the set of its date, and a rule from its own first day', () => {
    const firm = fact('firm', { from: at('2019-01-01 08:00') });
    const edited = fact('tampering', { from: at('2021-08-01 10:00') }, { cause: 'LIMITS' });
    const inputs = { facts: [firm, blue, edited], silences: [], ruleSets: RULE_SETS };
    const { standing } = advance(null, inputs, at('2021-08-02 12:00'));
    expect(standing).toMatchObject({ ruleSetVersion: 'cn-sx-2019/2', level: 'UNRATED' });
    const { changes } = advance(standing, inputs, at('2026-06-01 12:00'));
    expect(changes.map(({ at, to, ruleSetVersion }) => [at, to, ruleSetVersion])).toEqual([
      [at('2021-09-01 00:00'), 'ORANGE_LARGER', 'cn-sx-2019/2'],
    ]);
    const later = advance(standing, inputs, at('2026-05-01 00:00')).standing;
    expect(later.ruleSetVersion).toBe('cn-sx-default/3');
  });

  it('use every kind of rule', () => {
    const used = new Set(RULE_SETS.flatMap(({ rules }) => rules.map(({ kind }) => kind)));
    const generic = ['expression'];
    expect(
      allRules.map(({ kind }) => kind).filter((kind) => !used.has(kind) && !generic.includes(kind)),
    ).toEqual([]);
  });

  it('name the published schema, which is current and knows their kinds', () => {
    const folder = join(__dirname, '../docs/schema');
    for (const [name, text] of ruleSetJsonSchema()) {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
      for (const { kind } of allRules) expect(text).toContain(`"const": "${kind}"`);
    }
  });
});

describe('figures that differ', () => {
  const variants = (text: string): RuleSet[] => [
    readRuleSet('set.yaml', MINIMAL.replace('parameters: { steps: 1 }', `parameters: { steps: 1 }\n${text}`)),
  ];
  const lapsed = (value: object = {}) =>
    fact(
      'firm',
      { from: at('2026-01-01 08:00') },
      { gradeExpiresOn: '2026-01-31', division: '140781100', ...value },
    );
  const committee = fact('committee', { from: at('2026-01-01 08:00') });

  it.each([
    ['its trade', 'industries: [COAL_MINE]', { industry: 'COAL_MINE' }],
    ['its division, or one above it', 'divisions: ["1407"]', {}],
    ['its class', 'industries: [COAL_MINE], safetyClasses: [D]', { industry: 'COAL_MINE', safetyClass: 'D' }],
    ['its committee', 'committees: [C1]', {}],
  ])('by %s', (_, where, value) => {
    const sets = variants(`    variants: [{ where: { ${where} }, parameters: { steps: 3 } }]`);
    follow([lapsed(value), blue, committee], ['2026-02-02 00:00 R'], { ruleSets: sets });
    const elsewhere = lapsed({ industry: 'HOTEL', division: '140105001' });
    follow([elsewhere, blue], ['2026-02-02 00:00 Y'], { ruleSets: sets });
  });

  it('by a period, whose last day counts', () => {
    const sets = variants(
      '    variants: [{ where: { period: { from: 2026-03-01, to: 2026-03-05 } }, parameters: { steps: 2 } }]',
    );
    const expected = ['2026-02-28 23:59 Y', '2026-03-01 00:00 O', '2026-03-05 23:59 O', '2026-03-06 00:00 Y'];
    follow([lapsed(), blue], expected, { ruleSets: sets });
  });

  it('by a season, over the end of the year and in every year', () => {
    const sets = variants(
      '    variants: [{ where: { season: { from: 11-01, to: 02-28 } }, parameters: { steps: 2 } }]',
    );
    follow(
      [lapsed(), blue],
      [
        ...['2026-02-28 23:59 O', '2026-03-01 00:00 Y', '2026-10-31 23:59 Y', '2026-11-01 00:00 O'],
        ...['2027-01-01 00:00 O', '2028-02-28 23:59 O', '2028-02-29 00:00 Y', '2029-11-01 00:00 O'],
      ],
      { ruleSets: sets },
    );
  });

  it('of several the first that is for it', () => {
    const sets = variants(`    variants:
      - { where: { industries: [HOTEL] }, parameters: { steps: 3 } }
      - { where: { divisions: ["14"] }, parameters: { steps: 2 } }`);
    follow([lapsed({ industry: 'HOTEL' }), blue], ['2026-02-02 00:00 R'], { ruleSets: sets });
    follow([lapsed(), blue], ['2026-02-02 00:00 O'], { ruleSets: sets });
    follow([lapsed({ division: null }), blue], ['2026-02-02 00:00 Y'], { ruleSets: sets });
  });

  it('a whole rule may be for some only', () => {
    const sets = variants('    where: { industries: [HOTEL] }');
    follow([lapsed({ industry: 'HOTEL' }), blue], ['2026-02-02 00:00 Y'], { ruleSets: sets });
    follow([lapsed(), blue], ['2026-02-02 00:00 B'], { ruleSets: sets });
  });

  it('refuses a season that is not of every year', () => {
    const text = MINIMAL.replace(
      'parameters: {}',
      'parameters: {}\n    where: { season: { from: 02-29, to: 04-31 } }',
    );
    expect(faultsOf(text)).toEqual([
      'set.yaml:14: rules[0].where.season.from: is not a day of every year',
      'set.yaml:14: rules[0].where.season.to: is not a day of every year',
    ]);
  });

  it('holds exactly from its first day in city time', () => {
    const [set] = variants('');
    expect(inForce(set!).from).toBe(at('2026-01-01 00:00').getTime());
    expect(parse(MINIMAL).validFrom).toBe('2026-01-01');
  });
});

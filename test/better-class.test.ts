import fc from 'fast-check';
import {
  betterClassOf,
  type ClassHistory,
  type HazardThen,
  type KnownFirm,
} from '../src/kernel/risk/better-class';
import type { FactValues } from '../src/kernel/risk/facts';
import { at, fact } from './support/facts';
import { firmCode, firmRow } from './support/register-rows';
import { cnSxDefault } from './support/shipped-rules';
import { openSliceHub, registerFile, type SliceHub } from './support/slice-hub';

// R31: what 12 months without fault propose, to the moment; and that nothing but people changes a class.

const NOW = '2026-11-20 10:00';
const SOURCES = ['dual-prevention', 'command-centre', 'rescue-registry', 'monitoring-platform'];

const known = (from: string, to: string | null, more: Partial<KnownFirm> = {}): KnownFirm => ({
  ...{ industry: 'COAL_MINE', status: 'RUNNING', safetyClass: 'B' },
  ...{ knownFrom: at(from), knownTo: to === null ? null : at(to) },
  ...more,
});
const heard = (silences: [string, string | null][] = [], more: object = {}) =>
  SOURCES.map((id, n) => ({
    ...{ id, firstHeardAt: at('2025-01-01 00:00') },
    silences:
      n > 0 ? [] : silences.map(([from, to]) => ({ from: at(from), to: to === null ? null : at(to) })),
    ...(n === 0 && more),
  }));
const accident = (from: string, more: Partial<FactValues['accident']> = {}) =>
  fact('accident', { from: at(from) }, { deaths: 0, closedAt: at(from).toISOString(), ...more });
const consultation = (dueOn: string, to: string | null, findings = 2) =>
  fact(
    'consultation',
    { from: at('2025-06-01 08:00'), to: to === null ? null : at(to) },
    { dueOn, findings },
  );
const silence = (from: string, to: string | null) =>
  fact('silence', { from: at(from), to: to === null ? null : at(to), key: from });
const hazard = (
  {
    from = '2026-02-01 08:00',
    to = null,
    knownTo = null,
  }: { from?: string; to?: string | null; knownTo?: string | null },
  value: Partial<FactValues['hazard']>,
): HazardThen => ({
  ...(fact('hazard', { from: at(from), to: to === null ? null : at(to) }, value) as HazardThen),
  knownTo: knownTo === null ? null : at(knownTo),
});

const proposed = (more: Partial<ClassHistory> = {}, now = NOW): string | null => {
  const firm = known('2025-01-01 08:00', null);
  const history = { register: [firm], facts: [], hazards: [], sources: heard(), ...more };
  const found = betterClassOf(history, { set: cnSxDefault, now: at(now) });
  return found && `${found.current} → ${found.proposed}`;
};

describe('12 months without fault', () => {
  test('propose one class better, with what it rests on', () => {
    const found = betterClassOf(
      {
        register: [known('2025-01-01 08:00', null)],
        facts: [silence('2026-03-01 00:00', '2026-03-02 00:00')],
        hazards: [],
        sources: heard(),
      },
      { set: cnSxDefault, now: at(NOW) },
    )!;
    expect(found).toMatchObject({
      current: 'B',
      proposed: 'A',
      since: at('2025-11-20 10:00'),
      uptimePercent: 99.72,
    }); // 1 - 1/365
    expect(found.rule).toMatchObject({ id: 'R31', certainty: 'P' });
    expect(found.evidence).toHaveLength(3);
    expect(found.evidence[2]).toContain('99.72 %');
  });

  test.each<[string, Partial<KnownFirm>, string | null]>([
    ['a coal mine of class C', { safetyClass: 'C' }, 'C → B'],
    ['a coal mine of class A has no better', { safetyClass: 'A' }, null],
    ['a coal mine of class D is stopped, which earns nothing', { safetyClass: 'D' }, null],
    ['a non-coal mine of class D is dangerous, and can get better', { industry: 'NON_COAL_MINE', safetyClass: 'D' }, 'D → C'],
    ['a tailings pond', { industry: 'TAILINGS', safetyClass: 'B' }, 'B → A'],
    ['no class', { safetyClass: null }, null],
    ['a trade that has no classes', { industry: 'HAZMAT', safetyClass: 'B' }, null],
    ['stopped: nothing was put to the test', { status: 'LONG_STOPPED' }, null],
  ])('%s', (_, firm, expected) =>
    expect(proposed({ register: [known('2025-01-01 08:00', null, firm)] })).toBe(expected)); // prettier-ignore

  test.each<[string, Partial<ClassHistory>, string | null]>([
    ['an accident 12 months ago', { facts: [accident('2025-11-20 10:00')] }, 'B → A'],
    ['one a minute later', { facts: [accident('2025-11-20 10:01')] }, null],
    ['one 11 months and 29 days ago', { facts: [accident('2025-11-21 10:00')] }, null],
    ['an earlier one with a death, closed 90 days ago', { facts: [accident('2025-01-20 10:00', { deaths: 1, closedAt: at('2026-08-22 10:00').toISOString() })] }, 'B → A'],
    ['closed 89 days ago: R10 still holds', { facts: [accident('2025-01-20 10:00', { deaths: 1, closedAt: at('2026-08-23 10:00').toISOString() })] }, null],
    ['a grave one that is not closed', { facts: [accident('2024-01-20 10:00', { grade: 'LARGER', closedAt: null })] }, null],

    ['a major hazard, put right in time', { hazards: [hazard({ to: '2026-02-02 08:00' }, { grade: 'MAJOR', dueOn: '2026-03-01' })] }, null],
    ['one that was closed when the 12 months began', { hazards: [hazard({ from: '2025-10-01 08:00', to: '2025-11-20 10:00' }, { grade: 'MAJOR', dueOn: '2025-12-01' })] }, 'B → A'],
    ['one that was closed a minute later', { hazards: [hazard({ from: '2025-10-01 08:00', to: '2025-11-20 10:01' }, { grade: 'MAJOR', dueOn: '2025-12-01' })] }, null],
    ['a general hazard put right on its last day', { hazards: [hazard({ to: '2026-03-02 00:00' }, { dueOn: '2026-03-01' })] }, 'B → A'],
    ['one a minute overdue', { hazards: [hazard({ to: '2026-03-02 00:01' }, { dueOn: '2026-03-01' })] }, null],
    ['one overdue now', { hazards: [hazard({}, { dueOn: '2026-11-19' })] }, null],
    ['one due today', { hazards: [hazard({}, { dueOn: '2026-11-20' })] }, 'B → A'],
    ['one that was given time before it was overdue', { hazards: [
      hazard({ knownTo: '2026-03-01 23:00' }, { dueOn: '2026-03-01' }), hazard({ to: '2026-03-05 00:00' }, { dueOn: '2026-03-10' })] }, 'B → A'],
    ['one that was given time when it was overdue', { hazards: [
      hazard({ knownTo: '2026-03-02 09:00' }, { dueOn: '2026-03-01' }), hazard({ to: '2026-03-05 00:00' }, { dueOn: '2026-03-10' })] }, null],
    ['what experts found, put right in time', { facts: [consultation('2026-03-01', '2026-03-01 18:00')] }, 'B → A'],
    ['put right late', { facts: [consultation('2026-03-01', '2026-03-03 18:00')] }, null],
    ['nothing found', { facts: [consultation('2026-03-01', null, 0)] }, 'B → A'],

    // 365 days are 8,760 h: 98 % leave 175.2 h, 97.9 % leave 183.96 h
    ['key points not heard for 175 h 12 min: 98 %', { facts: [silence('2026-03-01 00:00', '2026-03-08 07:12')] }, 'B → A'],
    ['a minute more', { facts: [silence('2026-03-01 00:00', '2026-03-08 07:13')] }, null],
    ['97.9 %', { facts: [silence('2026-03-01 00:00', '2026-03-08 15:58')] }, null],
    ['a source not heard at the same time counts once', { facts: [silence('2026-03-01 00:00', '2026-03-08 07:12')], sources: heard([['2026-03-02 00:00', '2026-03-03 00:00']]) }, 'B → A'],
    ['at another time it counts on top', { facts: [silence('2026-03-01 00:00', '2026-03-08 07:12')], sources: heard([['2026-04-02 00:00', '2026-04-02 01:00']]) }, null],
    ['before the 12 months it does not count', { facts: [silence('2025-09-01 00:00', '2025-11-20 10:00')] }, 'B → A'],
    ['not heard now', { sources: heard([['2026-11-20 09:59', null]]) }, null],
    ['never heard', { sources: heard([], { firstHeardAt: null }) }, null],
    ['heard for 11 months', { sources: heard([], { firstHeardAt: at('2025-12-20 00:00') }) }, null],
    ['not connected', { sources: heard().slice(1) }, null],

    ['known for 12 months to the minute', { register: [known('2025-11-20 10:00', null)] }, 'B → A'],
    ['known a minute less', { register: [known('2025-11-20 10:01', null)] }, null],
    ['the register was corrected in between', { register: [known('2025-01-01 00:00', '2026-05-01 08:00'), known('2026-05-01 08:00', null)] }, 'B → A'],
    ['it left the register in between', { register: [known('2025-01-01 00:00', '2026-05-01 08:00'), known('2026-05-02 08:00', null)] }, null],
    ['it left the register', { register: [known('2025-01-01 00:00', '2026-05-01 08:00')] }, null],
    ['its class became better six months ago', { register: [known('2025-01-01 00:00', '2026-05-01 08:00', { safetyClass: 'C' }), known('2026-05-01 08:00', null)] }, null],
    ['thirteen months ago', { register: [known('2025-01-01 00:00', '2025-10-20 08:00', { safetyClass: 'C' }), known('2025-10-20 08:00', null)] }, 'B → A'],
    ['it stood still in between', { register: [known('2025-01-01 00:00', '2026-05-01 08:00'), known('2026-05-01 08:00', '2026-06-01 08:00', { status: 'SUSPENDED' }), known('2026-06-01 08:00', null)] }, null],
  ])('%s', (_, more, expected) => expect(proposed(more)).toBe(expected)); // prettier-ignore

  test.each([
    ['2028-02-28 10:00', 'B → A', null],
    ['2028-02-29 10:00', null, null], // since 28 February 2027 10:00
    ['2028-03-01 09:59', null, null],
    ['2028-03-01 10:00', null, 'B → A'],
  ])('on a leap day the last day of the month a year before begins them: %s', (now, before, after) => {
    const register = [known('2026-01-01 08:00', null)];
    expect(proposed({ register, facts: [accident('2027-02-28 09:00')] }, now)).toBe(
      now === '2028-02-28 10:00' ? before : 'B → A',
    );
    expect(proposed({ register, facts: [accident('2027-03-01 10:00')] }, now)).toBe(after);
  });

  test('whatever happens: one more fault, or one more silence, never earns a class', () => {
    const hours = fc.integer({ min: 0, max: 24 * 500 });
    const moment = hours.map((n) => new Date(at('2025-07-01 00:00').getTime() + n * 3_600_000));
    const step = fc.oneof(
      moment.map((from) => ({ facts: [fact('accident', { from, key: from.toISOString() }, { deaths: 0 })] })),
      fc.tuple(moment, hours).map(([from, n]) => ({
        facts: [
          fact('silence', { from, to: new Date(from.getTime() + n * 3_600_000), key: from.toISOString() }),
        ],
      })),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), step, (steps, more) => {
        const facts = steps.flatMap((one) => one.facts);
        if (proposed({ facts }) === null) expect(proposed({ facts: [...facts, ...more.facts] })).toBeNull();
      }),
    );
  });
});

describe('over the graph', () => {
  let hub: SliceHub;
  beforeAll(async () => {
    hub = await openSliceHub(at('2025-11-01 10:00'));
  });
  afterAll(() => hub.close());

  const register = (更新时间: string, 安全分类: string) =>
    hub.send(
      'enterprise-registry',
      'enterprises',
      registerFile([
        firmRow(1, { 行业: '煤矿', 安全分类, 更新时间 }),
        firmRow(2, { 行业: '非煤矿山', 安全分类: 'D', 更新时间 }),
        firmRow(3, { 更新时间 }),
      ]),
    );
  const PROPOSAL =
    'current proposed since uptimePercent evidence rule basis certainty ruleSetVersion freshness { state }';
  const list = async () => {
    const { data, errors, statements } = await hub.query(
      `{ safetyClassProposals(division: "140781") { enterprise { uscc safetyClass } ${PROPOSAL} } }`,
    );
    expect(errors).toEqual([]);
    expect(statements).toBeLessThanOrEqual(7);
    return data.safetyClassProposals.map(
      ({ enterprise, current, proposed: better }: any) =>
        `${enterprise.uscc} ${enterprise.safetyClass}: ${current} → ${better}`,
    );
  };

  test('the officer sees who has earned it, and the class stays until the register says otherwise', async () => {
    await hub.advance(at('2025-11-01 10:00'));
    await register('2025-11-01 08:00:00', 'B');
    expect(await list()).toEqual([]);
    await hub.advance(at('2026-11-01 09:59'));
    expect(await list()).toEqual([]);
    await hub.advance(at('2026-11-01 10:00'));
    expect(await list()).toEqual([`${firmCode(1)} B: B → A`, `${firmCode(2)} D: D → C`]);

    const of = async (n: number) =>
      (
        await hub.query(
          `{ enterprise(uscc: "${firmCode(n)}") { safetyClassProposal { ${PROPOSAL} } risk { dynamic } } }`,
        )
      ).data.enterprise;
    expect(await of(1)).toMatchObject({
      safetyClassProposal: {
        ...{ rule: 'R31', certainty: 'P', since: at('2025-11-01 10:00').toISOString(), uptimePercent: 100 },
        ...{ ruleSetVersion: cnSxDefault.version, freshness: { state: 'FRESH' } },
      },
      risk: { dynamic: 'UNRATED' },
    });
    expect((await of(3)).safetyClassProposal).toBeNull();

    await hub.send('dual-prevention', 'hazards', {
      items: [
        {
          ...{
            id: 'H1',
            uscc: firmCode(2),
            grade: '重大',
            title: '示例隐患',
            foundBy: '安全员',
            supervised: false,
          },
          ...{ foundAt: '2026-10-01T08:00:00+08:00', dueOn: '2026-12-01', state: '整改中' },
          updatedAt: '2026-10-01T08:00:00+08:00',
        },
      ],
    });
    expect(await list()).toEqual([`${firmCode(1)} B: B → A`]);

    // people decided: the register has the new class, and a further one takes as long again
    await register('2026-11-01 10:00:00', 'A');
    expect(await list()).toEqual([]);
  });

  test('nothing is proposed while a source is away', async () => {
    await hub.advance(at('2026-11-01 11:00'));
    await register('2026-11-01 11:00:00', 'B');
    await hub.advance(at('2027-11-01 12:00'));
    expect(await list()).toEqual([`${firmCode(1)} B: B → A`]);
    await hub.advance(at('2027-11-01 13:00'), hub.sourcesBut('command-centre'));
    expect(await list()).toEqual([]);
  });

  test('a division that does not exist is refused', async () => {
    const { errors } = await hub.query('{ safetyClassProposals(division: "999999") { current } }');
    expect(errors[0]!.extensions!.code).toBe('BAD_USER_INPUT');
  });
});

import fc from 'fast-check';
import type { Viewer } from '../../src/kernel/graphql/context';
import { RiskLevel } from '../../src/kernel/risk/levels';
import { RULE_SETS } from '../../src/kernel/risk/rule-sets/rule-sets';
import { fact } from './facts';
import { hazard, type RiskHub, usccOf } from './risk-hub';

// What can happen to the firms of a city, in any order: the sources tell, people decide, time passes, the hub is away.

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
export const CITY = '140781';

type Step = (life: Life) => Promise<unknown>;

/** A hub whose firms go through steps drawn at random; each begins a second or more after the one before. */
export class Life {
  constructor(
    readonly hub: RiskHub,
    public now: Date,
    readonly firms: readonly string[],
  ) {}

  private count = 0;
  /** A name that was not used before. */
  fresh = (): string => `N${this.count++}`;

  async pass(ms: number, options?: { heard?: boolean }): Promise<void> {
    this.now = new Date(this.now.getTime() + ms);
    await this.hub.advance(this.now, options);
  }
  tell = (...facts: ReturnType<typeof fact>[]) => this.hub.commit({ facts });
  async ask(source: string, variables: Record<string, unknown>, id = '甲'): Promise<unknown> {
    const { data, errors } = await this.hub.query(source, variables, person(id));
    // what the rules forbid is part of life
    return errors.length > 0 ? null : data;
  }
}

const person = (id: string): Viewer => ({
  ...{ id, name: id, department: null, roles: [], divisions: [], expiresAt: null },
});

const firm = fc.nat(99);
const slot = fc.nat(2);
const back = fc.constantFrom(0, 60, 1_200, 40_000).map((seconds) => seconds * SECOND);
const ahead = fc.constantFrom(null, 0, 700, 90_000);
const of = ({ firms }: Life, n: number): string => firms[n % firms.length]!;
const timesOf = ({ now }: Life, ago: number, later: number | null) => {
  const from = new Date(now.getTime() - ago);
  return { from, to: later === null ? null : new Date(from.getTime() + later * SECOND) };
};

/** Facts of the kinds that come and go. */
const told = fc
  .record({
    ...{ n: firm, k: slot, ago: back, later: ahead },
    kind: fc.constantFrom(
      ...(['alarm', 'hazard', 'silence', 'operation', 'loadedTrip', 'consultation', 'hazardUnit'] as const),
    ),
    severity: fc.constantFrom(1 as const, 2 as const),
    major: fc.boolean(),
    acknowledged: fc.boolean(),
  })
  .map(({ n, k, ago, later, kind, severity, major, acknowledged }): Step => (life) => {
    const subject = of(life, n);
    const key = kind === 'hazardUnit' ? `U ${subject}` : `${kind} ${k} ${subject}`;
    const times = { ...timesOf(life, ago, kind === 'hazardUnit' ? null : later), subject, key };
    const acknowledgedAt = acknowledged ? times.from.toISOString() : null;
    const dueOn = new Date(life.now.getTime() - 24 * HOUR * (k - 1)).toISOString().slice(0, 10);
    if (kind === 'alarm') return life.tell(fact(kind, times, { severity, acknowledgedAt }));
    if (kind === 'hazard') return life.tell(fact(kind, times, { grade: major ? 'MAJOR' : 'GENERAL', dueOn }));
    if (kind === 'consultation') return life.tell(fact(kind, times, { dueOn }));
    if (kind === 'hazardUnit')
      return major
        ? life.hub.commit({ facts: [{ kind, key }] })
        : life.tell(fact(kind, times, { unit: key, level: severity, site: 'S1' }));
    return life.tell(fact(kind, times, {}));
  });

/** What the register says of a firm, and that it says nothing of it any more. */
const registered = fc
  .record({
    n: firm,
    grade: fc.constantFrom('GRADE_1', 'UNGRADED'),
    status: fc.constantFrom('RUNNING', 'RESUMING', 'LONG_STOPPED'),
    lapsed: fc.boolean(),
    gone: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
  })
  .map(({ n, grade, status, lapsed, gone }): Step => (life) => {
    const subject = of(life, n);
    if (gone) return life.hub.commit({ facts: [{ kind: 'firm', key: subject }] });
    const gradeExpiresOn = lapsed ? life.now.toISOString().slice(0, 10) : '2030-01-01';
    const value = { grade, status, gradeExpiresOn, division: CITY, industry: n % 2 ? 'HAZMAT' : 'COAL_MINE' };
    return life.tell(fact('firm', { from: life.now, subject }, value));
  });

const point = fc.record({ n: firm, level: fc.constantFrom(RiskLevel.BLUE_LOW, RiskLevel.ORANGE_LARGER) }).map(
  ({ n, level }): Step =>
    (life) =>
      life.tell(fact('riskPoint', { from: life.now, subject: of(life, n) }, { level })),
);

const setByHand = fc
  .record({
    n: firm,
    level: fc.constantFrom(...Object.values(RiskLevel)),
    days: fc.constantFrom(0.01, 1, 29),
  })
  .map(
    ({ n, level, days }): Step =>
      (life) =>
        life.ask(
          `mutation ($s: ID!, $l: RiskLevel!, $u: DateTime!, $c: ID!) {
            overrideRisk(subject: $s, level: $l, reason: "x", basis: "x", until: $u, clientRequestId: $c) { id } }`,
          {
            ...{ s: of(life, n), l: level, c: life.fresh() },
            u: new Date(life.now.getTime() + days * 24 * HOUR),
          },
        ),
  );

const period = fc
  .record({ after: fc.constantFrom(-1, 2, 30), hours: fc.constantFrom(3, 40), yearly: fc.boolean() })
  .map(({ after, hours, yearly }): Step => (life) => {
    const from = new Date(life.now.getTime() + after * HOUR);
    const to = new Date(from.getTime() + hours * HOUR);
    return life.ask('mutation ($i: EventPeriodInput!) { declareEventPeriod(input: $i) { id } }', {
      i: { name: life.fresh(), areas: [CITY], from, to, yearly },
    });
  });

const calledOff = fc.nat(3).map((n): Step => async (life) => {
  const { data } = await life.hub.query('{ eventPeriods { id } }');
  const one = data.eventPeriods[n];
  if (one) await life.ask('mutation ($i: ID!) { endEventPeriod(id: $i) { id } }', { i: one.id });
});

/** A set in which lapsed grades weigh more or less, released by two people a little ahead. */
const released = fc
  .record({ steps: fc.integer({ min: 1, max: 3 }), minutes: fc.constantFrom(0, 90) })
  .map(({ steps, minutes }): Step => async (life) => {
    const current = RULE_SETS.find(({ validTo }) => validTo === null)!;
    const version = `drawn/${life.fresh()}`;
    const rules = current.rules.map((rule) =>
      rule.kind === 'grade-lapsed' ? { ...rule, parameters: { steps } } : rule,
    );
    await life.ask('mutation ($d: JSON!) { proposeRuleSet(document: $d, note: "x") { version } }', {
      d: { ...current, version, rules },
    });
    await life.ask(
      'mutation ($v: String!, $t: DateTime!) { approveRuleSet(version: $v, activeFrom: $t) { version } }',
      { v: version, t: new Date(life.now.getTime() + minutes * 60 * SECOND) },
      '乙',
    );
  });

/** A record that cannot be read, or the same as it should have been. */
const refused = fc.record({ n: firm, good: fc.boolean() }).map(({ n, good }): Step => (life) => {
  const uscc = of(life, n);
  const updatedAt = life.now.toISOString();
  return life.hub.send('hazards', [hazard(`R ${uscc}`, uscc, { updatedAt, ...(good ? {} : { state: '?' }) })]);
}); // prettier-ignore

const seconds = fc.constantFrom(1, 40, 700, 4_000, 30_000, 90_000, 300_000);
const passing = seconds.map(
  (some): Step =>
    (life) =>
      life.pass(some * SECOND),
);
const unheard = seconds.map(
  (some): Step =>
    (life) =>
      life.pass(some * SECOND, { heard: false }),
);
const toMidnight = fc.constantFrom(-1, 0, 1).map((edge): Step => (life) => {
  const midnight = Math.ceil((life.now.getTime() + 8 * HOUR) / (24 * HOUR)) * 24 * HOUR - 8 * HOUR;
  return life.pass(Math.max(SECOND, midnight + edge * SECOND - life.now.getTime()));
});
const away = seconds.map((some): Step => async (life) => {
  life.now = new Date(life.now.getTime() + some * SECOND);
  await life.hub.startAgain(life.now);
});

const steps = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: told },
    { weight: 3, arbitrary: registered },
    { weight: 2, arbitrary: point },
    ...[setByHand, period, calledOff, released, refused].map((arbitrary) => ({ weight: 1, arbitrary })),
    ...[passing, unheard, toMidnight, away].map((arbitrary) => ({ weight: 2, arbitrary })),
  ),
  { minLength: 40, maxLength: 40 },
);

/** Lets the firms live through steps that a seed draws; the last of them is heard by all. */
export async function live(life: Life, seed: number): Promise<void> {
  for (const step of fc.sample(steps, { seed, numRuns: 1 })[0]!) {
    await step(life);
    await life.pass(SECOND);
  }
}

/** Firms of a place of their own in the register of a hub, each with a risk point. */
export async function born(hub: RiskHub, { now, from, count }: { now: Date; from: number; count: number }) {
  const firms = Array.from({ length: count }, (_, n) => usccOf(from + n));
  await hub.register(firms.map((uscc) => ({ uscc, division: CITY, industry: 'HAZMAT' })));
  const life = new Life(hub, now, firms);
  await life.pass(SECOND);
  await life.tell(...firms.map((subject) => fact('riskPoint', { from: life.now, subject })));
  await life.pass(SECOND);
  return life;
}

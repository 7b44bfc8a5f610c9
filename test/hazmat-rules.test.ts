import fc from 'fast-check';
import { allTripRules } from '../src/entities/hazmat/rules/all-rules';
import { judge, ruleSetAt } from '../src/entities/hazmat/rules/judge';
import { tripRuleSets } from '../src/entities/hazmat/rules/rule-sets';
import type { Trip } from '../src/entities/hazmat/rules/trip';
import { CrewRole, PassKind, TripStage, ViolationSeverity } from '../src/schema/hazmat/enums';
import { at } from './support/facts';
import {
  CHLORINE,
  EXPLOSIVE,
  FIREWORKS,
  loading,
  METHANOL,
  pass,
  permit,
  person,
  RADIOACTIVE,
  ROUTE,
  tractor,
  trailer,
  trip,
} from './support/trip-picture';

const { DRIVER, ESCORT } = CrewRole;
const { TOXIC, EXPLOSIVE: BLASTING, FIREWORKS: ROCKETS, RADIOACTIVE: NUCLEAR } = PassKind;
const rulesOf = (more: Partial<Trip>) => [...new Set(judge(trip(more)).violations.map(({ rule }) => rule))];
const licensed = (...more: Partial<Trip['carrier']['licences'][number]>[]) => ({
  carrier: { uscc: 'U', licences: more.map((one) => ({ ...permit(), scope: ['3'], ...one })) },
});
const other = (from: string, to: string, stage = TripStage.DISPATCHED, arrived?: string) => ({
  others: [
    {
      ...{ waybill: 'W2', stage, loadAt: at(from), endsAt: at(to), shared: 'vehicle' },
      arrivedAt: arrived ? at(arrived) : null,
    },
  ],
});
/** Arrived, and nobody ever said that it was unloaded. */
const arrived = (from: string, to: string, on: string) => other(from, to, TripStage.ARRIVED, on);
const toxic = (...passes: Trip['passes']) => ({ goods: [CHLORINE], passes });
const seen = (what: NonNullable<Trip['loading']>['seen']) => ({ loading: loading({ seen: what }) });
const failed = (code: string) => ({
  loading: loading({ items: loading().items.map((item) => ({ ...item, passed: item.code !== code })) }),
});

const lawful: [what: string, more: Partial<Trip>][] = [
  ['an ordinary trip', {}],
  ['V01 a licence on its last day', licensed({ validTo: '2026-06-10' })],
  ['V01 a licence on its first day', licensed({ validFrom: '2026-06-10' })],
  ['V01 a licence revoked later', licensed({ state: 'REVOKED', stateSince: at('2026-06-10 09:01') })],
  ['V01 one of two licences is enough', licensed({ validTo: '2020-01-02' }, {})],
  ['V01 a scope by class takes in the division', licensed({ scope: ['3'] })],
  ['V02 inspected through this very day', { units: [tractor({ inspectionDue: '2026-06-10' }), trailer()] }],
  ['V03 no tank', { tankId: null, units: [tractor({ ratedLoadKg: 25_000 })] }],
  ['V04 exactly the rated load', { goods: [{ ...METHANOL, massKg: 25_000 }] }],
  [
    'V04 without a trailer the vehicle carries',
    { units: [tractor({ ratedLoadKg: 20_000, tankMedia: ['1230'] })] },
  ],
  ['V05 valid until this very day', { driver: person(DRIVER, { validTo: '2026-06-10' }) }],
  ['V07 what the loader did not note', seen({})],
  ['V07 a scale that is off by half a percent', seen({ massKg: 20_100, uns: ['1230'] })],
  [
    'V07 the same people and vehicles',
    seen({ vehicle: '晋K0001 黄色', driver: 'C-DRIVER', escort: 'C-ESCORT' }),
  ],
  ['V08 not yet checked', { stage: TripStage.DISPATCHED, loading: null }],
  ['V08 only planned', { stage: null, loading: null }],
  ['V08 cancelled', { stage: TripStage.CANCELLED, loading: null }],
  ['V09 a pass for vehicle, route and time', toxic(pass(TOXIC))],
  [
    'V09 a pass that begins and ends with the trip',
    toxic(pass(TOXIC, { validFrom: at('2026-06-10 09:00'), validTo: at('2026-06-10 13:00') })),
  ],
  ['V09 one of two passes serves', toxic(pass(TOXIC, { vehicle: '晋K9 黄色' }), pass(TOXIC))],
  [
    'V09 goods of which nobody says that they are highly toxic',
    { goods: [{ ...CHLORINE, highlyToxic: null }] },
  ],
  ['V10 explosives with their permit', { goods: [EXPLOSIVE], passes: [pass(BLASTING)] }],
  [
    'V10 fireworks with theirs',
    { tankId: null, units: [tractor({ ratedLoadKg: 8_000 })], goods: [FIREWORKS], passes: [pass(ROCKETS)] },
  ],
  [
    'V10 radioactive goods with theirs',
    { tankId: null, units: [tractor({ ratedLoadKg: 8_000 })], goods: [RADIOACTIVE], passes: [pass(NUCLEAR)] },
  ],
  ['V22 one after the other', other('2026-06-10 13:00', '2026-06-10 15:00')],
  ['V22 one before the other', other('2026-06-10 06:00', '2026-06-10 09:00')],
  ['V22 another that arrived days ago', arrived('2026-06-07 09:00', '2026-06-07 12:00', '2026-06-07 11:00')],
  [
    'V22 another that could be unloaded by now',
    arrived('2026-06-10 01:00', '2026-06-10 12:00', '2026-06-10 05:00'),
  ],
  [
    'V22 another that arrived without a time',
    other('2026-06-10 01:00', '2026-06-10 08:00', TripStage.ARRIVED),
  ],
  ['V22 another that is a draft', other('2026-06-10 10:00', '2026-06-10 15:00', TripStage.DRAFT)],
  ['V22 another that is cancelled', other('2026-06-10 10:00', '2026-06-10 15:00', TripStage.CANCELLED)],
];

const unlawful: [what: string, rule: string, more: Partial<Trip>][] = [
  ['a carrier that no register knows', 'V01', licensed()],
  ['a licence a day late', 'V01', licensed({ validTo: '2026-06-09' })],
  ['a licence a day early', 'V01', licensed({ validFrom: '2026-06-11' })],
  ['a licence without an expiry date', 'V01', licensed({ validTo: null })],
  ['a suspended licence', 'V01', licensed({ state: 'SUSPENDED', stateSince: at('2026-06-10 09:00') })],
  ['a revoked licence, nobody says since when', 'V01', licensed({ state: 'REVOKED' })],
  ['a class outside the licence', 'V01', licensed({ scope: ['2', '8'] })],
  ['a vehicle that no register knows', 'V02', { units: [{ ...tractor(), known: null }, trailer()] }],
  ['a trailer that no register knows', 'V02', { units: [tractor(), { ...trailer(), known: null }] }],
  ['a vehicle without a certificate', 'V02', { units: [tractor({ certificate: null }), trailer()] }],
  [
    'an expired certificate',
    'V02',
    { units: [tractor({ certificate: permit({ validTo: '2026-06-09' }) }), trailer()] },
  ],
  ['a certificate for another class', 'V02', { units: [tractor(), trailer({ scope: ['8'] })] }],
  ['an inspection a day overdue', 'V02', { units: [tractor(), trailer({ inspectionDue: '2026-06-09' })] }],
  ['no inspection on record', 'V02', { units: [tractor({ inspectionDue: null }), trailer()] }],
  ['a medium that the tank may not hold', 'V03', { units: [tractor(), trailer({ tankMedia: ['1114'] })] }],
  ['a tank that may hold nothing', 'V03', { units: [tractor(), trailer({ tankMedia: [] })] }],
  [
    'another medium on the pressure vessel certificate',
    'V03',
    { units: [tractor(), trailer({ vesselMedia: ['1005'] })] },
  ],
  ['a tank of which no list is known', 'V03', { units: [tractor(), trailer({ tankMedia: null })] }],
  ['a kilogram too much', 'V04', { goods: [{ ...METHANOL, massKg: 25_001 }] }],
  ['too much in two lines', 'V04', { goods: [METHANOL, { ...METHANOL, massKg: 5_001 }] }],
  ['no rated load on record', 'V04', { units: [tractor(), trailer({ ratedLoadKg: null })] }],
  ['a driver that no register knows', 'V05', { driver: { ...person(DRIVER), known: null } }],
  [
    'an escort whose certificate ran out yesterday',
    'V05',
    { escort: person(ESCORT, { validTo: '2026-06-09' }) },
  ],
  ['an escort with the certificate of a driver', 'V05', { escort: person(ESCORT, { role: DRIVER }) }],
  [
    'a certificate for highly toxic goods only',
    'V05',
    { driver: person(DRIVER, { categories: ['HIGHLY_TOXIC'] }) },
  ],
  [
    'highly toxic goods with an ordinary certificate',
    'V05',
    { ...toxic(pass(TOXIC)), driver: person(DRIVER, { categories: ['GENERAL'] }) },
  ],
  [
    'explosives with an ordinary certificate',
    'V05',
    { goods: [EXPLOSIVE], passes: [pass(BLASTING)], escort: person(ESCORT, { categories: ['GENERAL'] }) },
  ],
  ['no escort', 'V06', { escort: null }],
  ['another vehicle than the waybill says', 'V07', seen({ vehicle: '晋K0002 黄色' })],
  ['another driver', 'V07', seen({ driver: 'C-X' })],
  ['other goods', 'V07', seen({ uns: ['1114'] })],
  ['another quantity', 'V07', seen({ massKg: 20_101 })],
  ['no check though it is loaded', 'V08', { stage: TripStage.LOADED, loading: null }],
  ['a check that leaves one thing out', 'V08', { loading: loading({ items: loading().items.slice(1) }) }],
  ...['VEHICLE_DOCUMENTS', 'CREW_CERTIFICATES', 'INSPECTION_PERIOD', 'GOODS_MATCH', 'TANK_MATCH'].map(
    (code): [string, string, Partial<Trip>] => [`a check that failed on ${code}`, 'V08', failed(code)],
  ),
  ['a check that was not passed as a whole', 'V08', { loading: loading({ passed: false }) }],
  ['highly toxic without a pass', 'V09', toxic()],
  ['with a pass that no register knows', 'V09', toxic({ number: 'P9', known: null })],
  ['with a pass of another kind', 'V09', toxic(pass(PassKind.RESTRICTED_AREA))],
  ['with a pass that begins later', 'V09', toxic(pass(TOXIC, { validFrom: at('2026-06-10 09:01') }))],
  ['with a pass that runs out on the way', 'V09', toxic(pass(TOXIC, { validTo: at('2026-06-10 12:59') }))],
  ['with a revoked pass', 'V09', toxic(pass(TOXIC, { state: 'REVOKED' }))],
  ['with a pass for another vehicle', 'V09', toxic(pass(TOXIC, { vehicle: '晋K9 黄色' }))],
  ['with a pass that names no vehicle', 'V09', toxic(pass(TOXIC, { vehicle: null }))],
  [
    'with a pass for another route',
    'V09',
    toxic(
      pass(TOXIC, {
        route: {
          ...ROUTE,
          coordinates: [
            [111.9, 37.04],
            [112.0, 37.04],
          ],
        },
      }),
    ),
  ],
  ['with a pass without a route', 'V09', toxic(pass(TOXIC, { route: null }))],
  ['on a route that nobody gives', 'V09', { ...toxic(pass(TOXIC)), route: null }],
  ['explosives without a permit', 'V10', { goods: [EXPLOSIVE] }],
  ['explosives with a permit for fireworks', 'V10', { goods: [EXPLOSIVE], passes: [pass(ROCKETS)] }],
  [
    'fireworks with a permit for explosives',
    'V10',
    { tankId: null, units: [tractor({ ratedLoadKg: 8_000 })], goods: [FIREWORKS], passes: [pass(BLASTING)] },
  ],
  [
    'radioactive goods without papers',
    'V10',
    { tankId: null, units: [tractor({ ratedLoadKg: 8_000 })], goods: [RADIOACTIVE] },
  ],
  ['a waybill used again', 'V22', { reused: true }],
  ['a minute of two trips', 'V22', other('2026-06-10 12:59', '2026-06-10 15:00')],
  [
    'two trips under way, whatever was planned',
    'V22',
    other('2026-06-09 09:00', '2026-06-09 12:00', TripStage.IN_TRANSIT),
  ],
  [
    'another that has just arrived',
    'V22',
    arrived('2026-06-10 01:00', '2026-06-10 04:00', '2026-06-10 05:01'),
  ],
  [
    'another that arrived meanwhile, however late this one is',
    'V22',
    {
      ...arrived('2026-06-10 18:00', '2026-06-10 19:00', '2026-06-10 19:00'),
      stage: TripStage.IN_TRANSIT,
    },
  ],
];

test.each(lawful)('lawful: %s', (_, more) => expect(rulesOf(more)).toEqual([]));

test.each(unlawful)('%s: %s', (_, rule, more) => expect(rulesOf(more)).toEqual([rule]));

test('goods of a class that nobody knows are in no scope, and may need a permit', () => {
  const goods = [{ un: '9999', class: null, highlyToxic: null, massKg: 1_000 }];
  expect(rulesOf({ goods, tankId: null, units: [tractor({ ratedLoadKg: 8_000 })] })).toEqual([
    'V01',
    'V02',
    'V10',
  ]);
});

describe('the rule set of the load date', () => {
  it.each([
    ['2020-01-01 00:00', 'cn-hazmat-road-2020.1'],
    ['2026-04-30 23:59', 'cn-hazmat-road-2020.1'],
    ['2026-05-01 00:00', 'cn-hazmat-road-2026.1'],
  ])('at %s is %s', (moment, version) => expect(ruleSetAt(tripRuleSets, at(moment))?.version).toBe(version));

  it('there is none before Order 29', () => {
    expect(ruleSetAt(tripRuleSets, at('2019-12-31 23:59'))).toBeNull();
    expect(() => judge(trip({ loadAt: at('2019-12-31 23:59') }))).toThrow('no rule set');
  });

  it('names the law of that date as the basis', () => {
    const basis = (moment: string) => {
      const loadAt = at(moment);
      const endsAt = new Date(loadAt.getTime() + 3_600_000);
      return judge(trip({ ...toxic(), loadAt, endsAt })).violations.find(({ rule }) => rule === 'V09')!.basis;
    };
    expect(basis('2026-04-30 23:00')).toContain('第591号)第五十条');
    expect(basis('2026-05-01 00:00')).toContain('危险化学品安全法');
    expect(basis('2026-05-01 00:00')).not.toContain('591');
  });

  it('has every rule, with the severity of the trade', () => {
    for (const { rules } of tripRuleSets) {
      expect(rules.map(({ id }) => id)).toEqual(allTripRules.map(({ id }) => id));
      const critical = rules.filter(({ severity }) => severity === ViolationSeverity.CRITICAL);
      expect(critical.map(({ id }) => id)).toEqual(['V09', 'V10', 'V11']);
      expect(rules.filter(({ certainty }) => certainty !== 'C').map(({ id }) => id)).toEqual([
        ...['V14', 'V16', 'V17', 'V21', 'V22', 'V23'],
      ]);
    }
  });
});

/** Each makes a trip worse in one way, whatever else is wrong with it. */
const faults: ((one: Trip) => Trip)[] = [
  (one) => ({ ...one, carrier: { ...one.carrier, licences: [] } }),
  (one) => ({ ...one, units: one.units.map((unit) => ({ ...unit, known: null })) }),
  (one) => ({ ...one, goods: one.goods.map((line) => ({ ...line, un: '9999' })) }),
  (one) => ({ ...one, goods: [...one.goods, { ...METHANOL, massKg: 90_000 }] }),
  (one) => ({ ...one, driver: { ...one.driver, known: null } }),
  (one) => ({ ...one, escort: null }),
  (one) => ({ ...one, loading: loading({ passed: false }) }),
  (one) => ({ ...one, loading: one.loading && { ...one.loading, seen: { vehicle: '晋K9 黄色' } } }),
  (one) => ({ ...one, goods: [...one.goods, CHLORINE], passes: [] }),
  (one) => ({ ...one, goods: [...one.goods, EXPLOSIVE], passes: [] }),
  (one) => ({ ...one, reused: true }),
  (one) => ({ ...one, ...other('2026-06-10 10:00', '2026-06-10 11:00') }),
];

test('a further fault never makes a trip lawful, and none takes the first one back', () => {
  fc.assert(
    fc.property(
      fc.subarray(
        faults.map((_, i) => i),
        { minLength: 1 },
      ),
      fc.nat(),
      (chosen, pick) => {
        const apply = (indexes: number[]) => indexes.reduce((one, i) => faults[i]!(one), trip());
        expect(judge(apply(chosen)).violations).not.toEqual([]);
        const more = [...chosen, pick % faults.length];
        expect(judge(apply(more)).violations).not.toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});

test('a register that forgets something never makes a trip lawful', () => {
  const forgetting = fc.record({
    licences: fc.boolean(),
    certificate: fc.boolean(),
    inspection: fc.boolean(),
    rated: fc.boolean(),
    media: fc.boolean(),
    driver: fc.boolean(),
    escort: fc.boolean(),
    pass: fc.boolean(),
  });
  fc.assert(
    fc.property(forgetting, (forgets) => {
      const one = trip({
        ...toxic(forgets.pass ? { number: 'P1', known: null } : pass(TOXIC)),
        carrier: { uscc: 'U', licences: forgets.licences ? [] : [{ ...permit(), scope: ['2'] }] },
        units: [
          tractor(forgets.certificate ? { certificate: null } : {}),
          trailer({
            ...(forgets.inspection && { inspectionDue: null }),
            ...(forgets.rated && { ratedLoadKg: null }),
            ...(forgets.media && { tankMedia: null }),
          }),
        ],
        driver: forgets.driver ? { ...person(DRIVER), known: null } : person(DRIVER),
        escort: forgets.escort ? { ...person(ESCORT), known: null } : person(ESCORT),
      });
      const isWhole = Object.values(forgets).every((forgotten) => !forgotten);
      expect(judge(one).violations.length === 0).toBe(isWhole);
    }),
    { numRuns: 300 },
  );
});

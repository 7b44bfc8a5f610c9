import fc from 'fast-check';
import { incident } from './support/command-records';
import { firmCode, firmRow, licenceRow, siteRow, unitRow } from './support/register-rows';
import { openSliceHub, registerFile, type SliceHub } from './support/slice-hub';

// One life is told of several firms, to each in another order, through the connectors and the store.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ORDERS = 3;
/** From red to blue. */
const STEPS = 3;

/** What is told of the n-th firm. */
type Told = (n: number) => [source: string, stream: string, body: Buffer | object];

/** When a life begins to be told; its times are milliseconds from then. */
let begin = Date.parse('2026-11-20T02:00:00Z');

const iso = (ms: number) => new Date(begin + ms).toISOString();
const cityTime = (ms: number) =>
  iso(ms + 8 * 3_600_000)
    .slice(0, 19)
    .replace('T', ' ');
const cityDay = (ms: number) => cityTime(ms).slice(0, 10);

let drawn = 0;
const fresh = () => drawn++;

/** No two alike: of two versions of one record that bear one time nobody could tell which is newer. */
const ago = fc
  .integer({ min: 10, max: 20 * 24 * 60 })
  .map((minutes) => -minutes * MINUTE - (fresh() % 50) * 1_000);
const span = fc.tuple(ago, fc.option(fc.integer({ min: 2, max: 10 * 24 * 60 }))).map(([from, length]) => ({
  from,
  to: length === null ? null : Math.min(from + length * MINUTE, -MINUTE),
}));
const name = fc.constant('N').map((letter) => letter + fresh());
const page = (stream: string, item: object): ReturnType<Told> => [
  'dual-prevention',
  stream,
  { page: 1, pages: 1, total: 1, items: [item] },
];

/** A hazard in up to three versions: found, submitted, closed. */
const hazard = fc
  .record({ name, span, grade: fc.constantFrom('一般', '重大'), days: fc.integer({ min: -3, max: 20 }) })
  .map(({ name: id, span: { from, to }, grade, days }): Told[] => {
    const version = (n: number, updated: number, more: object) =>
      page('hazards', {
        ...{ id: `${id}-${n}`, uscc: firmCode(n), grade, title: '示例', foundBy: '示例', supervised: false },
        ...{ foundAt: iso(from), dueOn: cityDay(from + days * DAY), updatedAt: iso(updated), ...more },
      });
    const told: Told[] = [(n) => version(n, from, { state: '整改中' })];
    if (to === null) return told;
    const middle = (from + to) / 2;
    return [
      ...told,
      (n) => version(n, middle, { state: '已提交', submittedAt: iso(middle) }),
      (n) => version(n, to, { state: '已销号', closedAt: iso(to) }),
    ];
  });

const operation = fc
  .record({ name, span, area: fc.boolean() })
  .map(({ name: id, span: { from, to }, area }): Told[] => {
    const version = (n: number, updated: number, more: object) =>
      page('special-operations', {
        ...{ id: `${id}-${n}`, uscc: firmCode(n), unit: area ? `U${n}` : null, kind: '动火' },
        ...{ startsAt: iso(from), endsAt: iso(from + 8 * 60 * MINUTE), updatedAt: iso(updated), ...more },
      });
    return [
      (n) => version(n, from, {}),
      ...(to ? [(n: number) => version(n, to, { endedAt: iso(to) })] : []),
    ];
  });

const transition = fc.record({ name, span }).map(({ name: id, span: { from, to } }): Told[] => {
  const version = (n: number, updated: number, more: object) =>
    page('transitions', {
      ...{ id: `${id}-${n}`, uscc: firmCode(n), kind: '开车', startsAt: iso(from), updatedAt: iso(updated) },
      ...more,
    });
  return [
    (n) => version(n, from, {}),
    ...(to ? [(n: number) => version(n, to, { signedOffAt: iso(to), signedOffBy: '示例' })] : []),
  ];
});

const riskPoint = fc
  .record({ name, at: ago, l: fc.constantFrom(1, 3, 10) })
  .map(({ name: id, at, l }): Told[] => [
    (n) =>
      page('risk-points', {
        ...{ id: `${id}-${n}`, uscc: firmCode(n), name: '示例', method: 'LEC', l, e: 10, c: 15 },
        ...{ assessedOn: cityDay(at), controls: [], updatedAt: iso(at) },
      }),
  ]);

const licence = fc
  .record({ at: ago, expires: fc.integer({ min: -15, max: 40 }), state: fc.constantFrom('有效', '暂扣') })
  .map(({ at, expires, state }): Told[] => [
    (n) => [
      'enterprise-registry',
      'licences',
      registerFile([
        licenceRow(n, { 有效期至: cityDay(expires * DAY), 状态: state, 更新时间: cityTime(at) }),
      ]),
    ],
  ]);

const accident = fc
  .record({ name, span, deaths: fc.constantFrom(0, 1) })
  .map(({ name: id, span: { from, to }, deaths }): Told[] => {
    const version = (n: number, updated: number, more: object): ReturnType<Told> => [
      'command-centre',
      'incidents',
      {
        ...{ page: 1, pages: 1, total: 1 },
        items: [
          incident(`${id}-${n}`, {
            ...{ uscc: firmCode(n), grade: '一般', deaths, at: iso(from), reportedAt: iso(from) },
            ...{ updatedAt: iso(updated), ...more },
          }),
        ],
      },
    ];
    return [
      (n) => version(n, from, {}),
      ...(to ? [(n: number) => version(n, to, { closedAt: iso(to) })] : []),
    ];
  });

/** Of the last hour. */
const reading = fc
  .record({ second: fc.integer({ min: 1, max: 3_600 }), v: fc.constantFrom(0.4, 0.98, 1.2, 1.6) })
  .map(({ second, v }) => ({ ms: -second * 1_000 - (fresh() % 1_000), v }))
  .map(({ ms, v }): Told[] => [
    (n) => {
      const at = iso(ms);
      return ['monitoring-platform', 'readings', { at, values: [{ point: `P${n}`, at, v, q: 'good' }] }];
    },
  ]);

const life = fc
  .array(
    fc.oneof(
      ...[hazard, operation, transition, riskPoint, accident].map((arbitrary) => ({ arbitrary, weight: 2 })),
      ...[
        { arbitrary: licence, weight: 1 },
        { arbitrary: reading, weight: 6 },
      ],
    ),
    { minLength: 3, maxLength: 10 },
  )
  .map((parts) => parts.flat());

/** Once in order; then each told twice, in orders of their own. */
const lives = life.chain((told) => {
  const twice = [...told.keys(), ...told.keys()];
  const order = fc.shuffledSubarray(twice, { minLength: twice.length });
  const others = fc.array(order, { minLength: ORDERS - 1, maxLength: ORDERS - 1 });
  return others.map((orders) => [[...told.keys()], ...orders].map((one) => one.map((key) => told[key]!)));
});

let hub: SliceHub;
let now = begin;
let firms = 0;
beforeAll(async () => {
  hub = await openSliceHub(new Date(begin));
});
afterAll(() => hub.close());

/** The firm, its site, hazard unit and point: what everything else is about. */
async function found(n: number) {
  const send = (stream: string, row: Parameters<typeof registerFile>[0][number]) =>
    hub.send('enterprise-registry', stream, registerFile([row]));
  await send('enterprises', firmRow(n));
  await send('sites', siteRow(n));
  await send('hazard-units', unitRow(n));
  await hub.send('monitoring-platform', 'points', [
    {
      ...{ point: `P${n}`, code: `P${n}`, site: `S${n}`, uscc: firmCode(n), place: '示例', quantity: 'CH4' },
      ...{ unit: '%CH4', range: [0, 4], intervalSeconds: 7_200, updatedAt: iso(-30 * DAY) },
      limits: [
        { kind: 'HIGH', value: 1 },
        { kind: 'HIGH_HIGH', value: 1.5 },
      ],
    },
  ]);
}

const pass = (ms: number) => hub.advance(new Date((now += ms)));

/** What is known of a firm, and why it has its level; with `level`, that too. */
async function stateOf(n: number, { level }: { level: boolean }) {
  const { data, errors } = await hub.query(
    `query ($u: USCC!, $level: Boolean!) { enterprise(uscc: $u) {
      risk { inherent degraded dynamic @include(if: $level) score @include(if: $level) factors { rule effect since until } }
      hazards { grade state dueOn reinspectDueOn closedAt } }
      alarms(filter: { uscc: [$u] }) { nodes { kind severity state openedAt clearedAt peak } } }`,
    { u: firmCode(n), level },
  );
  expect(errors).toEqual([]);
  return sorted(data);
}

async function expectAlike(numbers: readonly number[], options: { level: boolean }) {
  const [first, ...others] = await Promise.all(numbers.map((n) => stateOf(n, options)));
  for (const other of others) expect(other).toEqual(first);
}

/** Lists in which entries are told apart by numbers of their own. */
const sorted = (data: any) =>
  JSON.parse(JSON.stringify(data), (_key, value) =>
    Array.isArray(value) ? value.map((one) => JSON.stringify(one)).sort() : value,
  );

test('in whatever order records come, and how often, the reasons are the same once all is known, and the level once R30 has run', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (orders) => {
      const numbers = orders.map(() => firms++);
      begin = now;
      for (const n of numbers) await found(n);
      const longest = Math.max(...orders.map(({ length }) => length));
      for (let step = 0; step < longest; step += 1) {
        for (const [place, n] of numbers.entries()) {
          const told = orders[place]![step]?.(n);
          if (told) expect(await hub.send(...told)).toMatchObject({ rejected: 0 });
        }
        if (step % 6 === 5) await pass(20_000);
      }
      await pass(MINUTE);
      await expectAlike(numbers, { level: false });
      // who was told of something that was over by then stands higher, and comes down a step a day (R30)
      for (let day = 0; day < STEPS; day += 1) await pass(DAY);
      await expectAlike(numbers, { level: true });
    }),
    { numRuns: 6 },
  );
}, 120_000);

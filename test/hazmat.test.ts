import { licence, member, page, START, tanker, vehicle, waybill } from './support/hazmat-records';
import { firmCode, firmRow } from './support/register-rows';
import {
  emptyDatabase,
  openSliceDatabase,
  openSliceHub,
  registerFile,
  type SliceHub,
} from './support/slice-hub';

const [CONSIGNOR, CONSIGNEE, CARRIER] = [firmCode(1), firmCode(2), firmCode(3)] as [string, string, string];
const FIRMS: [string, string, string] = [CONSIGNOR, CONSIGNEE, CARRIER];
const COUNTY = '140781';

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
beforeAll(async () => {
  opened = await openSliceDatabase();
});
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(START, opened);
});
afterEach(() => hub.close());
afterAll(() => opened.close());

const send = (stream: string, ...items: Record<string, unknown>[]) =>
  hub.send('hazmat-permits', stream, page(...items));
const locate = (...items: Record<string, unknown>[]) =>
  hub.send('vehicle-positions', 'positions', page(...items));
const firms = (...divisions: string[]) =>
  hub.send(
    'enterprise-registry',
    'enterprises',
    registerFile(
      divisions.map((division, i) =>
        firmRow(i + 1, { 行政区划代码: division, 更新时间: '2026-06-01 08:00:00' }),
      ),
    ),
  );
/** A lawful trip's registers. */
async function registers() {
  await send('carriers', licence(CARRIER));
  await send('vehicles', vehicle('晋K0001'), tanker('晋K0001挂'));
  await send('crew', member('C-D1', '驾驶员'), member('C-E1', '押运员'));
}
const trip = (id: string, values: Record<string, unknown> = {}) => waybill(id, FIRMS, values);
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000).toISOString();

const VERDICT = /* GraphQL */ `
  query ($id: ID!) {
    waybill(id: $id) {
      stage
      verdict {
        legal
        ruleSetVersion
        violations {
          rule
          severity
          message
          basis
          certainty
          at
        }
      }
    }
  }
`;
const verdict = async (id: string) => {
  const { data, errors } = await hub.query(VERDICT, { id });
  expect(errors).toEqual([]);
  return data.waybill.verdict;
};
const rulesOf = async (id: string): Promise<string[]> =>
  (await verdict(id)).violations.map(({ rule }: { rule: string }) => rule);

describe('a waybill', () => {
  it('is lawful when every register says so, and tells everything of itself', async () => {
    await firms(COUNTY, COUNTY, COUNTY);
    await registers();
    await send('waybills', trip('W1'));
    await locate({
      plate: '晋K0001',
      plateColour: '黄色',
      at: START.toISOString(),
      lng: 111.93,
      lat: 37.05,
      crs: 'CGCS2000',
      speedKmh: 42,
    });
    const { data, errors, statements } = await hub.query(/* GraphQL */ `
      {
        waybill(id: "W1") {
          id
          stage
          consignor {
            name
          }
          consignee {
            name
          }
          carrier {
            name
            transportLicences {
              number
              kind
              scope
              state
            }
          }
          vehicle {
            plate
            plateColour
            kind
            online
            transportCert {
              number
              state
              validTo
            }
            position {
              lng
              lat
              speedKmh
              rawCrs
              at
            }
            track {
              lng
            }
            freshness {
              state
              source
            }
          }
          trailer {
            plate
            ratedLoadKg
            tankMedia
          }
          driver {
            nameMasked
            certificate
            role
            state
            categories
          }
          escort {
            role
          }
          goods {
            massKg
            properName
            good {
              un
              class
              nameEn
              subsidiary
              highlyToxic
              inTransportList
              inCatalogue
            }
          }
          loadAt
          endsAt
          origin {
            id
          }
          originText
          destination {
            id
          }
          destinationText
          loadingCheck {
            passed
            by {
              uscc
            }
            items {
              code
              passed
            }
          }
          events {
            kind
            seq
          }
          verdict {
            legal
            ruleSetVersion
            violations {
              rule
              message
            }
          }
          freshness {
            state
          }
        }
      }
    `);
    expect(errors).toEqual([]);
    expect(statements).toBeLessThanOrEqual(25);
    expect(data.waybill).toMatchObject({
      stage: 'IN_TRANSIT',
      consignor: { name: '示例企业1' },
      carrier: { name: '示例企业3', transportLicences: [{ kind: 'COMMERCIAL', state: 'VALID' }] },
      vehicle: {
        ...{ plate: '晋K0001', kind: 'TRACTOR', online: true, track: [{ lng: 111.93 }] },
        transportCert: { number: 'YZ-晋K0001', state: 'VALID', validTo: '2027-06-30' },
        position: { lng: 111.93, lat: 37.05, speedKmh: 42, rawCrs: 'CGCS2000' },
        freshness: { state: 'FRESH', source: 'hazmat-permits' },
      },
      trailer: { plate: '晋K0001挂', ratedLoadKg: 25_000 },
      driver: { nameMasked: '示**', certificate: 'C-D1', role: 'DRIVER', state: 'VALID' },
      goods: [
        {
          massKg: 20_000,
          good: {
            un: '1230',
            class: '3',
            nameEn: 'Methanol',
            subsidiary: ['6.1'],
            highlyToxic: null,
            inTransportList: true,
            inCatalogue: true,
          },
        },
      ],
      origin: { id: 'S0001' },
      destination: null,
      destinationText: '外地示例厂区',
      loadingCheck: { passed: true, by: { uscc: CONSIGNOR } },
      events: ['CREATED', 'CHECKED', 'LOADED', 'DEPARTED'].map((kind) => ({ kind })),
      verdict: { legal: true, violations: [], ruleSetVersion: 'cn-hazmat-road-2026.1' },
      freshness: { state: 'FRESH' },
    });
  });

  it('of unknown carrier, vehicle and people is shown, and unlawful for each that no register knows', async () => {
    await send('waybills', trip('W1', { loadingCheck: null }));
    const { legal, violations } = await verdict('W1');
    expect(legal).toBe(false);
    expect(violations.map(({ rule }: { rule: string }) => rule)).toEqual([
      'V01',
      'V02',
      'V02',
      'V05',
      'V05',
      'V08',
    ]);
    const { data } = await hub.query(
      '{ waybill(id: "W1") { vehicle { plate plateColour transportCert { state } scope position { at } online freshness { state } } driver { certificate state role } } }',
    );
    expect(data.waybill).toEqual({
      vehicle: {
        ...{
          plate: '晋K0001',
          plateColour: '黄色',
          transportCert: null,
          scope: [],
          position: null,
          online: false,
        },
        freshness: { state: 'UNKNOWN' },
      },
      driver: { certificate: 'C-D1', state: 'UNKNOWN', role: 'DRIVER' },
    });
  });
});

describe('a verdict follows what it depends on', () => {
  beforeEach(async () => {
    await registers();
    await send('waybills', trip('W1'));
    expect(await rulesOf('W1')).toEqual([]);
  });

  it.each([
    [
      'the licence',
      'carriers',
      licence(CARRIER, { validTo: '2026-06-09', updatedAt: later(0) }),
      licence(CARRIER, { updatedAt: later(1) }),
      'V01',
    ],
    [
      'the vehicle',
      'vehicles',
      vehicle('晋K0001', { inspectionDue: '2026-06-09', updatedAt: later(0) }),
      vehicle('晋K0001', { updatedAt: later(1) }),
      'V02',
    ],
    [
      'the trailer',
      'vehicles',
      tanker('晋K0001挂', { ratedLoadKg: 19_000, updatedAt: later(0) }),
      tanker('晋K0001挂', { updatedAt: later(1) }),
      'V04',
    ],
    [
      'the escort',
      'crew',
      member('C-E1', '押运员', { validTo: '2026-06-09', updatedAt: later(0) }),
      member('C-E1', '押运员', { updatedAt: later(1) }),
      'V05',
    ],
  ])('%s', async (_, stream, worse, better, rule) => {
    await send(stream, worse);
    expect(await rulesOf('W1')).toEqual([rule]);
    await send(stream, better);
    expect(await rulesOf('W1')).toEqual([]);
  });

  it('a licence that is revoked takes nothing back of trips before', async () => {
    await send(
      'carriers',
      licence(CARRIER, { state: '吊销', stateSince: '2026-06-10T09:30:00+08:00', updatedAt: later(0) }),
    );
    expect(await rulesOf('W1')).toEqual([]);
    await send(
      'waybills',
      trip('W2', {
        loadAt: '2026-06-10T15:00:00+08:00',
        dueAt: '2026-06-10T18:00:00+08:00',
        stage: '已派单',
        loadingCheck: null,
      }),
    );
    expect(await rulesOf('W2')).toEqual(['V01']);
  });

  it.each([
    [
      'a licence of new dates, renewed after it',
      'carriers',
      licence(CARRIER),
      { validFrom: '2026-07-01', validTo: '2031-06-30' },
      [],
    ],
    ['a class taken out of a licence', 'carriers', licence(CARRIER), { scope: ['2类'] }, []],
    ['a vehicle rated anew', 'vehicles', tanker('晋K0001挂'), { ratedLoadKg: 9_000 }, []],
    [
      'an inspection done too late',
      'vehicles',
      vehicle('晋K0001', { inspectionDue: '2026-06-09' }),
      { inspectionDue: '2027-06-30' },
      ['V02'],
    ],
    [
      'a certificate renewed too late',
      'crew',
      member('C-E1', '押运员', { validTo: '2026-06-09' }),
      { validTo: '2032-06-30' },
      ['V05'],
    ],
    [
      'a suspension that is over',
      'carriers',
      licence(CARRIER, { state: '暂停', stateSince: '2026-06-10T08:00:00+08:00' }),
      { state: '有效', stateSince: null },
      ['V01'],
    ],
    [
      'a revocation that is told late',
      'carriers',
      licence(CARRIER),
      { state: '吊销', stateSince: '2026-06-09T08:00:00+08:00' },
      ['V01'],
    ],
    ['an end that was nearer', 'crew', member('C-E1', '押运员'), { validTo: '2026-06-09' }, ['V05']],
    [
      'a new paper from before it',
      'carriers',
      licence(CARRIER, { validTo: '2026-06-09' }),
      { validFrom: '2026-06-10', validTo: '2031-06-09' },
      [],
    ],
  ])('a trip is judged by the papers of its time: %s', async (_, stream, then, later, rules) => {
    await send(stream, { ...then, updatedAt: '2026-06-10T07:00:00+08:00' });
    await hub.advance(new Date('2026-07-05T00:00:00Z'));
    await send(stream, { ...then, ...later, updatedAt: '2026-07-01T08:00:00+08:00' });
    expect(await rulesOf('W1')).toEqual(rules);
  });

  it('of more trips than one transaction judges, the rest follow by the sweep', async () => {
    const many = Array.from({ length: 620 }, (_, i) =>
      trip(`M${String(i).padStart(3, '0')}`, {
        ...{ stage: '已关闭', loadAt: new Date(Date.UTC(2026, 3, 1) + i * 3_600_000).toISOString() },
        ...{
          dueAt: new Date(Date.UTC(2026, 3, 1) + i * 3_600_000 + 3_000_000).toISOString(),
          unloadedAt: null,
        },
      }),
    );
    for (let from = 0; from < many.length; from += 200)
      await send('waybills', ...many.slice(from, from + 200));
    const illegal = async () =>
      (await hub.query('{ waybills(filter: {legal: false}, first: 1) { total } }')).data.waybills.total;
    expect(await illegal()).toBe(0);
    await send('carriers', licence(CARRIER, { validTo: '2026-03-01', updatedAt: later(0) }));
    expect(await illegal()).toBe(500);
    await hub.advance(new Date(START.getTime() + 2_000));
    expect(await illegal()).toBe(621);
  });

  it('two trips of one vehicle at once are both unlawful, until one is cancelled', async () => {
    const other = {
      vehicle: { plate: '晋K0001', plateColour: '黄色' },
      trailer: null,
      driver: 'C-D2',
      escort: 'C-E2',
    };
    await send('crew', member('C-D2', '驾驶员'), member('C-E2', '押运员'));
    await send('vehicles', vehicle('晋K0001', { ratedLoadKg: 25_000, updatedAt: later(0) }));
    await send(
      'waybills',
      trip('W2', {
        ...other,
        stage: '已派单',
        loadingCheck: null,
        loadAt: '2026-06-10T12:59:00+08:00',
        dueAt: '2026-06-10T15:00:00+08:00',
      }),
    );
    expect([await rulesOf('W1'), await rulesOf('W2')]).toEqual([['V22'], ['V22']]);
    await send(
      'waybills',
      trip('W2', {
        ...other,
        stage: '已作废',
        loadingCheck: null,
        loadAt: '2026-06-10T12:59:00+08:00',
        updatedAt: later(1),
        dueAt: '2026-06-10T15:00:00+08:00',
      }),
    );
    expect([await rulesOf('W1'), await rulesOf('W2')]).toEqual([[], []]);
  });

  it('a waybill that goes on a second trip stays marked', async () => {
    await send(
      'waybills',
      trip('W1', { stage: '已关闭', unloadedAt: '2026-06-10T09:50:00+08:00', updatedAt: later(0) }),
    );
    await send('waybills', trip('W1', { updatedAt: later(1) }));
    expect(await rulesOf('W1')).toEqual(['V22']);
    await send('waybills', trip('W1', { stage: '已关闭', updatedAt: later(2) }));
    expect(await rulesOf('W1')).toEqual(['V22']);
  });
});

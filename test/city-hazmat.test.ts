import { loadExamples } from '../src/kernel/server/examples';
import { placeAt } from '../demo/sources/vehicle-positions';
import { Q8_TripCheckDocument, Q9_LiveToxicTripsDocument } from './support/documents/graphql';
import { AT, city, COUNTY, openFrozenCity } from './support/frozen-city';
import { onTheRoad } from './support/hazmat-city';
import type { Answer, TestHub } from './support/hub';

// The whole hub over the frozen demo city: every expected value comes from what the city was generated from.

let hub: TestHub;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ hub, close } = await openFrozenCity());
}, 180_000);
afterAll(() => close?.());

const trips = new Map(city.hazmat.tripsAt(AT).map((trip) => [trip.id, trip]));
const expected = city.hazmat.expectedAt(AT);

interface Judged {
  id: string;
  verdict: { legal: boolean; violations: { rule: string; severity: string }[] };
}
interface Page {
  waybills: { nodes: Judged[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
}

test('every trip of the last days breaks exactly the rules that were planted in it', async () => {
  const found = new Map<string, string[]>();
  for (let after: string | null = null, more = true; more;) {
    const { data, errors }: Answer<Page> = await hub.ask(
      `query ($after: String) { waybills(filter: {}, first: 500, after: $after) {
        nodes { id verdict { legal violations { rule severity } } } pageInfo { endCursor hasNextPage } } }`,
      { after },
    );
    expect(errors).toBeUndefined();
    for (const { id, verdict } of data.waybills.nodes) {
      expect(verdict.legal).toBe(verdict.violations.length === 0);
      found.set(id, [...new Set(verdict.violations.map(({ rule }) => rule))]);
    }
    ({ endCursor: after, hasNextPage: more } = data.waybills.pageInfo);
  }
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  const planted = new Set([...expected.values()].flat());
  expect([...planted].sort()).toEqual([
    ...['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V09', 'V10', 'V13', 'V14'],
    ...['V17', 'V18', 'V19', 'V20', 'V21', 'V22', 'V23'],
  ]);
});

test('Q9: toxic loads on the road, where they truly are, with what is wrong with them', async () => {
  const { data, errors, statements } = await hub.run(Q9_LiveToxicTripsDocument, { d: COUNTY });
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(25);
  const { total, nodes } = data.waybills!;
  const toxic = onTheRoad(city.hazmat, AT).filter(({ goods }) => ['2.3', '6.1'].includes(goods.class));
  expect(toxic.length).toBeGreaterThan(0);
  expect(nodes.map(({ id }) => id).sort()).toEqual(toxic.map(({ id }) => id).sort());
  expect(total).toBe(toxic.length);
  for (const { id, carrier, vehicle, goods, passes, verdict, destination } of nodes) {
    const trip = trips.get(id)!;
    const [lng, lat] = placeAt(trip, AT)!;
    expect(vehicle).toMatchObject({ plate: trip.team.vehicle.plate, online: true });
    // a metre, since a GCJ-02 position is shifted back by iteration
    expect(Math.hypot(vehicle.position!.lng - lng, vehicle.position!.lat - lat)).toBeLessThan(2e-5);
    expect(goods).toMatchObject([{ massKg: trip.goods.massKg, good: { un: trip.goods.un } }]);
    expect(passes.length).toBe(trip.pass ? 1 : 0);
    expect(verdict.legal).toBe(expected.get(id)!.length === 0);
    const firm = city.firms.find(({ uscc }) => uscc === trip.carrier);
    expect(carrier?.name).toBe(firm?.name);
    expect(destination?.name).toBe(city.sites.find((site) => site.id === trip.destination.site)?.name);
  }
});

test('Q8: a trip of the city is lawful as long as its registers are', async () => {
  const { t } = loadExamples().find(({ name }) => name === 'Q8_TripCheck')!.variables as { t: object };
  const ask = async (more: Record<string, unknown>) => {
    const { data, errors, statements } = await hub.run(Q8_TripCheckDocument, {
      t: { ...t, ...more } as never,
    });
    expect(errors).toBeUndefined();
    expect(statements).toBeLessThanOrEqual(25);
    return data.checkTrip!;
  };
  expect(await ask({})).toEqual({ legal: true, ruleSetVersion: 'cn-hazmat-road-2026.1', violations: [] });
  expect(await ask({ loadAt: '2026-04-30T09:00:00+08:00' })).toMatchObject({
    ...{ legal: true, ruleSetVersion: 'cn-hazmat-road-2020.1' },
  });
  expect((await ask({ un: '1017' })).violations.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['V02', 'V03', 'V05', 'V09']),
  );
});

test('each firm shows what it sends and is sent', async () => {
  const site = [...trips.values()].find(({ origin }) => origin.site)!.origin;
  const { data, errors, statements } = await hub.ask<{ enterprise: Record<string, { id: string }[]> }>(
    'query ($u: USCC!) { enterprise(uscc: $u) { outbound(first: 500) { id } inbound(first: 500) { id } } }',
    { u: site.uscc },
  );
  expect(errors).toBeUndefined();
  expect(statements).toBeLessThanOrEqual(3);
  const of = (end: 'origin' | 'destination') =>
    [...trips.values()].filter((trip) => trip[end].uscc === site.uscc).map(({ id }) => id);
  expect(data.enterprise.outbound!.map(({ id }) => id).sort()).toEqual(of('origin').sort());
  expect(data.enterprise.inbound!.map(({ id }) => id).sort()).toEqual(of('destination').sort());
});

import { firmCode } from './support/register-rows';
import { openSliceHub, type SliceHub } from './support/slice-hub';
import { waybill, page, START } from './support/hazmat-records';

const [A, B, C] = [firmCode(1), firmCode(2), firmCode(3)] as [string, string, string];
const COUNTY = 'division: "140781"';
const NEAR = '{ lng: 111.9, lat: 37.05 }';

/** A question whose answer can be an empty list, and the source that tells of it. */
const LISTS: [source: string, lists: Record<string, string>][] = [
  [
    'command-centre',
    {
      incidents: `incidents(${COUNTY}) { id }`,
      headquarters: `headquarters(${COUNTY}) { id }`,
      dutyRoster: `dutyRoster(${COUNTY}, on: "2026-06-10") { id: leaderTitle }`,
      warnings: `warnings(${COUNTY}) { id }`,
      commandCentres: `commandCentres(${COUNTY}) { id }`,
    },
  ],
  ['hazmat-permits', { waybills: `waybills(filter: { ${COUNTY} }) { total nodes { id } }` }],
  [
    'committee-registry',
    {
      committees: `committees(${COUNTY}) { id }`,
      patrols: `patrols { id }`,
      units: `units(${COUNTY}) { id }`,
      meetings: `meetings(${COUNTY}) { id }`,
      campaigns: `campaigns(${COUNTY}) { id }`,
      bulletins: `bulletins(${COUNTY}) { id }`,
      funds: `funds(${COUNTY}) { year }`,
      educationAssets: `educationAssets(${COUNTY}) { id }`,
      educationItems: `educationItems(${COUNTY}) { id }`,
      posts: `posts(${COUNTY}) { nodes { title } }`,
    },
  ],
  [
    'rescue-registry',
    {
      rescueTeams: `rescueTeams { id }`,
      nearestTeams: `nearestTeams(at: ${NEAR}, capability: HAZMAT) { km }`,
      experts: `experts(industry: "COAL_MINE") { id }`,
      consultations: `consultations { nodes { id } }`,
    },
  ],
  ['depot-inventory', { depots: `depots(${COUNTY}) { id }`, materials: `materials { nodes { code } }` }],
  ['monitoring-platform', { alarms: `alarms(filter: { ${COUNTY} }) { total nodes { id } }` }],
  [
    'enterprise-registry',
    {
      enterprises: `enterprises { total nodes { id: uscc } }`,
      supervisionDue: `supervisionDue(${COUNTY}, before: "2026-12-31") { planned }`,
    },
  ],
  ['dual-prevention', { hazards: `hazards(filter: { ${COUNTY} }) { total nodes { id } }` }],
];

/** Fields of a division, which the hub knows without any source. */
const OF_DIVISION: Record<string, string> = {
  safetyOfficers: 'committee-registry',
  depots: 'depot-inventory',
};

let hub: SliceHub;
beforeAll(async () => {
  hub = await openSliceHub(START);
});
afterAll(() => hub.close());

const ask = async (fields: Record<string, string>) => {
  const { data, errors } = await hub.query(`{ ${Object.values(fields).join(' ')} }`);
  expect(errors).toEqual([]);
  return data as Record<string, unknown>;
};
const isEmpty = (value: unknown) => {
  const list = Array.isArray(value) ? value : (value as { nodes: unknown[] } | null)?.nodes;
  return list?.length === 0;
};
const links = async () => (await hub.query(`{ linkHealth(${COUNTY}) { online offline } }`)).data.linkHealth;
const ofDivision = async () =>
  (await hub.query('{ division(code: "140781") { safetyOfficers { title } depots { id } } }')).data.division;

it('knows of no list that it is empty before its source was heard, and of each from then on', async () => {
  for (const [source, lists] of LISTS) {
    const before = await ask(lists);
    expect([source, Object.values(before).filter((value) => value !== null)]).toEqual([source, []]);
  }
  expect(await ofDivision()).toEqual(
    Object.fromEntries(Object.keys(OF_DIVISION).map((name) => [name, null])),
  );

  expect(await links()).toBeNull();

  await hub.advance(START);
  expect(await links()).toEqual({ online: 0, offline: 0 });
  for (const [source, lists] of LISTS) {
    const heard = await ask(lists);
    expect([source, Object.keys(heard).filter((name) => !isEmpty(heard[name]))]).toEqual([source, []]);
  }
  expect(await ofDivision()).toEqual({ safetyOfficers: [], depots: [] });
});

it('knows nothing of the rest when one source goes down, and gives what it brought as unknown', async () => {
  await hub.send('hazmat-permits', 'waybills', page(waybill('W1', [A, B, C])));
  const hour = new Date(START.getTime() + 3_600_000);
  await hub.advance(hour, hub.sourcesBut('hazmat-permits', 'command-centre'));
  const { data, errors } = await hub.query(/* GraphQL */ `
    {
      kept: waybills(filter: {}) {
        nodes {
          id
          freshness {
            state
          }
        }
      }
      other: waybills(filter: { class: ["7"] }) {
        total
      }
      incidents {
        id
      }
      none: incidents(first: 0) {
        id
      }
      rescueTeams {
        id
      }
    }
  `);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    kept: { nodes: [{ id: 'W1', freshness: { state: 'UNKNOWN' } }] },
    other: null,
    incidents: null,
    none: [],
    rescueTeams: [],
  });
  await hub.advance(hour);
  expect((await hub.query('{ incidents { id } }')).data.incidents).toEqual([]);
});

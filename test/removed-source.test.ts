import { firmCode, firmRow, siteRow } from './support/register-rows';
import { openSliceHub, registerFile, type SliceHub } from './support/slice-hub';

const START = Date.parse('2026-11-01T00:00:00Z');
const at = (second: number) => new Date(START + second * 1000);
const PLATFORM = 'monitoring-platform';
const ASKED = `query ($uscc: USCC!, $asOf: DateTime) {
  riskBoard(division: "140781", asOf: $asOf) { complete }
  enterprise(uscc: $uscc) { risk(asOf: $asOf) { stale freshness { state } } }
  linkHealth(division: "140781") { online stale offline } }`;

let hub: SliceHub;
let rest: string[];
beforeEach(async () => {
  hub = await openSliceHub(at(0));
  rest = hub.sourcesBut(PLATFORM);
  await hub.send('enterprise-registry', 'enterprises', registerFile([firmRow(1, { 行业: '煤矿' })]));
  await hub.send('enterprise-registry', 'sites', registerFile([siteRow(1)]));
});
afterEach(() => hub.close());

const point = {
  ...{ point: 'P1', code: 'P1', site: 'S1', uscc: firmCode(1), place: '示例', quantity: 'CH4', unit: '%CH4' },
  ...{ intervalSeconds: 15, limits: [{ kind: 'HIGH', value: 1 }], updatedAt: '2026-10-31T00:00:00Z' },
};
const ask = async (asOf?: Date) => {
  const { data, errors } = await hub.query(ASKED, { uscc: firmCode(1), asOf });
  expect(errors).toEqual([]);
  return { complete: data.riskBoard.complete, ...data.enterprise.risk, links: data.linkHealth };
};
/** In steps in which the sources that are left are never late. */
async function pass(from: number, to: number, heard: string[]) {
  for (let second = from; second <= to; second += 10) await hub.advance(at(second), heard);
}

it('no board is complete and no mine is sound on the word of a system that was taken out of hub.yaml', async () => {
  await hub.send(PLATFORM, 'points', [point]);
  await hub.send(PLATFORM, 'readings', {
    at: at(0).toISOString(),
    values: [{ point: 'P1', v: 0.1, q: 'good' }],
  });
  await hub.advance(at(5));
  expect(await ask()).toMatchObject({ complete: true, freshness: { state: 'FRESH' } });
  hub.configure(rest);
  await pass(15, 125, rest);
  const { data } = await hub.query(`{ sources { id state } }`);
  expect(data.sources).toContainEqual({ id: PLATFORM, state: 'PAUSED' });
  const paused = { complete: false, stale: true, freshness: { state: 'UNKNOWN' } };
  expect(await ask()).toMatchObject({ ...paused, links: { online: 0, stale: 0, offline: 1 } });
  await pass(135, 145, rest);
  expect(await ask(at(130))).toMatchObject({ complete: false, stale: true });
});

it('a system that was taken out before it told anything is not waited for', async () => {
  hub.configure(rest);
  await pass(5, 125, rest);
  expect(await ask()).toMatchObject({ complete: true, freshness: { state: 'FRESH' } });
});

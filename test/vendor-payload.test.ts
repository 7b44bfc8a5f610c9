import { encode } from 'iconv-lite';
import { connectAsync, type MqttClient } from 'mqtt';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadHubYaml } from '../src/kernel/config/hub-yaml';
import { monitoring } from '../src/subgraphs/monitoring';
import { startBroker } from './support/broker';
import { sourcesOf, startHub, until, type TestHub } from './support/hub';
import { firmCode } from './support/register-rows';

/**
 * A vendor's own platform: nested, Chinese keys, GBK, its own alarm codes, values as texts, times without a zone, points
 * and values on one topic, no heartbeat. No connector knows it; what follows is all that attaches it.
 */
const HUB_YAML = (address: string) => `
sources:
  - connector: monitoring-platform
    address: ${address}
    charset: gbk
    streams:
      heartbeat: false
      points:
        channel: huatong/+/up
        mapping: |
          (
            $codes := { "A01": "HIGH", "A03": "POWER_CUT", "D01": "LOW" };
            $quantities := { "甲烷": "CH4", "一氧化碳": "CO" };
            $mine := $split($channel, "/")[1];
            $sent := $replace(报文.头.发送时间, " ", "T") & "+08:00";
            [报文.体.测点表.{
              "point": $mine & "-" & 编号,
              "code": 编号,
              "site": "S-" & $mine,
              "uscc": $lookup({ "mk01": "${firmCode(1)}" }, $mine),
              "place": $join([位置.巷道, 位置.工作面], " "),
              "quantity": $lookup($quantities, 类型),
              "unit": 单位,
              "range": $split(量程, "~").$number(),
              "intervalSeconds": $number(周期秒),
              "limits": [告警.{ "kind": $lookup($codes, 码), "value": $number(值) }],
              "updatedAt": $sent
            }]
          )
      readings:
        channel: huatong/+/up
        mapping: |
          (
            $mine := $split($channel, "/")[1];
            $qualities := { "0": "good", "1": "calibrating", "9": "bad" };
            $exists(报文.体.实时) ? {
              "at": $replace(报文.头.发送时间, " ", "T") & "+08:00",
              "values": [报文.体.实时.{
                "point": $mine & "-" & $[0],
                "v": $[1] = "" ? null : $number($[1]),
                "q": $lookup($qualities, $[2])
              }]
            } : []
          )
`;

let broker: Awaited<ReturnType<typeof startBroker>>;
let vendor: MqttClient;
let hub: TestHub;
let folder: string;

beforeAll(async () => {
  broker = await startBroker();
  vendor = await connectAsync(broker.address);
  folder = mkdtempSync(join(tmpdir(), 'hub-vendor-'));
  hub = await startHub({ names: ['registry', 'monitoring'], bindings: bindingsOf(HUB_YAML(broker.address)) });
});
afterAll(async () => {
  await hub.close();
  await vendor.endAsync(true);
  await broker.close();
  rmSync(folder, { recursive: true });
});

function bindingsOf(text: string) {
  writeFileSync(join(folder, 'hub.yaml'), text);
  return loadHubYaml(join(folder, 'hub.yaml'), monitoring.connectors, {});
}
const send = (body: object, retain = false) =>
  vendor.publishAsync('huatong/mk01/up', encode(JSON.stringify({ 报文: body }), 'gbk'), { qos: 1, retain });
const cityTime = (at: Date) =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const source = async () => (await sourcesOf(hub))[0]!;

test('a payload that no connector knows is attached by hub.yaml alone and read through the graph', async () => {
  const begun = new Date();
  const 测点 = (编号: string, 类型: string) => ({
    ...{ 编号, 类型, 位置: { 巷道: '3101', 工作面: '综采工作面' }, 量程: '0~4', 单位: '%CH4', 周期秒: '15' },
    告警: [{ 码: 'A01', 值: '1.0' }, { 码: 'A03', 值: '1.5' }], // prettier-ignore
  });
  const points = [测点('001', '甲烷'), 测点('002', '甲烷'), 测点('004', '甲烷'), 测点('003', '湿度')];
  await send({ 头: { 厂家: '华通', 发送时间: cityTime(begun) }, 体: { 测点表: points } }, true);
  // three points, and one refusal of the message as it came; the message is none of readings
  await until(async () => (await source()).received === 5);
  const values = [['001', '1.62', '0'], ['002', '', '9'], ['004', '1.7', '7']]; // prettier-ignore
  await send({ 头: { 厂家: '华通', 发送时间: cityTime(begun) }, 体: { 实时: values } });
  await until(async () => (await source()).received === 9);

  const { data, errors } = await hub.ask(
    `{ methane: sensor(id: "mk01-001") { code place quantity range limits { kind value } latest { value quality at } }
       broken: sensor(id: "mk01-002") { latest { value quality } }
       alarms { nodes { kind state sensor { id } } }
       rejectedRecords { nodes { stream channel reason raw } } }`,
  );
  expect(errors).toBeUndefined();
  const second = begun.toISOString().slice(0, 19);
  const raw = (part: string) => encode(part, 'gbk').toString('base64').slice(0, -4);
  expect(data).toEqual({
    methane: {
      ...{ code: '001', place: '3101 综采工作面', quantity: 'CH4', range: [0, 4] },
      limits: [
        { kind: 'HIGH', value: 1 },
        { kind: 'POWER_CUT', value: 1.5 },
      ],
      latest: { value: 1.62, quality: 'GOOD', at: expect.stringContaining(second) },
    },
    broken: { latest: { value: null, quality: 'BAD' } },
    alarms: {
      nodes: expect.arrayContaining([{ kind: 'POWER_CUT', state: 'OPEN', sensor: { id: 'mk01-001' } }]),
    },
    rejectedRecords: {
      nodes: [
        { stream: 'readings', reason: expect.stringMatching(/^1 of its 3 records: q: /) },
        { stream: 'points', reason: expect.stringMatching(/^1 of its 4 records: quantity: /) },
      ].map((one) => ({
        ...{ ...one, channel: 'huatong/mk01/up' },
        raw: expect.stringMatching(new RegExp(`^${raw('{"报文":{"头":{')}`)),
      })),
    },
  });
});

test('what was refused is taken in once its mapping is mended, and the counters stay true', async () => {
  const refused = async () =>
    (
      await hub.ask<{ rejectedRecords: { nodes: { id: string }[] } }>(
        '{ rejectedRecords { nodes { id reason } } }',
      )
    ).data.rejectedRecords.nodes;
  const retry = (ids: string[]) =>
    hub.ask<{ retryRejected: number }>('mutation ($ids: [ID!]!) { retryRejected(ids: $ids) }', { ids });
  const ids = (await refused()).map(({ id }) => id);
  expect(ids).toHaveLength(2);
  const before = await source();
  expect((await retry(ids)).data).toEqual({ retryRejected: 0 });
  expect(await source()).toEqual({
    ...before,
    received: before.received + 5,
    unchanged: before.unchanged + 5,
  });

  const mended = HUB_YAML(broker.address).replace('"9": "bad"', '"9": "bad", "7": "uncertain"');
  expect(await hub.rebind(bindingsOf(mended))).toEqual({
    started: [],
    stopped: [],
    changed: ['monitoring-platform'],
  });
  const begun = await source();
  expect((await retry([...ids, '999999999'])).data).toEqual({ retryRejected: 1 });
  expect(await refused()).toEqual([expect.objectContaining({ id: ids[1] })]);
  const after = await source();
  expect(after).toMatchObject({ rejected: begun.rejected - 1, stored: begun.stored + 1 });
  expect(after.received).toBe(after.stored + after.unchanged + after.superseded + after.rejected);

  expect(await hub.rebind(bindingsOf(mended))).toEqual({ started: [], stopped: [], changed: [] });
  for (const wrong of [[], ['x'], ['-1'], Array.from({ length: 101 }, (_, i) => String(i))])
    expect((await retry(wrong)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'ids' } },
    ]);
});

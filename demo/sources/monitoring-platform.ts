import type { Clock } from '../../src/kernel/clock';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { alone } from '../alone';
import { isAlwaysHigh, valueAt } from '../city/motion';
import type { MeasuringPoint } from '../city/records';
import type { DemoOptions } from '../options';
import { secret } from '../secret';
import { connectBroker, createBroker, type Outlet } from './broker';
import type { Ledger } from './ledger';
import { createDials, groupPoints, type ReadingValue, type Shown } from './readings';
import type { Source, Surroundings } from './source';

const HEARTBEAT_MS = 10_000;
/** Longer than a level-2 alarm has to stand before it opens. */
const EARLIER_MS = 90_000;

/** The monitoring platform: measuring points (retained), their readings by interval, and a heartbeat. */
export interface Platform extends Source {
  /** Resolves when somebody listens to readings, so that nothing is sent into the void. */
  heard: Promise<void>;
  has(point: string): boolean;
  /** Shows a value at once and until it is released. */
  show(point: string, shown: Shown): Promise<void>;
  release(point: string): void;
  silence(point: string): void;
  wake(point: string): void;
  /** One reading of every point, now; of one that is always too high an earlier one first, so that its alarm is open. */
  readAll(): Promise<void>;
}

interface PlatformOptions {
  points: MeasuringPoint[];
  outlet: Outlet;
  clock: Clock;
  ledger: Ledger;
  /** 2: every interval is halved on the wire. @default 1 */
  speed?: number;
}

/** The platform on its own broker, or on one that runs elsewhere. */
export async function openMonitoringPlatform({ options, city, ...around }: Surroundings): Promise<Platform> {
  const naturalRate = city.points.reduce((sum, { intervalSeconds }) => sum + 1 / intervalSeconds, 0);
  return createPlatform({
    points: city.points,
    outlet: await openOutlet(options),
    speed: (options.readingsPerSecond ?? city.plan.readingsPerSecond ?? naturalRate) / naturalRate,
    ...around,
  });
}

const openOutlet = ({ mqtt, mqttPort, queueLimit }: DemoOptions): Promise<Outlet> =>
  mqtt === null
    ? createBroker({ port: mqttPort, username: 'hub', password: secret(), queueLimit })
    : connectBroker(mqtt);

async function createPlatform(options: PlatformOptions): Promise<Platform> {
  const { points, outlet, clock, speed = 1 } = options;
  const known = new Map(points.map((point) => [point.point, point]));
  const dials = createDials();
  const wire = createWire(options, dials);
  const nowMs = () => clock.now().getTime();
  const groups = groupPoints(points, { speed, nowMs: nowMs() });
  const heart = setInterval(wire.beat, HEARTBEAT_MS);
  void outlet.heard.then(wire.beat);
  await announce(options);
  const earlierMs = nowMs() - EARLIER_MS;
  const earlier = (point: MeasuringPoint): ReadingValue => ({
    point: point.point,
    v: valueAt(point, new Date(earlierMs)),
    q: 'good',
  });

  return {
    ...dials,
    streams: [],
    heard: outlet.heard,
    binding: bindingOf(outlet),
    has: (point) => known.has(point),
    async show(point, shown) {
      dials.show(point, shown);
      await wire.send([known.get(point)!], nowMs());
    },
    async readAll() {
      const atMs = nowMs();
      for (const point of points.filter(isAlwaysHigh)) await wire.put([point], earlierMs, [earlier(point)]);
      for (const { points: own } of groups) await wire.send(own, atMs);
    },
    tick: alone(async () => {
      for (const { points: own, due } of groups) for (const atMs of due(nowMs())) await wire.send(own, atMs);
    }),
    async stop(how) {
      wire.mute(true);
      if (how === 'closed') await outlet.shut();
    },
    async start() {
      await outlet.open();
      wire.mute(false);
      wire.beat();
    },
    async close() {
      clearInterval(heart);
      await outlet.close();
    },
  };
}

/** Puts readings and heartbeats on the broker, each reading in the ledger first; nothing while muted. */
function createWire({ outlet, clock, ledger }: PlatformOptions, dials: ReturnType<typeof createDials>) {
  let muted = false;
  const wire = {
    mute(on: boolean) {
      muted = on;
    },
    beat() {
      if (!muted) void outlet.publish('monitoring/heartbeat', { at: clock.now().toISOString() }, { qos: 0 });
    },
    /** All points are of one site. */
    async send(points: MeasuringPoint[], atMs: number): Promise<void> {
      if (!muted) await wire.put(points, atMs, dials.read(points, atMs));
    },
    async put([first]: MeasuringPoint[], atMs: number, values: ReadingValue[]): Promise<void> {
      const at = new Date(atMs).toISOString();
      if (muted || !values.length) return;
      const discarded = outlet.full();
      ledger.write(
        values.map((value) => ({
          stream: 'readings',
          key: value.point,
          version: value.at ?? at,
          ...(typeof value.v === 'string' && { bad: true as const }),
          ...(discarded && { discarded: true as const }),
        })),
      );
      if (!discarded) await outlet.publish(`monitoring/${first!.site}/readings`, { at, values });
    },
  };
  return wire;
}

/** Publishes every site's measuring points, retained: who subscribes later learns them at once. */
async function announce({ points, outlet, ledger, clock }: PlatformOptions): Promise<void> {
  const updatedAt = clock.now().toISOString();
  for (const site of new Set(points.map((point) => point.site))) {
    const own = points.filter((point) => point.site === site);
    ledger.write(own.map(({ point }) => ({ stream: 'points', key: point, version: updatedAt })));
    const message = own.map(({ motion, ...point }) => ({ ...point, updatedAt }));
    await outlet.publish(`monitoring/${site}/points`, message, { retain: true });
  }
}

const bindingOf = ({ address, username, password }: Outlet): SourceBinding => ({
  name: 'monitoring-platform',
  transport: 'mqtt',
  address,
  ...(username && { username, secret: password }),
});

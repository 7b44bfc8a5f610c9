import { setTimeout as delay } from 'node:timers/promises';
import type { Broker } from './broker';
import type { Gateways } from './gateways';
import type { Taker } from './takers';
import { cpuSeconds, residentMib, treeCpuSeconds } from './usage';

/** Gateways, their broker and who listens to it. */
export interface Lane {
  broker: Broker;
  gateways: Gateways;
  taker: Taker;
}

export interface Turn {
  /** Readings in a message. */
  size: number;
  /** null: as many as are taken in. */
  perSecond: number | null;
  seconds: number;
}

export interface Measured {
  /** Readings committed. */
  perSecond: number;
  /** Microseconds of processor time a reading; null: not known on this machine. */
  cpu: Record<'taker' | 'postgres' | 'broker' | 'gateways', number | null>;
  /** Resident memory of the taker, at the start and the end of what was measured. */
  mib: [number | null, number | null];
  /** Which readings were sent in it, warm-up included, and when that began. */
  readings: number;
  began: Date;
}

/** So many readings may be on their way when there is no rate. */
const AHEAD = 30_000;
const WARM_UP_MS = 1_500;
const LOOK_MS = 50;
const DRAINED_WITHIN_S = 120;

/** One flow from its first message to the commit of its last; measured without its first second and a half. */
export async function takeTurn(lane: Lane, turn: Turn, postgres: number | null): Promise<Measured> {
  const { gateways, taker } = lane;
  const [from, base, began] = [gateways.next, await taker.committed(), new Date()];
  const look = async () => {
    const done = (await taker.committed()) - base;
    if (turn.perSecond === null) gateways.allow(from + done + AHEAD);
    return { done, at: performance.now(), ...resourcesOf(lane, postgres) };
  };
  const until = async (end: number) => {
    for (let seen = await look(); ; seen = await look()) {
      if (performance.now() >= end) return seen;
      await delay(LOOK_MS);
    }
  };
  const upTo = turn.perSecond === null ? from + AHEAD : Number.MAX_SAFE_INTEGER;
  gateways.start({ size: turn.size, perSecond: turn.perSecond, upTo });
  const first = await until(performance.now() + WARM_UP_MS);
  const last = await until(performance.now() + turn.seconds * 1_000);
  await gateways.stop();
  const readings = gateways.next - from;
  await drained(async () => (await look()).done >= readings);
  const taken = last.done - first.done;
  process.stderr.write(
    `${taker.name}: ${taken} of ${readings} sent in ${Math.round(last.at - first.at)} ms\n`,
  );
  return {
    perSecond: (taken / (last.at - first.at)) * 1_000,
    cpu: perReading(first.cpu, last.cpu, taken),
    mib: [first.mib, last.mib],
    ...{ readings, began },
  };
}

const resourcesOf = ({ broker, gateways, taker }: Lane, postgres: number | null) => ({
  cpu: {
    taker: cpuSeconds(taker.pid),
    postgres: postgres === null ? null : treeCpuSeconds(postgres),
    broker: cpuSeconds(broker.pid),
    gateways: cpuSeconds(gateways.pid),
  },
  mib: residentMib(taker.pid),
});

type Cpu = Measured['cpu'];

const perReading = (first: Cpu, last: Cpu, taken: number): Cpu =>
  Object.fromEntries(
    (Object.keys(first) as (keyof Cpu)[]).map((key) => {
      const [before, after] = [first[key], last[key]];
      return [key, before === null || after === null ? null : ((after - before) / taken) * 1e6];
    }),
  ) as Cpu;

async function drained(isDrained: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + DRAINED_WITHIN_S * 1_000; !(await isDrained()); await delay(LOOK_MS))
    if (performance.now() > end)
      throw new Error(`what was sent is not committed within ${DRAINED_WITHIN_S} s`);
}

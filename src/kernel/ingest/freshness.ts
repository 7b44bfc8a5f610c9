import type { Clock } from '../clock';
import type { FreshnessState, FreshnessValue, HubServices } from '../graphql/context';
import { STALE_AFTER_INTERVALS, stateAt, type SourceTimes } from './source-states';
import type { KnownSource } from './source-table';

type Freshness = HubServices['freshness'];

type Remembered = SourceTimes & Pick<KnownSource, 'silent'>;

const order: FreshnessState[] = ['FRESH', 'STALE', 'UNKNOWN'];

/**
 * What is known of all sources, in memory. It ages with the clock by itself: when the database cannot be read, or the
 * process that reads a source is gone, values turn STALE and UNKNOWN all the same.
 */
export class SourceMemory {
  private readonly sources = new Map<string, Remembered>();

  /** Follows the database. What was heard here meanwhile is not forgotten. */
  refresh(rows: readonly (Remembered & { id: string })[]): void {
    for (const { id, ...times } of rows) {
      const heard = this.sources.get(id)?.lastReceivedAt;
      const lastReceivedAt = later(times.lastReceivedAt, heard ?? null);
      this.sources.set(id, { ...times, lastReceivedAt });
    }
  }

  /** After the commit of something that shows that the source is alive. */
  heard(id: string, at: Date): void {
    const known = this.sources.get(id);
    if (known) this.sources.set(id, { ...known, lastReceivedAt: later(known.lastReceivedAt, at) });
  }

  get(id: string): Remembered | undefined {
    return this.sources.get(id);
  }

  ids(): string[] {
    return [...this.sources.keys()];
  }
}

const later = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b));

/** @param options.bound ids of the sources of this process */
export function createFreshness(options: {
  memory: SourceMemory;
  bound: readonly string[];
  clock: Clock;
}): Freshness {
  const { memory, bound, clock } = options;
  const stateOf = (id: string, now: Date) => {
    const times = memory.get(id);
    return times ? stateAt(times, now) : null;
  };
  const of: Freshness['of'] = ({ source, observedAt, receivedAt, intervalSeconds }) => {
    const now = clock.now();
    const state = bySource(memory.get(source), now);
    const since = older(observedAt, receivedAt);
    if (state === 'UNKNOWN' || since === null) return { source, observedAt, receivedAt, state: 'UNKNOWN' };
    const late =
      intervalSeconds && (now.getTime() - since.getTime()) / 1000 > STALE_AFTER_INTERVALS * intervalSeconds;
    return { source, observedAt, receivedAt, state: late ? 'STALE' : state };
  };
  // taken out of the configuration, and nothing is left of what it brought
  const isOver = (id: string) => memory.get(id)?.state === 'PAUSED' && !memory.get(id)?.silent;
  const heard = (source: string): FreshnessValue => {
    const at = memory.get(source)?.lastReceivedAt ?? null;
    return of({ source, observedAt: at, receivedAt: at });
  };
  return {
    of,
    worst,
    ofSources(ids) {
      const known = memory.ids().filter((id) => !isOver(id));
      return worst((ids.includes('*') ? known : memory.ids().filter((id) => ids.includes(id))).map(heard));
    },
    sourceState: (id) => stateOf(id, clock.now()) ?? 'STARTING',
    allHeard: () =>
      [...bound, ...memory.ids()].every((id) => isOver(id) || stateOf(id, clock.now()) === 'RUNNING'),
  };
}

/** A device's clock may be ahead and a delivery late: the older of the two times counts. */
const older = (a: Date | null, b: Date | null): Date | null => (a && b ? (a < b ? a : b) : (a ?? b));

function bySource(times: SourceTimes | undefined, now: Date): FreshnessState {
  if (!times?.lastReceivedAt) return 'UNKNOWN';
  const state = stateAt(times, now);
  if (state === 'DOWN' || state === 'PAUSED') return 'UNKNOWN';
  return state === 'RUNNING' ? 'FRESH' : 'STALE';
}

/** A derived value is as fresh as its stalest input. */
export function worst(values: readonly FreshnessValue[]): FreshnessValue {
  const [first, ...rest] = values;
  if (!first) return { source: 'none', observedAt: null, receivedAt: null, state: 'UNKNOWN' };
  return rest.reduce((one, other) => (isStaler(other, one) ? other : one), first);
}

function isStaler(a: FreshnessValue, b: FreshnessValue): boolean {
  if (a.state !== b.state) return order.indexOf(a.state) > order.indexOf(b.state);
  return (a.receivedAt?.getTime() ?? 0) < (b.receivedAt?.getTime() ?? 0);
}

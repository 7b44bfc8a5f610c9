import type { City } from './city/generate-city';
import type { MovableClock } from './clock';
import type { Platform } from './sources/monitoring-platform';
import type { RecordStream, WireRecord } from './sources/record-stream';
import type { Source } from './sources/source';
import { createSpoils, type Spoil } from './spoils';

/** What may be done to the sources, by a line on stdin or by the story. Each command has exactly one of these verbs. */
export type Command =
  | { stop: string; how?: string }
  | { start: string }
  | { sensor: string; value: number | null | string; quality?: string; text?: string }
  | { release: string }
  | { silence: string }
  | { wake: string }
  | { readings: true }
  | { set: { stream: string; key: string; values: WireRecord } }
  | { spoil: Spoil }
  | { mend: Spoil }
  | { drop: true }
  | { clock: string };

export interface Sources {
  city: City;
  clock: MovableClock;
  platform: Platform;
  /** Every source, the platform among them. */
  all: Source[];
}

type Verb = Command extends infer One
  ? One extends Command
    ? Exclude<keyof One, 'how' | 'value' | 'quality' | 'text'>
    : never
  : never;
type Acts = { [Name in Verb]: (command: Extract<Command, Record<Name, unknown>>) => unknown };

/** Does a command; resolves with what is worth telling, rejects with why it could not be done. */
export type Act = (command: Command) => Promise<unknown>;

export function createAct(sources: Sources): Act {
  const acts: Acts = { ...sourceActs(sources), ...pointActs(sources), ...recordActs(sources) };
  return async (command) => {
    const verb = Object.keys(acts).find((name) => name in command) as Verb | undefined;
    if (!verb) throw new Error(`no such command; use one of ${Object.keys(acts).join(', ')}`);
    return (acts[verb] as (command: Command) => unknown)(command);
  };
}

function sourceActs({ all, clock }: Sources): Pick<Acts, 'stop' | 'start' | 'clock'> {
  const named = (name: string): Source => {
    const source = all.find(({ binding }) => binding.name === name);
    if (!source)
      throw new Error(`no source ${name}; one of ${all.map(({ binding }) => binding.name).join(', ')}`);
    return source;
  };
  return {
    stop: ({ stop: name, how }) => named(name).stop(how),
    start: ({ start: name }) => named(name).start(),
    clock: ({ clock: at }) => clock.set(new Date(at)),
  };
}

function pointActs({
  platform,
}: Sources): Pick<Acts, 'sensor' | 'release' | 'silence' | 'wake' | 'readings'> {
  const known = (point: string): string => {
    if (!platform.has(point)) throw new Error(`no measuring point ${point}`);
    return point;
  };
  return {
    sensor: ({ sensor, ...shown }) => platform.show(known(sensor), shown),
    release: ({ release }) => platform.release(known(release)),
    silence: ({ silence }) => platform.silence(known(silence)),
    wake: ({ wake }) => platform.wake(known(wake)),
    readings: () => platform.readAll(),
  };
}

function recordActs(sources: Sources): Pick<Acts, 'set' | 'spoil' | 'mend' | 'drop'> {
  const { city, clock, all } = sources;
  const streams = all.flatMap((source) => source.streams);
  const drop = async () =>
    (await Promise.all(all.map(async (source) => (await source.drop?.()) ?? []))).flat();
  const spoils = createSpoils(city);
  const mends = new Map<Spoil, () => void>();
  const streamOf = (name: string): RecordStream => {
    const stream = streams.find((one) => one.name === name);
    if (!stream) throw new Error(`no stream ${name}; one of ${streams.map((one) => one.name).join(', ')}`);
    return stream;
  };
  const mend = (spoil: Spoil) => {
    mends.get(spoil)?.();
    mends.delete(spoil);
  };
  return {
    set: ({ set: { stream, key, values } }) => streamOf(stream).set(key, values, clock.now()),
    async spoil({ spoil }) {
      if (!(spoil in spoils)) throw new Error(`no spoil ${spoil}; one of ${Object.keys(spoils).join(', ')}`);
      mend(spoil);
      mends.set(spoil, streamOf(spoils[spoil].stream).spoil(spoils[spoil].record, clock.now()));
      if (spoil === 'grade') return [];
      // A wrong row stands in one set of files only; the clerk has mended it by the next.
      const files = await drop();
      mend(spoil);
      return files;
    },
    mend: ({ mend: spoil }) => mend(spoil),
    drop,
  };
}

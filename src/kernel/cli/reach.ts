import type { BoundSource } from '../ingest/read-sources';
import { leftUnread } from './left-unread';
import { probeBroker } from './probe-broker';
import { sample, type Sample } from './sample';

/** What a source answers to a look at each of its streams. */
export interface Reach {
  name: string;
  reachable: boolean;
  /** One for people for each stream, and what its broker tells. */
  lines: string[];
}

const WITHIN_MS = 15_000;
/** Messages come when they come; that the broker lets the hub in shows at once. */
const LISTEN_MS = 4_000;

/** Looks whether a source answers, now and from this machine; takes nothing in. Never throws. */
export async function reach(source: BoundSource): Promise<Reach> {
  const { name, transport, address } = source.binding;
  if (transport === 'tcp' || transport === 'webhook')
    return { name: `${name} ${transport} ${address}`, reachable: true, lines: comersOf(source) };
  const waits = transport === 'mqtt';
  const withinMs = waits ? LISTEN_MS : WITHIN_MS;
  const samples = await Promise.all(
    source.connector.streams.map(async (stream) => ({
      stream: stream.name,
      found: await sample(source, [stream], { withinMs }),
    })),
  );
  const isGood = ({ kind }: Sample) => kind === 'page' || kind === 'empty' || (kind === 'silent' && waits);
  const silent = transport === 'files' ? 'no file of it' : `nothing within ${withinMs / 1_000} s`;
  const lines = samples.map(({ stream, found }) => `${stream}: ${wordsFor(found, silent)}`);
  const broker = transport === 'mqtt' ? await probeBroker(source.binding).catch(() => []) : [];
  const wrong = broker.some((line) => line.startsWith('WRONG'));
  return {
    name: `${name} ${transport} ${address}`,
    reachable: !wrong && samples.every(({ found }) => isGood(found) || isEmptyFolder(found, transport)),
    lines: [...lines, ...(await leftUnread(source)), ...broker.map((line) => `broker: ${line}`)],
  };
}

const comersOf = ({ connector, binding: { transport, address } }: BoundSource): string[] =>
  transport === 'tcp'
    ? ['devices come to the hub']
    : connector.streams.map(({ name, channel }) => `${name}: waits for POST ${address}/${channel}`);

/** A folder without a file for a stream is looked at without a word. */
const isEmptyFolder = ({ kind }: Sample, transport: string) => kind === 'silent' && transport === 'files';

function wordsFor(found: Sample, silent: string): string {
  if (found.kind === 'failed') return found.reason;
  if (found.kind === 'silent') return silent;
  return found.kind === 'page' ? 'answers' : 'answers, without records';
}

import type { Stream } from './contract';
import type { BoundSource } from './read-sources';
import { rewound } from './transports/http-window';
import { digestOf } from './versions';

/** Over the others nothing can be asked for again. */
const ASKED: readonly BoundSource['binding']['transport'][] = ['http', 'sql', 'files'];

/** All that decides what becomes of a stream's records. */
export function becomingOf({ connector, binding }: BoundSource, stream: Stream) {
  const { record: _r, map: _m, split: _s, plain: _p, mapping: _c, ...layout } = stream;
  const own = binding.streams?.[stream.name];
  return { version: connector.version, layout, mapping: own ? own.mapping : undefined };
}

/**
 * The same for as long as a source's records come from the same place and become the same: not its rhythm, its limits, or how
 * the hub is let in. null: what it sent cannot be asked for again.
 */
export function wayOfReading(source: BoundSource): string | null {
  const { connector, binding } = source;
  const { transport, address, username } = binding;
  if (!ASKED.includes(transport)) return null;
  const streams = connector.streams.map((stream) => becomingOf(source, stream));
  return digestOf({ transport, address, username, streams });
}

/**
 * From where a source is read: on from its checkpoint if that holds for this way of reading, else from the beginning. One that
 * says nothing of its way is from an earlier version of the hub.
 */
export function checkpointFor(
  way: string | null,
  { checkpoint, of }: { checkpoint: string | null; of: string | null },
  { streams, now }: { streams: readonly Stream[]; now: Date },
): string | null {
  return way === null || of === null || of === way ? checkpoint : rewound(checkpoint, streams, now);
}

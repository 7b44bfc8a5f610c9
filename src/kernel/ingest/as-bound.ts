import type { Connector, SourceBinding, Stream, StreamBinding } from './contract';
import { compileMapping } from './mapping/compile-mapping';

/** The connector as this city's system is reached: what the binding says of its streams and of itself goes first. */
export function asBound(connector: Connector, binding: SourceBinding): Connector {
  const { transport, paging, streams = {} } = binding;
  const elsewhere = transport === 'webhook' ? pushed : readElsewhere;
  const known = transport === connector.transport ? connector.streams : connector.streams.map(elsewhere);
  return {
    ...connector,
    transport,
    auth: binding.auth ?? connector.auth,
    streams: known.flatMap((stream) => {
      const own = streams[stream.name];
      if (own === false) return [];
      const one = bound(stream, { paging, ...own });
      return [transport === 'files' ? { charset: 'auto', ...one } : one];
    }),
  };
}

/** Over another transport than the connector's own, nothing holds of how it is read there. */
const readElsewhere = ({
  window: _w,
  paging: _p,
  table: _t,
  snapshot: _s,
  files: _f,
  ...stream
}: Stream): Stream => stream;

/** null: the records are not wrapped. */
function itemsOf(format: Stream['format'], items: string | null | undefined): string | undefined {
  if (format === 'xml') return items === null ? '' : items;
  return format === 'json' || format === 'jsonl' ? (items ?? undefined) : undefined;
}

/** The path of a stream that says nothing else is its name. */
const pushed = (stream: Stream): Stream => ({ ...readElsewhere(stream), channel: stream.name });

/** A table is read in one way: the one that the binding names takes the place of the connector's. */
function bound(stream: Stream, { mapping, ...binding }: StreamBinding): Stream {
  const said = Object.fromEntries(Object.entries(binding).filter(([, value]) => value !== undefined));
  const reading = binding.table || binding.snapshot ? { table: undefined, snapshot: undefined } : {};
  const all: Stream = { ...stream, ...reading, ...said };
  const isAlike = (all.format === 'xml') === (stream.format === 'xml');
  return {
    ...all,
    items: itemsOf(all.format, binding.items === undefined && isAlike ? stream.items : binding.items),
    sheet: all.format === 'xlsx' ? all.sheet : undefined,
    ...(mapping !== undefined && { mapping: compileMapping(mapping) }),
  };
}

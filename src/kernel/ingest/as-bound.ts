import type { Connector, SourceBinding, Stream, StreamBinding } from './contract';

/** The connector as this city's system is reached: what the binding says of its streams and of itself goes first. */
export function asBound(connector: Connector, binding: SourceBinding): Connector {
  const { paging, streams = {} } = binding;
  return {
    ...connector,
    auth: binding.auth ?? connector.auth,
    streams: connector.streams.map((stream) => bound(stream, { paging, ...streams[stream.name] })),
  };
}

/** A table is read in one way: the one that the binding names takes the place of the connector's. */
function bound(stream: Stream, binding: StreamBinding): Stream {
  const said = Object.fromEntries(Object.entries(binding).filter(([, value]) => value !== undefined));
  const reading = binding.table || binding.snapshot ? { table: undefined, snapshot: undefined } : {};
  return {
    ...stream,
    ...reading,
    ...said,
    items: binding.items === null ? undefined : (binding.items ?? stream.items),
  };
}

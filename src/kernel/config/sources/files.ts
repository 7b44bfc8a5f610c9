import { z } from 'zod';
import type { Connector } from '../../ingest/contract';
import { isOverHttp } from '../../ingest/transports/files-name';
import { texts } from './forms';
import { http } from './http';
import { mapOf, type AddFault, type TransportPart } from './transport-part';

const OVER_HTTP = ['auth', 'deadlineSeconds', 'maxMegabytes'] as const;

/** A folder and an address have settings of their own. */
function check(source: Readonly<Record<string, unknown>>, add: AddFault, connector: Connector): void {
  const { address, streams } = source;
  const given = Object.entries(mapOf(streams)).map(([name, stream]) => ({ name, ...mapOf(stream) }));
  if (typeof address !== 'string' || isOverHttp(address)) {
    if (source.settleSeconds !== undefined) add(['settleSeconds'], 'is for files of a folder');
    http.check?.(source, add, connector);
    if (typeof address === 'string') checkPaths(mapOf(streams), add, connector);
    return;
  }
  for (const key of OVER_HTTP)
    if (source[key] !== undefined)
      add([key], 'a source over files has no such setting, unless they are at http(s)://…');
  for (const stream of given)
    if ('files' in stream)
      add(['streams', stream.name, 'files'], 'in a folder channel says which files are read');
}

/** Nobody can be asked which files there are. */
function checkPaths(
  given: Readonly<Record<string, unknown>>,
  add: AddFault,
  { streams = [] }: Connector,
): void {
  for (const { name, channel } of streams) {
    const own = mapOf(given[name]);
    if (given[name] === false || 'files' in own) continue;
    if (String(own.channel ?? channel).includes('*'))
      add(
        given[name] === undefined ? ['address'] : ['streams', name],
        `over http the stream ${name} needs the path of its file as channel, without *, or a list of them as files`,
      );
  }
}

export const files: TransportPart = {
  address: {
    pattern: /^(?!\w+:\/\/)|^https?:\/\/[^@\s?#]+$/,
    allowed: 'a folder, or http(s)://host:port/base without a login or a query, below which the files are',
  },
  keys: {
    auth: http.keys.auth!,
    deadlineSeconds: http.keys.deadlineSeconds!,
    maxMegabytes: http.keys.maxMegabytes!,
    settleSeconds: z
      .number('has to be a number of seconds')
      .min(0, 'allowed are seconds from 0')
      .max(3_600, 'allowed is at most an hour, in seconds')
      .optional()
      .describe(
        '静置(秒)· Folder: a file is read once left alone for so long (5); 0: names are given when files are whole',
      ),
  },
  streamKeys: {
    files: texts.optional().describe('文件名 · Files over HTTP: the names of several, in place of channel'),
  },
  check,
};

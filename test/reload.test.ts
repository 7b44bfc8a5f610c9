import { ConfigurationError } from '../src/kernel/errors';
import type { SourceBinding } from '../src/kernel/ingest/contract';
import { readSources } from '../src/kernel/ingest/read-sources';
import type { Log } from '../src/kernel/log';
import { reload } from '../src/kernel/reload';
import { probe } from './support/probe-subgraph';

const files: SourceBinding = { name: 'probe-files', transport: 'files', address: '/a' };
const http: SourceBinding = { name: 'probe-http', transport: 'http', address: 'http://a' };
const mqtt: SourceBinding = { name: 'probe-mqtt', transport: 'mqtt', address: 'mqtt://a' };

/** What is done to sources, in order. */
function watched(isAway = () => false) {
  const done: string[] = [];
  const sources = readSources({
    subgraphs: [probe],
    log: { warn: () => undefined },
    async register(fresh) {
      if (isAway()) throw new Error('away');
      done.push(`register ${fresh.map(({ binding }) => binding.name).join()}`);
    },
    read: ({ binding }, signal) =>
      new Promise((resolve) => {
        done.push(`read ${binding.name} ${binding.address}`);
        signal.addEventListener('abort', () =>
          setImmediate(() => resolve(void done.push(`end ${binding.name}`))),
        );
      }),
  });
  return { sources, done: () => done.splice(0) };
}

test('a reload stops, starts and changes only what is bound otherwise than before', async () => {
  const { sources, done } = watched();
  await sources.rebind([files, http]);
  expect(done()).toEqual([
    'register probe-files,probe-http',
    'read probe-files /a',
    'read probe-http http://a',
  ]);
  const moved = { ...http, address: 'http://b', streams: { tanks: { items: 'rows' } } };
  expect(await sources.rebind([moved, mqtt])).toEqual({
    ...{ started: ['probe-mqtt'], stopped: ['probe-files'], changed: ['probe-http'] },
  });
  expect(done()).toEqual([
    'register probe-http,probe-mqtt',
    'end probe-files',
    'end probe-http',
    'read probe-http http://b',
    'read probe-mqtt mqtt://a',
  ]);
  expect(sources.bound).toEqual(['probe-http', 'probe-mqtt']);
  expect(sources.sourceOf('probe-http')?.connector.streams[0]).toMatchObject({ items: 'rows' });
  expect(sources.sourceOf('probe-files')).toBeNull();
  expect(await sources.rebind([{ ...mqtt }, { ...moved, streams: { tanks: { items: 'rows' } } }])).toEqual({
    ...{ started: [], stopped: [], changed: [] },
  });
  expect(done()).toEqual(['register ']);
  await sources.close();
  expect(done()).toEqual(['end probe-http', 'end probe-mqtt']);
});

test('while the database is away a reload leaves everything as it was', async () => {
  let away = false;
  const { sources, done } = watched(() => away);
  await sources.rebind([files, http]);
  done();
  away = true;
  const moved = { ...http, address: 'http://b' };
  await expect(sources.rebind([moved, mqtt])).rejects.toThrow('away');
  expect(done()).toEqual([]);
  expect(sources.bound).toEqual(['probe-files', 'probe-http']);
  expect(sources.sourceOf('probe-http')?.binding).toEqual(http);
  away = false;
  expect(await sources.rebind([moved, mqtt])).toEqual({
    ...{ started: ['probe-mqtt'], stopped: ['probe-files'], changed: ['probe-http'] },
  });
  await sources.close();
});

test('a wrong hub.yaml is refused with all its faults, and nothing is touched', async () => {
  const said: unknown[] = [];
  const say = (...args: unknown[]) => void said.push(args);
  const log = { info: say, error: say } as Pick<Log, 'info' | 'error'>;
  const rebind = jest.fn();
  const faults = ['hub.yaml:1: a', 'hub.yaml:2: b'];
  await reload({ load: () => Promise.reject(new ConfigurationError(faults)), rebind, log });
  expect(said).toEqual([[{ faults }, expect.stringContaining('refused')]]);
  expect(rebind).not.toHaveBeenCalled();
  await reload({ load: async () => [mqtt], rebind, log });
  expect(rebind).toHaveBeenCalledWith([mqtt]);
});

import { z } from 'zod';
import { defineConnector, stream } from '../src/kernel/ingest/contract';
import { FinalAnswer, openCallOut, type CallOutOptions } from '../src/kernel/ingest/transports/call-out';
import { httpTransport } from '../src/kernel/ingest/transports/http';
import { startHttpSource } from './support/http-source';
import { memoryIntake } from './support/memory-intake';

const hangs = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('cut'))));

/** What calls of `work` end with, and how often it ran. */
function calls(work: (signal: AbortSignal) => Promise<unknown>, options: CallOutOptions = {}) {
  const callOut = openCallOut({ deadlineMs: 10_000, ...options });
  let ran = 0;
  const counted = (signal: AbortSignal) => (ran++, work(signal));
  const said = (call: typeof callOut.call) =>
    call('GET /x', counted, new AbortController().signal).then(String, ({ message }: Error) => message);
  return { once: () => said(callOut.callOnce), call: () => said(callOut.call), ran: () => ran };
}
const fails = () => Promise.reject(new Error('no'));

test('a call that fails is made three times, one that may not be repeated once', async () => {
  const { call, once, ran } = calls(fails);
  expect(await call()).toBe('GET /x: no');
  expect(ran()).toBe(3);
  expect(await once()).toBe('GET /x: no');
  expect(ran()).toBe(4);
});

test('five failures in a row have the source left alone, until one call after a deadline shows that it is well', async () => {
  let well = false;
  const { once, ran } = calls(() => (well ? Promise.resolve('well') : fails()), { deadlineMs: 50 });
  for (let i = 0; i < 5; i++) expect(await once()).toBe('GET /x: no');
  expect(await once()).toBe('GET /x: no; it is left alone for a while');
  expect(ran()).toBe(5);
  well = true;
  await new Promise((next) => setTimeout(next, 60));
  expect(await Promise.all([once(), once()])).toEqual(['well', 'well']);
});

test('an answer that is final is neither asked for again nor held against the source', async () => {
  const { call, ran } = calls(() => Promise.reject(new FinalAnswer('answered 404')));
  for (let i = 0; i < 9; i++) expect(await call()).toBe('GET /x: answered 404');
  expect(ran()).toBe(9);
});

test('a call is left at its deadline, also by work that does not heed its signal', async () => {
  const { call } = calls(() => new Promise(() => undefined), { deadlineMs: 30 });
  expect(await call()).toBe('GET /x: no whole answer within 0.03 s');
});

test('a source has two calls at once, sixteen wait, and more are refused', async () => {
  let [running, most] = [0, 0];
  let release!: () => void;
  const gate = new Promise<void>((open) => (release = open));
  const { call } = calls(async () => {
    most = Math.max(most, ++running);
    await gate;
    running--;
    return 'done';
  });
  const all = Array.from({ length: 20 }, call);
  expect(await Promise.race(all)).toBe('GET /x: too many calls wait for this source');
  release();
  const ends = await Promise.all(all);
  expect(ends.filter((end) => end === 'done')).toHaveLength(18);
  expect(most).toBe(2);
});

test('what nobody waits for any more is not tried again', async () => {
  const stop = new AbortController();
  let ran = 0;
  const { call } = openCallOut({ deadlineMs: 5_000 });
  const work = () => {
    ran++;
    stop.abort();
    return fails();
  };
  await expect(call('GET /x', work, stop.signal)).rejects.toThrow('GET /x: ');
  await new Promise((next) => setTimeout(next, 1_000));
  expect(ran).toBe(1);
});

test('a signal that is given up reaches the work', async () => {
  const { call } = calls(hangs, { deadlineMs: 30 });
  expect(await call()).toMatch('no whole answer');
});

test('a source that hangs costs another one nothing', async () => {
  const source = await startHttpSource((_, response, url) => {
    if (url.pathname.startsWith('/quick')) response.end('[]');
  });
  const intakeOf = (name: string) => {
    const things = {
      name: 'things',
      channel: 'x',
      format: 'json',
      record: z.unknown(),
      map: () => ({}),
    } as const;
    const connector = { name, subgraph: 'x', owner: 'x', transport: 'http', rhythmSeconds: 0.001 } as const;
    return memoryIntake(defineConnector({ ...connector, streams: [stream({ ...things })] }), {
      address: `${source.address}/${name}`,
      deadlineSeconds: 3,
    });
  };
  const [slow, quick] = [intakeOf('slow'), intakeOf('quick')];
  const hanging = slow.read(httpTransport);
  await quick.read(httpTransport, 30);
  expect(quick.polls()).toBe(30);
  // its first call has not even come to its deadline
  expect(slow.failures).toEqual([]);
  await hanging;
  expect(slow.failures).toEqual(['GET /slow/x?page=1&size=200: no whole answer within 3 s']);
  await source.close();
});

import { parse } from 'graphql';
import { SharedEvents } from '../src/kernel/server/shared-events';
import { post } from './support/attack';
import { openRawSocket, type RawSocket } from './support/raw-socket';
import { openSmallHub, type SmallHub } from './support/small-graph';

// Equal subscriptions are executed once for each event, over real sockets.

let hub: SmallHub;
const opened: RawSocket[] = [];
beforeEach(async () => {
  hub = await openSmallHub();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((socket) => socket.close()));
  await hub.close();
});

async function listen(
  query: string,
  { variables, token, times = 1 }: { variables?: object; token?: string; times?: number } = {},
): Promise<() => Promise<{ n: number; me: string }[]>> {
  const socket = await openRawSocket(hub.url);
  opened.push(socket);
  await socket.init(token ? { token } : undefined);
  const before = hub.pulled.running;
  const ids = Array.from({ length: times }, (_, n) => `s${n}`);
  for (const id of ids) socket.send({ id, type: 'subscribe', payload: { query, variables } });
  for (let tries = 0; tries < 500 && hub.pulled.running < before + times; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return async () => {
    const messages = await Promise.all(ids.map((id) => socket.waitForMessage('next', id)));
    return messages.map((message) => (message.payload as { data: { touches: never } }).data.touches);
  };
}

const touch = () => post(hub.url, { query: 'mutation { touch }' });
const QUERY = 'subscription ($a: String, $l: Boolean) { touches(after: $a, loud: $l) { n me answered } }';

test('one answer for all who ask the same, on whatever socket', async () => {
  const heard = [await listen(QUERY, { times: 20 }), await listen(QUERY, { times: 20 })];
  await touch();
  const answers = (await Promise.all(heard.map((next) => next()))).flat();
  expect(answers).toHaveLength(40);
  expect(new Set(answers.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify({ n: 1, me: 'duty-officer', answered: 1 })]),
  );
  expect(hub.pulled.answered).toBe(1);
});

test('one each for another viewer, other variables or another operation', async () => {
  const { token } = hub.identities.list.find(({ viewer }) => viewer.id === 'partner-department')!;
  const heard = [
    await listen(QUERY),
    await listen(QUERY, { token }),
    await listen(QUERY, { variables: { l: true } }),
    await listen('subscription { touches { n me answered } }'),
  ];
  await touch();
  const answers = (await Promise.all(heard.map((next) => next()))).flat();
  expect(answers.map(({ me }) => me)).toEqual([
    'duty-officer',
    'partner-department',
    'duty-officer',
    'duty-officer',
  ]);
  expect(hub.pulled.answered).toBe(4);
});

test('wherever on the log they began, unless the answer says where', async () => {
  const began = (a: string) => ({ variables: { a } });
  await touch();
  const heard = [await listen(QUERY, began('1')), await listen(QUERY), await listen(QUERY, began('1'))];
  await touch();
  for (const next of heard) await next();
  expect(hub.pulled.answered).toBe(1);

  const says = 'subscription ($a: String) { touches(after: $a) { answered echo(text: $a) } }';
  const spoken = [await listen(says, began('2')), await listen(says)];
  await touch();
  expect((await Promise.all(spoken.map((next) => next()))).flat()).toMatchObject([
    { echo: '2' },
    { echo: null },
  ]);
});

test('who subscribes later is told of the event as it is by then', async () => {
  const first = await listen(QUERY);
  await touch();
  expect(await first()).toMatchObject([{ n: 1, answered: 1 }]);
  const later = await listen(QUERY, { variables: { a: '0' } });
  expect(await later()).toMatchObject([{ n: 1, answered: 2 }]);
});

test.each([
  ['subscription { silence { n } }', 'silence', undefined],
  ['subscription { silence { nn } }', 'error', 'GRAPHQL_VALIDATION_FAILED'],
])('1,000 boards that come back at once are all heard: %s', async (query, _what, code) => {
  const sockets = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const socket = await openRawSocket(hub.url);
      opened.push(socket);
      await socket.init();
      return socket;
    }),
  );
  for (const socket of sockets)
    for (let n = 0; n < 50; n += 1) socket.send({ id: `${n}`, type: 'subscribe', payload: { query } });
  const heard = () => sockets.flatMap(({ received }) => received.filter(({ type }) => type === 'error'));
  for (let tries = 0; tries < 1_000 && hub.pulled.running + heard().length < 1_000; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const codes = heard().map(({ payload }) => (payload as { extensions: object }[])[0]!.extensions);
  expect(hub.pulled.running + codes.length).toBe(1_000);
  expect(codes).toEqual(codes.map(() => ({ code })));
});

test('an answer is kept for a second, of any number of events', async () => {
  let now = 5_000;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
  let made = 0;
  const shared = new SharedEvents();
  const document = parse('{ a }');
  const ask = (event: object) => {
    const follower = { document, key: 'k', openedAt: 1_000 };
    return shared.answer(event, follower, async () => ({ data: { n: (made += 1) } }));
  };
  const [event, another] = [{}, {}];
  await ask(another);
  // milliseconds later, the answer
  const steps: [number, number][] = [
    [700, 2],
    [600, 2],
    [399, 2],
    [1, 3],
    [999, 3],
    [1, 4],
    [5_000, 5],
  ];
  for (const [pass, n] of steps) {
    now += pass;
    expect(await ask(event)).toEqual({ data: { n } });
  }
  clock.mockRestore();
});

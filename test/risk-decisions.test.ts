import { createClient as createStreamClient } from 'graphql-sse';
import { RULE_SETS } from '../src/kernel/risk/rule-sets/rule-sets';
import { openClient, transports, type Answered } from './support/attack';
import { startHub, type TestHub } from './support/hub';
import { openRawSocket } from './support/raw-socket';

// What people decide about risk, over the transports that they come by: nobody approves a proposal of their own on any of
// them, and an event period is heard of on an open socket, and on the next after a cut.

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ names: ['registry', 'risk'] });
});
afterAll(() => hub.close());

const tokenOf = (id: string) => `Bearer ${hub.identities.list.find(({ viewer }) => viewer.id === id)!.token}`;

describe('a rule set', () => {
  const current = RULE_SETS.find(({ validTo }) => validTo === null)!;
  const approve = (version: string) => ({
    query:
      'mutation ($v: String!, $t: DateTime!) { approveRuleSet(version: $v, activeFrom: $t) { state approvedBy } }',
    variables: { v: version, t: new Date(Date.now() + 3_600_000).toISOString() },
  });
  const stateOf = async (version: string) =>
    (await hub.ask<any>('query ($v: String) { ruleSet(version: $v) { state approvedBy } }', { v: version }))
      .data.ruleSet;

  /** As the duty officer, with the token that says so, over a client of its own. */
  const withToken: [string, (sent: { query: string; variables: object }) => Promise<Answered['body']>][] = [
    [
      'a socket with a token',
      async (sent) => {
        const client = openClient(hub.url, { authorization: tokenOf('duty-officer') });
        for await (const result of client.iterate(sent as never)) {
          await client.dispose();
          return result as Answered['body'];
        }
        return {};
      },
    ],
    [
      'SSE with a token',
      async (sent) => {
        const headers = { authorization: tokenOf('duty-officer') };
        const client = createStreamClient({ url: `${hub.url}/graphql`, retryAttempts: 0, headers });
        for await (const result of client.iterate(sent as never)) {
          client.dispose();
          return result as Answered['body'];
        }
        return {};
      },
    ],
  ];
  const ways = [
    ...transports.map(
      ([name, ask]) =>
        [
          name,
          async (sent: object) => (await ask(hub.url, sent as never)).body,
        ] as (typeof withToken)[number],
    ),
    ...withToken,
  ];

  test.each(ways)('is not approved by its proposer over %s, but by another', async (name, ask) => {
    const version = `proposed/${name}`;
    const proposed = await hub.ask(
      'mutation ($d: JSON!) { proposeRuleSet(document: $d, note: "示例") { state } }',
      { d: { ...current, version } },
      { authorization: tokenOf('duty-officer') },
    );
    expect(proposed.errors).toBeUndefined();
    const { data, errors } = await ask(approve(version));
    expect(data ?? null).toBeNull();
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'FORBIDDEN' } })]);
    expect(await stateOf(version)).toEqual({ state: 'DRAFT', approvedBy: null });

    const { query, variables } = approve(version);
    await hub.ask(query, variables, { authorization: tokenOf('second-officer') });
    expect(await stateOf(version)).toMatchObject({ state: 'APPROVED' });
  });
});

test('an event period is announced, opens and ends on a socket, also for who was cut off in between', async () => {
  const ask = (after: string | null) =>
    `subscription { eventPeriodChanged(division: "140781"${after === null ? '' : `, after: "${after}"`}) {
       kind cursor name from to } }`;
  const next = async (socket: Awaited<ReturnType<typeof openRawSocket>>) => {
    const { payload } = (await socket.waitForMessage('next', 'p')) as { payload: { data: any } };
    return payload.data.eventPeriodChanged as { kind: string; cursor: string; from: string };
  };
  const from = new Date(Date.now() + 2_000).toISOString();
  const to = new Date(Date.now() + 4_000).toISOString();
  const first = await openRawSocket(hub.url);
  await first.init();
  first.subscribe('p', ask(null));
  // an answer after the subscription on the same socket: it is open by then
  first.subscribe('q', '{ eventPeriods { id } }');
  await first.waitForMessage('next', 'q');
  await hub.ask('mutation ($i: EventPeriodInput!) { declareEventPeriod(input: $i) { id } }', {
    i: { name: '示例运动会', areas: ['140781100'], from, to },
  });
  const announced = await next(first);
  expect(announced).toMatchObject({ kind: 'ANNOUNCED', from });
  await first.close();

  const second = await openRawSocket(hub.url);
  await second.init();
  second.subscribe('p', ask(announced.cursor));
  const opened = await next(second);
  expect(opened.kind).toBe('OPENED');
  const ended = await next(second);
  expect(ended.kind).toBe('ENDED');
  await second.close();

  // the same steps for who comes late, on SSE
  const stream = createStreamClient({ url: `${hub.url}/graphql`, retryAttempts: 0 });
  const again: string[] = [];
  for await (const { data } of stream.iterate<any>({ query: ask(announced.cursor) })) {
    again.push(data!.eventPeriodChanged.cursor);
    if (again.length === 2) break;
  }
  stream.dispose();
  expect(again).toEqual([opened.cursor, ended.cursor]);
});

import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { loadCity, type LoadedCity } from './support/loaded-city';
import { report } from './support/report';
import { median } from './risk/percentile';

// 1,000 subscriptions to changes of level, all equal or each its own, in turn on one hub: events delivered a second.

const SOCKETS = 25;
const EACH = 40;
const SUBSCRIPTIONS = SOCKETS * EACH;
const ROUNDS = 3;
/** Changes of level in a turn, each of another firm. */
const CHANGES = 15;

const FOLLOW = `subscription ($d: DivisionCode!, $i: [String!]) {
  riskLevelChanged(filter: { division: $d, industry: $i }) {
    id cursor at from to direction enterprise { uscc name industry sites { name } supervisingUnit { name } }
    division { code name } causes { rule effect basis evidence } } }`;

const RAISE = `mutation ($u: ID!, $t: DateTime!) {
  overrideRisk(subject: $u, level: RED_MAJOR, reason: "示例", basis: "示例", until: $t, clientRequestId: $u) { id } }`;

/** The same trades in as many orders as there are subscriptions: equal in what they let through. */
function trades({ city }: LoadedCity, n: number): string[] {
  const all = [...new Set(city.firms.map(({ industry }) => industry as string))];
  const order: string[] = [];
  for (let left = n; all.length > 0; left = Math.floor(left / (all.length + 1)))
    order.push(...all.splice(left % all.length, 1));
  return order;
}

interface Following {
  /** Events that arrived. */
  arrived(): number;
  close(): Promise<void>;
}

async function follow(loaded: LoadedCity, kind: 'equal' | 'own'): Promise<Following> {
  let arrived = 0;
  const sockets = await Promise.all(
    Array.from({ length: SOCKETS }, async (_, at) => {
      const socket = new WebSocket(loaded.url.replace('http', 'ws'), 'graphql-transport-ws');
      await new Promise((opened) => socket.once('open', opened));
      const acknowledged = new Promise((ready) => socket.once('message', ready));
      socket.send(JSON.stringify({ type: 'connection_init' }));
      await acknowledged;
      socket.on('message', (data: Buffer) => {
        if (data.includes('"type":"next"')) arrived += 1;
        else throw new Error(`not an event: ${data.toString()}`);
      });
      for (let n = 0; n < EACH; n += 1) {
        const variables = { d: '140781', i: trades(loaded, kind === 'own' ? at * EACH + n : 0) };
        socket.send(JSON.stringify({ id: `${n}`, type: 'subscribe', payload: { query: FOLLOW, variables } }));
      }
      return socket;
    }),
  );
  return {
    arrived: () => arrived,
    async close() {
      for (const socket of sockets) socket.close();
      await delay(500);
    },
  };
}

/** Events delivered a second. */
async function turn(loaded: LoadedCity, kind: 'equal' | 'own', firms: readonly string[]): Promise<number> {
  const following = await follow(loaded, kind);
  await delay(2_000);
  const began = performance.now();
  for (const u of firms) await raise(loaded.url, u);
  const expected = firms.length * SUBSCRIPTIONS;
  while (following.arrived() < expected) {
    if (performance.now() - began > 60_000)
      throw new Error(`${following.arrived()} of ${expected} events arrived`);
    await delay(5);
  }
  const seconds = (performance.now() - began) / 1_000;
  await delay(300);
  if (following.arrived() !== expected) throw new Error('an event arrived twice');
  await following.close();
  return expected / seconds;
}

async function raise(url: string, u: string): Promise<void> {
  const t = new Date(Date.parse('2026-11-20T02:00:00Z') + 7 * 86_400_000).toISOString();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: RAISE, variables: { u, t } }),
  });
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
}

/** Firms that are not red, so that each override is a change. */
async function calmFirms(url: string): Promise<string[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: `{ enterprises(filter: { division: "140781" }, first: 500) { nodes { uscc risk { dynamic } } } }`,
    }),
  });
  const { data } = (await response.json()) as {
    data: { enterprises: { nodes: { uscc: string; risk: { dynamic: string } }[] } };
  };
  return data.enterprises.nodes.filter(({ risk }) => risk.dynamic !== 'RED_MAJOR').map(({ uscc }) => uscc);
}

async function main(): Promise<void> {
  const loaded = await loadCity();
  try {
    const firms = await calmFirms(loaded.url);
    const rates: Record<'equal' | 'own', number[]> = { equal: [], own: [] };
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const kind of ['equal', 'own'] as const) {
        const rate = await turn(loaded, kind, firms.splice(0, CHANGES));
        if (round > 0) rates[kind].push(rate);
      }
    report('follow', { events: { equal: median(rates.equal), own: median(rates.own) } });
  } finally {
    await loaded.close();
  }
}

void main();

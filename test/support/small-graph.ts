import { execute, buildSchema, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import pino from 'pino';
import { countSql } from '../../src/kernel/database/counted';
import type { Database } from '../../src/kernel/database/sql';
import { ClientError } from '../../src/kernel/errors';
import type { Viewer } from '../../src/kernel/graphql/context';
import { USCC } from '../../src/kernel/graphql/scalars';
import type { Example } from '../../src/kernel/server/examples';
import { type Identities, openIdentities } from '../../src/kernel/server/identities';
import type { RequestContext } from '../../src/kernel/server/operations';
import type { Patience } from '../../src/kernel/server/limits';
import { serve } from '../../src/kernel/server/serve';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SDL = /* GraphQL */ `
  scalar USCC
  type Query {
    hello(name: String): String
    me: String
    fails: String
    refuses: String
    statements(count: Int = 3): Int
    slow(ms: Int!): Int
    firm(uscc: USCC!): Firm
    firms(first: Int = 20): FirmConnection
    sources: [Source!]
  }
  type Mutation {
    touch: Int
  }
  type Subscription {
    "Counts up, one every few milliseconds; each carries that many bytes."
    ticks(count: Int, size: Int = 0, everyMs: Int = 1): Tick!
    silence: Tick!
    breaks: Tick!
    refuses: Tick!
    "Each run of the mutation, to all who listen; those after a number again."
    touches(after: String, loud: Boolean): Tick!
  }
  type Tick {
    n: Int!
    cursor: String!
    pad: String!
    me: String
    "How many answers were made so far."
    answered: Int!
    echo(text: String): String
  }
  type Firm {
    uscc: USCC!
    name: String!
    parent: Firm
    sites: [Site!]!
  }
  type Site {
    name: String!
    firm: Firm
  }
  type FirmConnection {
    nodes: [Firm!]!
    total: Int
  }
  type Source {
    id: ID!
    owner: String!
    state: String!
    lastReceivedAt: String
    rejected: Float!
  }
`;

const USCC_OF_A_FIRM = '91350100M000100Y43';
const firm = { uscc: USCC_OF_A_FIRM, name: '示例煤矿', sites: [{ name: '井口' }] };

/** How far each running `ticks` was pulled, and whether it was ended: what a slow consumer must not drive ahead. */
export interface Pulled {
  ticks: number;
  running: number;
  /** Runs of the mutation `touch`. */
  touched: number;
  /** Answers with `answered` in them. */
  answered: number;
}

function ticks(args: { count?: number | null; size: number; everyMs: number }, pulled: Pulled) {
  let n = 0;
  let ended = false;
  pulled.running += 1;
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    if (!ended) pulled.running -= 1;
    ended = true;
    clearTimeout(timer);
    return Promise.resolve({ done: true as const, value: undefined });
  };
  // A `next` that waits is left waiting by `end`: the server must not depend on sources that are tidy.
  const pause = (ms: number) =>
    new Promise((resolve) => {
      timer = setTimeout(resolve, ms);
    });
  const pad = 'x'.repeat(args.size);
  const source = {
    async next() {
      if (ended || (args.count && n >= args.count)) return end();
      if (args.everyMs > 0) await pause(args.everyMs);
      n += 1;
      pulled.ticks += 1;
      return { done: false as const, value: { n, cursor: `c${n}`, pad } };
    },
    return: end,
    [Symbol.asyncIterator]: () => source,
  };
  return source;
}

/** One log, of which every reader is handed the same events. */
function touchLog(pulled: Pulled) {
  const log: { n: number; cursor: string; pad: string }[] = [];
  let grown: (() => void)[] = [];
  return {
    touch() {
      pulled.touched += 1;
      log.push({ n: pulled.touched, cursor: `c${pulled.touched}`, pad: '' });
      for (const resume of grown.splice(0)) resume();
      return pulled.touched;
    },
    async *follow(after: string | null | undefined) {
      let place = after == null ? log.length : Number(after);
      pulled.running += 1;
      try {
        for (;;) {
          while (place < log.length) yield log[place++];
          await new Promise<void>((resume) => (grown = [...grown, resume]));
        }
      } finally {
        pulled.running -= 1;
      }
    },
  };
}

async function* breaking() {
  yield { n: 1, cursor: 'c1', pad: '' };
  throw new Error('select secret from /srv/hub/private.ts failed');
}

function resolveOn(schema: GraphQLSchema, resolvers: Record<string, Record<string, object>>) {
  for (const [type, fields] of Object.entries(resolvers))
    for (const [name, field] of Object.entries(fields))
      Object.assign((schema.getType(type) as GraphQLObjectType).getFields()[name]!, field);
}

function smallSchema(pulled: Pulled): GraphQLSchema {
  const schema = buildSchema(SDL);
  const given = schema.getType('USCC') as typeof USCC;
  Object.assign(given, {
    parseValue: USCC.parseValue,
    parseLiteral: USCC.parseLiteral,
    serialize: USCC.serialize,
  });
  const me = { resolve: (_root: unknown, _args: unknown, context: RequestContext) => context.viewer.id };
  const fail = () => {
    throw new Error('select secret from /srv/hub/private.ts failed');
  };
  const refuse = () => {
    throw new ClientError('RESYNC_REQUIRED', 'read the present state again');
  };
  const touched = touchLog(pulled);
  resolveOn(schema, {
    Query: {
      hello: { resolve: (_root: unknown, { name }: { name?: string }) => `hello ${name ?? 'world'}` },
      me,
      fails: { resolve: fail },
      refuses: { resolve: refuse },
      statements: {
        async resolve(_root: unknown, { count }: { count: number }, { sql }: RequestContext) {
          for (let left = count; left > 0; left -= 1) await sql.query('select 1');
          return count;
        },
      },
      slow: {
        resolve: (_root: unknown, { ms }: { ms: number }) =>
          new Promise((resolve) => setTimeout(resolve, ms, ms).unref()),
      },
      firm: { resolve: () => firm },
      firms: { resolve: () => ({ nodes: [firm, firm], total: 2 }) },
      sources: {
        resolve: () => [
          {
            id: 'monitoring-platform',
            owner: '监测平台 · Monitoring platform',
            state: 'RUNNING',
            rejected: 0,
          },
          { id: 'dual-prevention', owner: '双重预防 · Dual prevention', state: 'DOWN', rejected: 3 },
        ],
      },
    },
    Firm: { parent: { resolve: () => firm } },
    Site: { firm: { resolve: () => firm } },
    Mutation: { touch: { resolve: touched.touch } },
    Tick: {
      me,
      answered: { resolve: () => (pulled.answered += 1) },
      echo: { resolve: (_tick: unknown, { text }: { text?: string }) => text },
    },
    Subscription: {
      ticks: {
        subscribe: (_root: unknown, args: never) => ticks(args, pulled),
        resolve: (tick: unknown) => tick,
      },
      silence: {
        subscribe: () => ticks({ size: 0, everyMs: 3_600_000 }, pulled),
        resolve: (tick: unknown) => tick,
      },
      touches: {
        subscribe: (_root: unknown, { after }: { after?: string }) => touched.follow(after),
        resolve: (tick: unknown) => tick,
      },
      breaks: { subscribe: breaking, resolve: (tick: unknown) => tick },
      refuses: { subscribe: refuse },
    },
  });
  return schema;
}

export interface SmallHubOptions {
  introspection?: boolean;
  examples?: Example[];
  reachable?: () => boolean;
  patience?: Partial<Patience>;
  /** Knows who is asking, in place of the four. */
  identify?: Identities['identify'];
  /** @default any free one */
  port?: number;
}

/** The whole server over a small graph of its own, on a free port, with what it logged. */
export async function openSmallHub({
  introspection = true,
  examples = [],
  reachable = () => true,
  patience,
  identify,
  port = 0,
}: SmallHubOptions = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-server-'));
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'warn', serializers: { error: pino.stdSerializers.err } },
    { write: (line: string) => void logged.push(JSON.parse(line)) },
  );
  const pulled: Pulled = { ticks: 0, running: 0, touched: 0, answered: 0 };
  const database: Database = {
    query: async () => {
      if (!reachable()) throw new Error('connect ECONNREFUSED');
      return [];
    },
    transaction: () => Promise.reject(new Error('not in this test')),
  };
  const identities = openIdentities({ dataDir });
  const served = await serve({
    settings: { host: '127.0.0.1', port, hubConfig: null },
    schema: smallSchema(pulled),
    execute,
    createContext: (viewer: Viewer) => ({ viewer, sql: countSql(database) }),
    services: { database },
    identities: identify ? { identify } : identities,
    introspection,
    patience,
    examples,
    log,
  });
  const close = async () => {
    await served.close();
    rmSync(dataDir, { recursive: true });
  };
  return { url: served.url, close, logged, pulled, identities, dataDir };
}

export type SmallHub = Awaited<ReturnType<typeof openSmallHub>>;

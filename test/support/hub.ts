import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock, type Clock } from '../../src/kernel/clock';
import { openHub, type Hub } from '../../src/kernel/hub';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { createLog } from '../../src/kernel/log';
import { loadExamples } from '../../src/kernel/server/examples';
import { openIdentities, type DemoIdentities } from '../../src/kernel/server/identities';
import { subgraphs as manifests } from '../../src/subgraphs';
import type { TypedDocumentString } from './documents/graphql';
import { createTestDatabase, type DatabaseSettings } from './database';

export interface TestHub extends Hub {
  settings: DatabaseSettings;
  identities: DemoIdentities;
  ask<Data = Record<string, never>>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>;
  /** A typed operation of test/support/documents. */
  run<Data, Variables extends object>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Answer<Data>>;
}

/** `statements` is what Server-Timing says. */
export interface Answer<Data> {
  data: Data;
  errors?: { message: string; path?: unknown[]; extensions?: { code?: string } }[];
  statements: number;
  status: number;
}

export interface TestHubOptions {
  bindings?: readonly SourceBinding[];
  clock?: Clock;
  names?: readonly string[];
  /** An earlier hub's, to go on with its database. */
  settings?: DatabaseSettings;
}

/** The whole hub in this process, on a database of its own, listening on a free port. */
export async function startHub(options: TestHubOptions = {}): Promise<TestHub> {
  const { bindings = [], clock = systemClock, names = Object.keys(manifests) } = options;
  const settings = options.settings ?? (await createTestDatabase());
  const dataDir = mkdtempSync(join(tmpdir(), 'hub-test-data-'));
  const identities = openIdentities({ dataDir });
  const hub = await openHub({
    settings: {
      ...settings,
      dataDir,
      port: 0,
      host: '127.0.0.1',
      hubConfig: null,
      subgraphs: [...names],
      demoCity: 'jiexiu',
      logLevel: 'error',
    },
    subgraphs: await Promise.all(names.map((name) => manifests[name]!())),
    bindings,
    identities,
    examples: loadExamples(),
    clock,
    log: createLog(process.env.TEST_LOG_LEVEL ?? 'error'),
  });
  return {
    ...hub,
    settings,
    identities,
    ask: (query, variables, headers) => ask(hub.url, { query, variables, headers }),
    run: (document, variables) =>
      ask(hub.url, { query: document.toString(), variables: variables as Record<string, unknown> }),
  };
}

export async function ask<Data = Record<string, never>>(
  url: string,
  {
    headers,
    ...body
  }: { query: string; variables?: Record<string, unknown>; headers?: Record<string, string> },
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const timing = response.headers.get('server-timing') ?? '';
  const statements = Number(/desc="(\d+) statement/.exec(timing)?.[1] ?? NaN);
  return { ...((await response.json()) as object), statements, status: response.status } as Answer<Data>;
}

const SOURCES = '{ sources { id state received stored unchanged superseded rejected lastError } }';

export interface SourceRow {
  id: string;
  state: string;
  received: number;
  stored: number;
  unchanged: number;
  superseded: number;
  rejected: number;
  lastError: string | null;
}

export const sourcesOf = async (hub: TestHub): Promise<SourceRow[]> =>
  (await hub.ask<{ sources: SourceRow[] }>(SOURCES)).data.sources;

/** Resolves with what `look` gives as soon as it is neither null, undefined nor false. */
export async function until<Found>(
  look: () => Promise<Found | null | undefined | false>,
  { withinMs = 30_000, everyMs = 100 } = {},
): Promise<Found> {
  for (const end = performance.now() + withinMs; performance.now() < end; await delay(everyMs)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited for ${withinMs} ms in vain: ${look}`);
}

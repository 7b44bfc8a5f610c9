import { constants, getPriority, setPriority } from 'node:os';
import { basename } from 'node:path';
import { systemClock, type Clock } from '../clock';
import { claimDatabase, OWN_SOURCES } from '../config/claim-database';
import { makeDataFolder } from '../config/data-folder';
import { loadSettings } from '../config/settings';
import type { Sql } from '../database/sql';
import { openDatabase } from '../database/open-database';
import { openServer } from '../database/open-server';
import { ConfigurationError } from '../errors';
import { openEvents } from '../events/open-events';
import type { Subgraph } from '../graphql/define-subgraph';
import type { Stream } from '../ingest/contract';
import { importFile, type ImportOptions, type ImportProgress } from '../ingest/import/import-file';
import { keepReadings } from '../ingest/keep-readings';
import type { BoundSource } from '../ingest/read-sources';
import type { Retention } from '../ingest/retention';
import { openStore } from '../ingest/start-ingest';
import type { Store } from '../ingest/store';
import { matchesName } from '../ingest/transports/files-name';
import { createLog } from '../log';
import { showProgress } from './progress';

interface HistoryOptions {
  source: BoundSource;
  file: string;
  stream?: string;
  /** @see ImportOptions */
  channel?: string;
  /** Holds from now on: the hub may not have been started yet. */
  retention: Retention;
  subgraphs: readonly Subgraph[];
}

/**
 * `hub import`: loads a file into the hub's database, beside a running hub where that has a server of its own. Ctrl-C ends
 * it behind the transaction under way, and the same command goes on. The exit code: 0 all is loaded, 1 interrupted.
 */
export async function importHistory(options: HistoryOptions): Promise<number> {
  const { source, file, stream, channel, retention, subgraphs } = options;
  const chosen = streamFor(source, { file, stream });
  giveWay();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const { signal } = stop;
  let last: ImportProgress | undefined;
  const show = showProgress(process.stdout);
  const onProgress = (progress: ImportProgress) => show((last = progress));
  let reasons: string[] = [];
  try {
    await withStore(subgraphs, async ({ store, ...around }) => {
      await keepReadings({ store, subgraphs }, retention);
      const since = around.clock.now();
      await importFile({ ...around, store, source, stream: chosen, path: file, channel, signal, onProgress });
      reasons = await reasonsOf(around.sql, { source: source.connector.name, stream: chosen.name, since });
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  const rest = signal.aborted ? '; interrupted, the same command goes on from here' : '';
  process.stdout.write(`\n${outcomeOf(chosen.name, last)}${rest}\n`);
  for (const reason of reasons) process.stdout.write(`  refused: ${reason}\n`);
  return signal.aborted ? 1 : 0;
}

function outcomeOf(stream: string, last?: ImportProgress): string {
  const { received = 0, ...outcomes } = last?.counts ?? {};
  if (last && received === 0 && last.size > 0 && last.bytes === last.size)
    return `nothing left to load for ${stream}: this file was loaded before, in the same way`;
  const became = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  return `${received} records of ${stream}: ${became.join(', ')}`;
}

/** The commonest reasons of what was refused, so that nobody has to start the hub to learn them. */
async function reasonsOf(
  sql: Sql,
  { source, stream, since }: { source: string; stream: string; since: Date },
): Promise<string[]> {
  const found = await sql.query<{ reason: string; times: number }>(
    `select reason, count(*)::int as times from hub.rejected_record
     where source = $1 and stream = $2 and received_at >= $3 group by reason order by times desc, reason limit 5`,
    [source, stream, since],
  );
  return found.map(({ reason, times }) => `${times} × ${reason}`);
}

/** What comes in now goes before what was. */
function giveWay(): void {
  const { PRIORITY_BELOW_NORMAL } = constants.priority;
  if (getPriority() < PRIORITY_BELOW_NORMAL) setPriority(PRIORITY_BELOW_NORMAL);
}

function streamFor(
  { connector: { name, streams } }: BoundSource,
  { file, stream }: { file: string; stream?: string },
): Stream {
  const named = streams.filter((one) => one.name === stream);
  const fitting = streams.filter(({ channel }) => matchesName(channel, basename(file)));
  const [found, ...others] = stream ? named : fitting.length > 0 ? fitting : streams;
  if (found && others.length === 0) return found;
  const names = streams.map((one) => one.name).join(', ');
  throw new ConfigurationError([
    `--stream: says which records of ${name} the file holds; allowed are ${names}`,
  ]);
}

type Around = Pick<ImportOptions, 'sql' | 'clock'> & { store: Store };

async function withStore<Result>(
  subgraphs: readonly Subgraph[],
  work: (around: Around) => Promise<Result>,
): Promise<Result> {
  const names = subgraphs.map(({ name }) => name);
  const settings = loadSettings([], process.env, names);
  const [log, clock] = [createLog('warn'), systemClock];
  if (!settings.databaseUrl) makeDataFolder(settings.dataDir);
  const server = await openServer(settings, { log });
  try {
    await claimDatabase(server.owner, OWN_SOURCES);
    return await withDatabase({ settings, server, subgraphs, log, clock }, work);
  } finally {
    await server.close();
  }
}

async function withDatabase<Result>(
  { clock, ...around }: Parameters<typeof openDatabase>[0] & { clock: Clock },
  work: (around: Around) => Promise<Result>,
): Promise<Result> {
  const { subgraphs, log } = around;
  const { database, listen, close } = await openDatabase(around);
  try {
    const events = await openEvents({ database, listen, clock, log });
    try {
      return await work({
        store: openStore({ database, events, subgraphs, clock, log }),
        sql: database,
        clock,
      });
    } finally {
      await events.close();
    }
  } finally {
    await close();
  }
}

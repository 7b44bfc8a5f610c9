import { encode } from 'iconv-lite';
import { execute, parse, subscribe, validate, type ExecutionResult } from 'graphql';
import { countSql } from '../../src/kernel/database/counted';
import { openEvents } from '../../src/kernel/events/open-events';
import { buildSubgraph } from '../../src/kernel/graphql/build-subgraph';
import type { HubContext, Viewer } from '../../src/kernel/graphql/context';
import { joinSubgraphs } from '../../src/kernel/graphql/join';
import { createLoad } from '../../src/kernel/graphql/load';
import { createFreshness, SourceMemory } from '../../src/kernel/ingest/freshness';
import { LiveReadings } from '../../src/kernel/ingest/live-readings';
import { refine } from '../../src/kernel/ingest/pipeline';
import { removedSources } from '../../src/kernel/ingest/removed-sources';
import { runSweep } from '../../src/kernel/ingest/run-sweeps';
import { registerSource } from '../../src/kernel/ingest/source-table';
import { openStore } from '../../src/kernel/ingest/start-ingest';
import { lookAtSources } from '../../src/kernel/ingest/watch-sources';
import { unpack } from '../../src/kernel/ingest/workbook';
import { createLog } from '../../src/kernel/log';
import { subgraphs as manifests } from '../../src/subgraphs';
import { openTestDatabase } from './database';

const viewer: Viewer = {
  ...{ id: 'duty', name: '值班员', department: '应急管理局', roles: ['DUTY_OFFICER'] },
  ...{ divisions: ['140781'], expiresAt: null },
};
const log = createLog('error');
const loaded = Promise.all(Object.values(manifests).map((load) => load()));
/** Costs more than all else that a hub here is made of, and nothing in it belongs to one of them. */
const joined = loaded.then((subgraphs) => joinSubgraphs(subgraphs.map(buildSubgraph)));

/** A database with the tables of all subgraphs. */
export const openSliceDatabase = async () => openTestDatabase(await loaded);

/** Takes every row out again; what a migration put in stays. */
export async function emptyDatabase({
  database,
}: Awaited<ReturnType<typeof openSliceDatabase>>): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname not in ('migration', 'event_log', 'setting')
       and has_table_privilege(c.oid, 'delete')`,
    [['hub', ...Object.keys(manifests)]],
  );
  const emptied = tables.map(({ name }, n) => `t${n} as (delete from ${name})`);
  await database.query(`with ${emptied.join(', ')} select`);
}

/**
 * The joined graph with a clock that the test moves and sources that the test speaks for; on a database of its own, or
 * on one that the test has opened and closes.
 */
export async function openSliceHub(start: Date, given?: Awaited<ReturnType<typeof openSliceDatabase>>) {
  const [subgraphs, schema] = [await loaded, await joined];
  // as in most cities, no device connects to the hub itself
  const connectors = subgraphs
    .flatMap((subgraph) => subgraph.connectors)
    .filter(({ transport }) => transport !== 'tcp');
  const opened = given ?? (await openSliceDatabase());
  const { database } = opened;
  const time = { now: start };
  const clock = { now: () => new Date(time.now) };
  const events = await openEvents({ ...opened, clock, log });
  const store = openStore({ database, events, subgraphs, clock, log });
  const memory = new SourceMemory();
  const liveReadings = new LiveReadings();
  const bound = connectors.map(({ name }) => name);
  store.onPage(({ source, heardAt }, { accepted }) => {
    if (heardAt) memory.heard(source.id, heardAt);
    liveReadings.publish(accepted);
  });
  for (const connector of connectors) {
    const binding = { name: connector.name, transport: connector.transport, address: '' };
    await registerSource(database, { connector, binding, now: start });
  }
  let configured: readonly string[] = bound;
  const carried = subgraphs.map(({ name }) => name);
  const look = () => lookAtSources({ memory, bound: configured, carried, store, sql: database, clock });
  await look();
  const contextOf = (): HubContext => {
    const sql = countSql(database);
    return {
      ...{ database, clock, cursors: events.cursors, events: events.reader, commit: store.commit },
      retryRejected: async () => 0,
      ...{ freshness: createFreshness({ memory, bound, clock }), liveReadings },
      ...{ viewer, sql, load: createLoad(sql) },
    };
  };
  const checked = (source: string) => {
    const document = parse(source);
    expect(validate(schema, document)).toEqual([]);
    return document;
  };

  return {
    database,
    /** The source systems of all subgraphs but these. */
    sourcesBut: (...names: string[]) => bound.filter((name) => !names.includes(name)),
    /** Moves the clock, and does what a running hub would have done by then. `heard`: sources that are alive. */
    async advance(to: Date, heard: readonly string[] = bound) {
      time.now = to;
      for (const connector of connectors.filter(({ name }) => heard.includes(name)))
        await store.page({
          source: { id: connector.name, rhythmSeconds: connector.rhythmSeconds },
          records: [],
          heardAt: to,
        });
      await look();
      for (const sweep of subgraphs.flatMap((subgraph) => [
        ...(subgraph.sweeps ?? []),
        removedSources(subgraph),
      ]))
        await runSweep(sweep, store, new AbortController().signal);
    },
    /** Moves the clock, and runs only these sweeps. */
    async sweep(to: Date, ...names: string[]) {
      time.now = to;
      const all = subgraphs.flatMap((subgraph) => subgraph.sweeps ?? []);
      for (const name of names)
        await runSweep(
          all.find((one) => one.name === name)!,
          store,
          new AbortController().signal,
        );
    },
    /** As if the hub were started again with only these sources in its hub.yaml. */
    configure(names: readonly string[]) {
      configured = names;
    },
    /** What one frame of a source does: counts, and the reasons of what was refused. `as`: another source of its kind. */
    async send(source: string, stream: string, body: Buffer | object, options: { as?: string } = {}) {
      const connector = connectors.find(({ name }) => name === source)!;
      const found = connector.streams.find(({ name }) => name === stream)!;
      const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
      const receivedAt = clock.now();
      const frame = await unpack(found, { channel: stream, bytes, receivedAt });
      const records = [...refine(found, frame)];
      const ref = { id: options.as ?? source, rhythmSeconds: connector.rhythmSeconds };
      const counts = await store.page({ source: ref, records, heardAt: receivedAt });
      const reasons = await database.query<{ reason: string }>(
        'select reason from hub.rejected_record where source = $1 order by id desc limit $2',
        [source, counts.rejected],
      );
      return { ...counts, reasons: reasons.map(({ reason }) => reason).reverse() };
    },
    async query(source: string, variableValues: Record<string, unknown> = {}) {
      const contextValue = contextOf();
      const result = await execute({ schema, document: checked(source), contextValue, variableValues });
      const { data, errors = [] } = JSON.parse(JSON.stringify(result)) as ExecutionResult;

      return { data: data as any, errors, statements: contextValue.sql.statements };
    },
    /** An open subscription: the next answer's data, and its end. */
    async listen(source: string, variableValues: Record<string, unknown> = {}) {
      const contextValue = contextOf();
      const stream = await subscribe({ schema, document: checked(source), contextValue, variableValues });
      if (!(Symbol.asyncIterator in stream)) throw stream.errors?.[0] ?? new Error('no stream');
      return {
        async next(): Promise<any> {
          const { value } = (await stream.next()) as IteratorYieldResult<ExecutionResult>;
          expect(value.errors).toBeUndefined();
          return JSON.parse(JSON.stringify(value.data));
        },
        end: () => stream.return?.(undefined),
      };
    },
    async close() {
      await events.close();
      if (!given) await opened.close();
    },
  };
}

export type SliceHub = Awaited<ReturnType<typeof openSliceHub>>;

/** A file of the register: GB18030 CSV. Rows lack nothing but what they leave out of the first row's columns. */
export function registerFile(rows: readonly Record<string, string | number>[]): Buffer {
  const columns = Object.keys(rows[0]!);
  const cell = (value: string | number | undefined) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return encode([columns.join(','), ...lines].join('\r\n'), 'gb18030');
}

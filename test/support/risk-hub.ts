import { execute, parse, subscribe, validate, type ExecutionResult } from 'graphql';
import { dualPrevention } from '../../src/connectors/dual-prevention';
import { countSql } from '../../src/kernel/database/counted';
import { openEvents } from '../../src/kernel/events/open-events';
import { buildSubgraph } from '../../src/kernel/graphql/build-subgraph';
import type { HubContext, Viewer } from '../../src/kernel/graphql/context';
import type { Consequences, Sweep } from '../../src/kernel/graphql/define-subgraph';
import { federationSchema } from '../../src/kernel/graphql/federate';
import { createLoad } from '../../src/kernel/graphql/load';
import { organisationCheck, usccCheck } from '../../src/kernel/graphql/uscc';
import { createFreshness, SourceMemory } from '../../src/kernel/ingest/freshness';
import { LiveReadings } from '../../src/kernel/ingest/live-readings';
import { refine } from '../../src/kernel/ingest/pipeline';
import { runSweep } from '../../src/kernel/ingest/run-sweeps';
import { registerSource } from '../../src/kernel/ingest/source-table';
import { KERNEL_SWEEPS, openStore } from '../../src/kernel/ingest/start-ingest';
import { lookAtSources } from '../../src/kernel/ingest/watch-sources';
import { createLog } from '../../src/kernel/log';
import { risk } from '../../src/subgraphs/risk';
import { openTestDatabase } from './database';
import { fact } from './facts';

/** The n-th invented firm's code, check characters right. */
export function usccOf(n: number): string {
  const organisation = String(10_000_000 + n);
  const first = `91140781${organisation}${organisationCheck(organisation)}`;
  return first + usccCheck(first);
}

const viewer: Viewer = { id: 't', name: 't', department: null, roles: [], divisions: [], expiresAt: null };
const log = createLog('error');
const CONNECTORS = [dualPrevention];
const schema = federationSchema(buildSubgraph(risk));

/** The risk subgraph alone on a database of its own, with a clock that the test moves and a source that the test speaks for. */
export async function openRiskHub(start: Date) {
  const opened = await openTestDatabase([risk]);
  const time = { now: start };
  const clock = { now: () => new Date(time.now) };
  const { database } = opened;
  const events = await openEvents({ ...opened, clock, log });
  const store = openStore({ database, events, subgraphs: [risk], clock, log });
  const memory = new SourceMemory();
  const bound = CONNECTORS.map(({ name }) => name);
  store.onPage(({ source }, { heardAt }) => heardAt && memory.heard(source.id, heardAt));
  for (const connector of CONNECTORS) {
    const binding = { name: connector.name, transport: connector.transport, address: '' };
    await registerSource(database, { connector, binding, now: start });
  }
  const look = () => lookAtSources({ memory, bound, carried: [], store, sql: database, clock });
  await look();
  const contextOf = (asker: Viewer = viewer): HubContext => {
    const sql = countSql(database);
    return {
      ...{ database, clock, cursors: events.cursors, events: events.reader, commit: store.commit },
      retryRejected: async () => 0,
      ...{ freshness: createFreshness({ memory, bound, clock }), liveReadings: new LiveReadings() },
      ...{ viewer: asker, sql, load: createLoad(sql) },
    };
  };
  const checked = (source: string) => {
    const document = parse(source);
    expect(validate(schema, document)).toEqual([]);
    return document;
  };
  const sweep = (one: Sweep) => runSweep(one, store, new AbortController().signal);

  return {
    database,
    cursors: events.cursors,
    /** Moves the clock, and does what a running hub would have done by then. */
    async advance(to: Date, { heard = true } = {}) {
      time.now = to;
      if (heard) await this.send('hazards', []);
      await look();
      for (const one of [...KERNEL_SWEEPS, ...(risk.sweeps ?? [])]) await sweep(one);
    },
    /** Moves the clock, and does nothing else. */
    goTo(to: Date) {
      time.now = to;
    },
    /** Goes on as a hub that was away until then: nothing was heard, nothing watched, no sweep ran. */
    async startAgain(to: Date) {
      time.now = to;
      for (const connector of CONNECTORS) {
        const binding = { name: connector.name, transport: connector.transport, address: '' };
        await registerSource(database, { connector, binding, now: to });
      }
      await this.advance(to, { heard: false });
    },
    /** Firms come into the register. */
    register(firms: { uscc: string; division: string | null; committee?: string; industry?: string }[]) {
      return store.commit(async (_tx, now) => ({
        facts: firms.map(({ uscc, division, industry = 'CATERING' }) =>
          fact('firm', { from: now, subject: uscc }, { division, industry }),
        ),
        subjects: firms.map((firm) => ({ industry: 'CATERING', ...firm })),
        result: undefined,
      }));
    },
    /** What other subgraphs tell the engine. */
    commit: (consequences: Consequences) =>
      store.commit(async () => ({ ...consequences, result: undefined })),
    /** A page of the dual prevention platform, as it comes over the wire. Returns what was refused, with the reasons. */
    async send(stream: string, items: object[]) {
      const found = dualPrevention.streams.find(({ name }) => name === stream)!;
      const bytes = Buffer.from(JSON.stringify({ page: 1, pages: 1, total: items.length, items }));
      const receivedAt = clock.now();
      const records = [...refine(found, { channel: `v1/${stream}`, bytes, receivedAt })];
      await store.page({
        source: { id: dualPrevention.name, rhythmSeconds: 15 },
        records,
        heardAt: receivedAt,
      });
      return records.flatMap(({ refused }) => refused ?? []);
    },
    async query(source: string, variableValues: Record<string, unknown> = {}, asker?: Viewer) {
      const contextValue = contextOf(asker);
      const result = await execute({ schema, document: checked(source), contextValue, variableValues });
      const { data, errors = [] } = JSON.parse(JSON.stringify(result)) as ExecutionResult;

      return { data: data as any, errors, statements: contextValue.sql.statements };
    },
    /** The first `count` answers; ends the subscription. */
    async listen(source: string, variableValues: Record<string, unknown>, count: number) {
      const stream = await subscribe({
        ...{ schema, document: checked(source), variableValues },
        contextValue: contextOf(),
      });
      if (!(Symbol.asyncIterator in stream)) return { taken: [], errors: stream.errors ?? [] };
      const taken: Record<string, never>[] = [];
      while (taken.length < count) {
        const { value, done } = await stream.next();
        if (done) break;
        expect(value.errors).toBeUndefined();
        taken.push(JSON.parse(JSON.stringify(value.data)));
      }
      await stream.return?.(undefined);
      return { taken, errors: [] };
    },
    async close() {
      await events.close();
      await opened.close();
    },
  };
}

export type RiskHub = Awaited<ReturnType<typeof openRiskHub>>;

/** Items of the platform, with ordinary values. */
export const riskPoint = (id: string, uscc: string, more: object = {}) => ({
  ...{
    id,
    uscc,
    name: '示例锅炉房',
    method: 'LS_5',
    l: 2,
    s: 2,
    assessedOn: '2026-01-05',
    controls: ['示例措施'],
  },
  ...{ updatedAt: '2026-01-05T09:00:00+08:00', ...more },
});

export const hazard = (id: string, uscc: string, more: object = {}) => ({
  ...{ id, uscc, grade: '一般', title: '示例隐患', foundAt: '2026-03-01T08:00:00+08:00', foundBy: '安全员' },
  ...{
    dueOn: '2026-03-05',
    state: '整改中',
    supervised: false,
    updatedAt: '2026-03-01T08:00:00+08:00',
    ...more,
  },
});

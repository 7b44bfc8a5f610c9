import 'reflect-metadata';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { Sourced } from '../../src/kernel/database/sourced';
import { defineSubgraph, type ReadingSink, type RowWatcher } from '../../src/kernel/graphql/define-subgraph';
import {
  defineConnector,
  stream,
  type Connector,
  type SourceBinding,
} from '../../src/kernel/ingest/contract';

/** A subgraph as small as ingest needs one: tanks that belong to firms, and readings of their gauges. */
@Entity({ schema: 'probe', name: 'tank' })
export class Tank extends Sourced {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('double precision')
  level!: number;

  @Column('text', { array: true })
  tags!: string[];

  @Column('text', { nullable: true })
  note!: string | null;
}

class Probe1700000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table probe.tank (id text primary key, uscc text not null, level float8 not null check (level >= 0),
        tags text[] not null, note text, source text not null, observed_at timestamptz not null,
        received_at timestamptz not null, digest text not null);
      create table probe.reading (sensor_id text, at timestamptz, value float8, primary key (sensor_id, at));`);
  }

  async down(): Promise<void> {
    throw new Error('never');
  }
}

const tank = z.object({ id: z.string(), uscc: z.string(), level: z.coerce.number(), at: z.iso.datetime() });
/** As PostgreSQL writes a row in JSON. */
const rowOfTable = z
  .object({
    id: z.string(),
    uscc: z.string(),
    level: z.number(),
    'changed at': z.iso.datetime({ offset: true }),
  })
  .transform(({ 'changed at': at, ...row }) => ({ ...row, at }));
const value = z.object({ point: z.string(), v: z.number(), at: z.iso.datetime() });

/** What streams of tanks have in common. */
export const tanks = {
  name: 'tanks',
  record: tank,
  map: ({ at, ...values }: z.infer<typeof tank>) => ({
    rows: [{ entity: Tank, values: { ...values, tags: [] }, observedAt: new Date(at) }],
  }),
};

export const gauges = stream({
  name: 'gauges',
  channel: 'probe/+/gauges',
  format: 'json',
  split: (raw) =>
    (raw as { at: string; values: object[] }).values.map((one) => ({
      at: (raw as { at: string }).at,
      ...one,
    })),
  record: value,
  map: ({ point, v, at }) => ({
    readings: [{ sensorId: point, at: new Date(at), value: v, quality: 'GOOD' as const }],
  }),
});

const beat = stream({
  name: 'beat',
  channel: 'probe/beat',
  format: 'json',
  record: z.object({ at: z.string() }),
  map: () => ({}),
});
const common = { subgraph: 'probe', owner: '示例 · example', rhythmSeconds: 10 };

/** One connector of each transport; all bring tanks. */
export const probeConnectors: Record<SourceBinding['transport'], Connector> = {
  mqtt: defineConnector({
    ...{ ...common, name: 'probe-mqtt', transport: 'mqtt' },
    streams: [stream({ ...tanks, channel: 'probe/+/tanks', format: 'json' }), gauges, beat],
  }),
  http: defineConnector({
    ...{ ...common, name: 'probe-http', transport: 'http' },
    streams: [stream({ ...tanks, channel: 'v1/tanks', format: 'json', items: 'items' })],
  }),
  files: defineConnector({
    ...{ ...common, name: 'probe-files', transport: 'files' },
    streams: [stream({ ...tanks, channel: 'tanks-*.csv', format: 'csv', charset: 'gb18030' })],
  }),
  sql: defineConnector({
    ...{ ...common, name: 'probe-sql', transport: 'sql' },
    streams: [
      stream({
        ...{ ...tanks, channel: 'Plant.tanks', format: 'json', record: rowOfTable },
        table: { watermark: 'changed at', key: ['id'], lagSeconds: 3 },
      }),
    ],
  }),
  tcp: defineConnector({
    ...{ ...common, name: 'probe-tcp', transport: 'tcp', protocol: 'hj212' },
    streams: [stream({ ...tanks, channel: '2011/+', format: 'hj212', split: tanksOfGateway })],
  }),
  webhook: defineConnector({
    ...{ ...common, name: 'probe-webhook', transport: 'webhook' },
    streams: [stream({ ...tanks, channel: 'tanks', format: 'json' })],
  }),
};

/** `t1-Rtd=0.5,t1-Firm=F1` is a tank. */
function tanksOfGateway(raw: unknown): unknown[] {
  const { at, factors } = raw as { at: string; factors: Record<string, Record<string, string>> };
  return Object.entries(factors).map(([id, { Rtd, Firm }]) => ({ id, uscc: Firm, level: Rtd, at }));
}

/** Every change of a tank is an event, and a fact about its firm. */
export const tankWatcher: RowWatcher<Tank> = {
  entity: Tank,
  consequences: (changes, _tx, now) => ({
    events: changes.map(({ before, after }) => ({
      topic: 'probe',
      at: now,
      payload: { id: after.id, from: before?.level ?? null, to: after.level },
    })),
    subjects: changes.map(({ after }) => ({ uscc: after.uscc })),
  }),
};

const gaugeSink: ReadingSink = {
  async store(batch, { tx }) {
    const rejected = batch.flatMap(({ sensorId }, index) =>
      sensorId.startsWith('P') ? [] : [{ index, reason: `${sensorId} is not a known point` }],
    );
    const good = batch.filter(({ sensorId }) => sensorId.startsWith('P'));
    const stored = await tx.query(
      `insert into probe.reading select * from unnest($1::text[], $2::timestamptz[], $3::float8[]) on conflict do nothing returning 1`,
      [good.map(({ sensorId }) => sensorId), good.map(({ at }) => at), good.map((one) => one.value)],
    );
    return { stored: stored.length, unchanged: good.length - stored.length, superseded: 0, rejected };
  },
  committed: () => undefined,
  rolledBack: () => undefined,
};

export const probe = defineSubgraph({
  ...{ name: 'probe', title: '示例 · example', resolvers: [class {}], references: {} },
  entities: [Tank],
  migrations: [Probe1700000009000],
  connectors: Object.values(probeConnectors),
  watchers: [tankWatcher],
  readings: { openSink: () => gaugeSink },
});

import type { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import type { Subgraph } from '../graphql/define-subgraph';
import type { Log } from '../log';
import type { Access } from './access';
import { Hub1700000000000 } from './migrations/1700000000000-hub';
import { OutOfUse1700000000001 } from './migrations/1700000000001-out-of-use';
import { SubjectCommittee1700000000002 } from './migrations/1700000000002-subject-committee';
import { LeftPlace1700000000003 } from './migrations/1700000000003-left-place';
import { AssessedUnder1700000000004 } from './migrations/1700000000004-assessed-under';
import { SnapshotRow1700000000005 } from './migrations/1700000000005-snapshot-row';
import { Regime1700000000006 } from './migrations/1700000000006-regime';
import { RejectedPiece1700000000011 } from './migrations/1700000000011-rejected-piece';
import { FirmPlace1700000000010 } from './migrations/1700000000010-firm-place';
import { ImportMark1700000000012 } from './migrations/1700000000012-import-mark';
import { RefusedFirms1700000000020 } from './migrations/1700000000020-refused-firms';
import { FileRefusal1700000000021 } from './migrations/1700000000021-file-refusal';
import { WebhookDelivery1700000000022 } from './migrations/1700000000022-webhook-delivery';
import { PeriodSteps1700000000023 } from './migrations/1700000000023-period-steps';
import { CheckpointOf1700000000024 } from './migrations/1700000000024-checkpoint-of';
import { SnakeNaming } from './naming';
import { grantWork } from './roles';
import { quoted } from './tables';

type Migration = new () => MigrationInterface;

const KERNEL: readonly Migration[] = [
  Hub1700000000000,
  OutOfUse1700000000001,
  SubjectCommittee1700000000002,
  LeftPlace1700000000003,
  AssessedUnder1700000000004,
  SnapshotRow1700000000005,
  Regime1700000000006,
  FirmPlace1700000000010,
  RejectedPiece1700000000011,
  ImportMark1700000000012,
  RefusedFirms1700000000020,
  FileRefusal1700000000021,
  WebhookDelivery1700000000022,
  PeriodSteps1700000000023,
  CheckpointOf1700000000024,
];

/** What a migration is run for: its schema exists before, and so do the working role's rights in it. */
interface Step {
  schema: string;
  migrations: readonly Migration[];
}

/** The hub's own migrations, then each subgraph's in the order given; one transaction each, listed in hub.migration. */
export async function migrate(
  sql: Client,
  options: { owner: Access; role: string; subgraphs: readonly Subgraph[]; log: Log },
): Promise<void> {
  const steps: Step[] = [
    { schema: 'hub', migrations: KERNEL },
    ...options.subgraphs.map(({ name, migrations }) => ({ schema: name, migrations })),
  ];
  const done = await migrated(sql);
  for (const { schema, migrations } of steps) {
    await sql.query(`create schema if not exists ${quoted(schema)}`);
    await grantWork(sql, schema, options.role);
    const pending = migrations.filter(({ name }) => !done.has(name));
    if (pending.length === 0) continue;
    options.log.info({ schema, migrations: pending.map(({ name }) => name) }, 'migrating');
    await runMigrations(options.owner, pending);
  }
  await sql.query(`revoke insert, update, delete on hub.migration from ${quoted(options.role)}`);
}

async function migrated(sql: Client): Promise<Set<string>> {
  const { rows } = await sql.query(`select to_regclass('hub.migration') is not null as there`);
  if (!rows[0].there) return new Set();
  return new Set((await sql.query('select name from hub.migration')).rows.map(({ name }) => name));
}

async function runMigrations(owner: Access, migrations: readonly Migration[]): Promise<void> {
  const { user: username, ssl, ...server } = owner;
  const source = new DataSource({
    type: 'postgres',
    ...server,
    username,
    // both know pg's own options; TypeORM only names fewer of them
    ssl: ssl as boolean,
    schema: 'hub',
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNaming(),
    installExtensions: false,
    logging: false,
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } catch (error) {
    // TypeORM's error carries the whole text of the migration
    throw new Error(
      `migration of ${migrations.map(({ name }) => name).join(', ')}: ${(error as Error).message}`,
    );
  } finally {
    await source.destroy();
  }
}

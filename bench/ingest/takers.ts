import { join } from 'node:path';
import type { Client } from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import type { Access } from '../../src/kernel/database/access';
import { urlOf } from '../support/database-url';
import { startProgram } from '../support/start-program';
import type { RunningHubOptions } from '../risk/running-hub';
import type { BareLoopOptions, FromBareLoop } from './bare-loop';
import type { Broker } from './broker';

/** Who takes readings from the broker into tables. */
export interface Taker {
  name: 'hub' | 'bare';
  pid: number;
  /** What it printed at its start: of the hub, where its graph is. */
  address: string;
  /** Readings committed since its start. */
  committed(): Promise<number>;
  close(): Promise<void>;
}

interface Surroundings {
  access: Access;
  broker: Broker;
  dataDir: string;
  sql: Pick<Client, 'query'>;
}

/** The hub as `npm start` runs it. Reads the platform's broker from when this resolves. */
export async function startHub({ access, broker, dataDir, sql }: Surroundings): Promise<Taker> {
  const options: RunningHubOptions = {
    ...{ databaseUrl: urlOf(access), dataDir, aheadMs: 0 },
    bindings: [{ name: 'monitoring-platform', transport: 'mqtt', address: broker.address }],
  };
  const program = await startProgram(join(__dirname, '../risk/running-hub.js'), options);
  const received = async () => {
    const { rows } = await sql.query(`select received from hub.source where id = 'monitoring-platform'`);
    return Number(rows[0]?.received ?? 0);
  };
  await delay(SUBSCRIBED_AFTER_MS);
  const { address, close } = program;
  return { name: 'hub', pid: program.process.pid!, address, committed: received, close };
}

/** It asks for one channel after another, with a pause for what the broker has kept. */
const SUBSCRIBED_AFTER_MS = 4_000;

export async function startBareLoop({ access, broker }: Surroundings): Promise<Taker> {
  const options: BareLoopOptions = { address: broker.address, databaseUrl: urlOf(access) };
  const program = await startProgram(join(__dirname, 'bare-loop.js'), options);
  let committed = 0;
  program.process.on('message', (told: FromBareLoop) => ({ committed } = told));
  const { address, close } = program;
  return { name: 'bare', pid: program.process.pid!, address, committed: async () => committed, close };
}

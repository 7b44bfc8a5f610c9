import { join } from 'node:path';
import type { Client } from 'pg';
import type { Access } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import type { BenchServer } from '../risk/bench-server';
import { startBroker } from './broker';
import { startGateways } from './gateways';
import type { Plan } from './plan';
import { seedPoints } from './seeded';
import { startBareLoop, startHub } from './takers';
import type { Lane } from './turn';
import { parentPid } from './usage';

/** A database with points that are known, and two lanes on it. */
export interface Stage {
  access: Access;
  sql: Client;
  hub: Lane;
  bare: Lane;
  /** Of the hub's graph. */
  url: string;
  /** Of the database server; null: not known on this machine. */
  postgres: number | null;
  close(): Promise<void>;
}

export async function setStage(server: BenchServer, plan: Plan): Promise<Stage> {
  const name = `points_${plan.points}`;
  const access = await server.create(name);
  await seedPoints(access, plan);
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const one of closers.splice(0)) await one();
    await server.drop(name);
  };
  const closing = <One extends { close(): Promise<unknown> }>(one: One): One => {
    closers.unshift(() => one.close());
    return one;
  };
  try {
    const sql = await connect(access);
    closers.unshift(() => sql.end());
    const laneOf = async (start: typeof startHub): Promise<Lane> => {
      const broker = closing(await startBroker());
      const around = { access, broker, sql, dataDir: join(server.folder, 'hub') };
      const taker = closing(await start(around));
      return { broker, taker, gateways: closing(await startGateways(broker, plan)) };
    };
    const [hub, bare] = [await laneOf(startHub), await laneOf(startBareLoop)];
    const { rows } = await sql.query('select pg_backend_pid() as pid');
    return { access, sql, hub, bare, url: hub.taker.address, postgres: parentPid(rows[0].pid), close };
  } catch (error) {
    await close();
    throw error;
  }
}

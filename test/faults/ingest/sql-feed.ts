import { setTimeout as delay } from 'node:timers/promises';
import { accessOf } from '../../../src/kernel/database/access';
import { connect } from '../../../src/kernel/database/connect';
import { repeating, tank, type Feed } from './feed';

const ROWS = 10;

/** A table of a database of its own, `url`, that grows; when its server was away it goes on where it was. */
export async function sqlFeed(url: string): Promise<Feed> {
  const access = accessOf(url);
  const run = async (statement: string) => {
    const client = await connect(access);
    await client.query(statement).finally(() => client.end().catch(() => undefined));
  };
  await run(`create schema "Plant"; create table "Plant".tanks
    (id text primary key, uscc text, level jsonb, "changed at" timestamptz not null default clock_timestamp())`);
  let sent = 0;
  const grow = async () => {
    const rows = Array.from({ length: ROWS }, (_, i) => tank('s', sent + i));
    const values = rows.map(({ id, uscc, level }) => `('${id}', '${uscc}', '${JSON.stringify(level)}')`);
    // an insert whose answer was lost is made again
    await run(`insert into "Plant".tanks (id, uscc, level) values ${values.join()} on conflict do nothing`);
    sent += ROWS;
  };
  const { host, port, user, password, database } = access;
  const flow = repeating(async () => {
    await grow().catch(() => undefined);
    await delay(50);
  });
  return {
    binding: {
      ...{ name: 'probe-sql', transport: 'sql', rhythmSeconds: 1, secret: password },
      address: `postgresql://${encodeURIComponent(user)}@/${database}?host=${encodeURIComponent(host)}&port=${port}`,
    },
    prefix: 's',
    sent: () => sent,
    ...flow,
    close: flow.stop,
  };
}

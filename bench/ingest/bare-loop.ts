import { connect, type IPublishPacket } from 'mqtt';
import { Pool } from 'pg';
import { endWithStdin } from '../support/start-program';

export interface BareLoopOptions {
  address: string;
  databaseUrl: string;
}

/** Readings committed so far. */
export interface FromBareLoop {
  committed: number;
}

const CONNECTIONS = 2;
const BATCH = 2_000;
const FLUSH_MS = 50;
const QUALITIES: Record<string, number> = { good: 0, uncertain: 1, bad: 2, substituted: 3, calibrating: 4 };

/** FACTS: the fastest way found from rows in memory to history and latest. */
const INSERT = `
  with b as (select * from unnest($1::int[], $2::timestamptz[], $3::float8[], $4::smallint[]) u(sensor_id, ts, value, quality)),
  h as (insert into bare.reading select * from b on conflict do nothing),
  l as (select distinct on (sensor_id) * from b order by sensor_id, ts desc)
  insert into bare.latest as x select * from l order by sensor_id
  on conflict (sensor_id) do update set ts = excluded.ts, value = excluded.value, quality = excluded.quality where x.ts < excluded.ts`;

interface Reading {
  sensor: number;
  at: string;
  v: number;
  q: string;
}

/**
 * As little as is needed to get readings from a broker into two tables without losing one: parsed, not checked; nothing
 * is judged, counted or refused. Acknowledged after the commit, as the hub does.
 */
async function main({ address, databaseUrl }: BareLoopOptions): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  const { rows } = await pool.query('select number, id from bare.sensor');
  const numbers = new Map<string, number>(rows.map(({ number, id }) => [id, number]));
  let committed = 0;
  const write = async (batch: readonly Reading[]) => {
    const column = <Value>(of: (reading: Reading) => Value) => batch.map(of);
    const columns = [
      ...[column(({ sensor }) => sensor), column(({ at }) => at)],
      ...[column(({ v }) => v), column(({ q }) => QUALITIES[q])],
    ];
    await pool.query({ name: 'insert', text: INSERT, values: columns });
    committed += batch.length;
    process.send!({ committed } satisfies FromBareLoop);
  };
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, (_, n) => listen(address, { n, numbers, write })),
  );
  endWithStdin(async () => {
    for (const client of clients) await client.endAsync(true);
    await pool.end();
  });
  process.stdout.write(`${address}\n`);
}

async function listen(
  address: string,
  { n, numbers, write }: { n: number; numbers: Map<string, number>; write(batch: Reading[]): Promise<void> },
) {
  const client = connect(address, { clientId: `bare-${n}`, protocolVersion: 4, clean: true });
  let batch: Reading[] = [];
  let ids: number[] = [];
  let busy = false;
  let held: (() => void) | null = null;
  const flush = async () => {
    if (busy || batch.length === 0) return;
    busy = true;
    const [taken, messages, go] = [batch, ids, held];
    [batch, ids, held] = [[], [], null];
    go?.();
    await write(taken);
    for (const messageId of messages) client['_sendPacket']({ cmd: 'puback', messageId });
    busy = false;
    if (batch.length >= BATCH) void flush();
  };
  setInterval(() => void flush(), FLUSH_MS).unref();
  const later = new Error('acknowledged after the commit');
  client.handleMessage = ({ payload, messageId }: IPublishPacket, callback) => {
    const { at, values } = JSON.parse(payload.toString()) as {
      at: string;
      values: { point: string; v: number; q: string }[];
    };
    for (const { point, v, q } of values) batch.push({ sensor: numbers.get(point)!, at, v, q });
    ids.push(messageId!);
    if (batch.length < BATCH) return callback(later);
    held = () => callback(later);
    void flush();
  };
  await client.subscribeAsync('$share/bare/monitoring/+/readings', { qos: 1 });
  return client;
}

void main(JSON.parse(process.argv[2]!) as BareLoopOptions);

import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Ingest } from '../src/kernel/ingest/start-ingest';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { sourceDatabases, type SourceDatabase } from './support/source-databases';

const SOURCE = 'probe-sql';

interface Dialect {
  /** How a name is quoted, and the types of a moment and of a text of any length. */
  quote: (name: string) => string;
  moment: string;
  now: string;
  session: string;
  sleep: (seconds: number) => string;
}
const DIALECTS: Record<string, Dialect> = {
  postgresql: {
    ...{ quote: (name) => `"${name}"`, moment: 'timestamptz' },
    ...{ now: 'now()', session: 'select 1' },
    sleep: (seconds) => `length(pg_sleep(${seconds})::text)`,
  },
  mysql: {
    ...{ quote: (name) => `\`${name}\``, moment: 'datetime(6)' },
    ...{ now: 'now(6)', session: `set time_zone = '+08:00'` },
    sleep: (seconds) => `sleep(${seconds})`,
  },
};

describe.each(sourceDatabases)('a database of %s', (product, openSource) => {
  const { quote, moment, now: NOW, session, sleep } = DIALECTS[product]!;
  const AT = quote('changed at');
  let hub: TestStore;
  let plant: SourceDatabase;
  let ingest: Ingest;

  const binding = (address: string, secret?: string) => ({
    ...{ name: SOURCE, transport: 'sql' as const, address, secret, rhythmSeconds: 0.05, deadlineSeconds: 1 },
    streams: { tanks: { channel: 'tanks', table: { watermark: 'changed at', key: ['id'], lagSeconds: 3 } } },
  });
  const row = () => sourceRow(hub, SOURCE);
  const isStored = async (id: string) =>
    (await hub.database.query('select from probe.tank where id = $1', [id])).length === 1;
  const insert = (id: string, { level = '1', at = NOW, uscc = `'F'` } = {}) =>
    plant.run(`insert into stock values ('${id}', ${uscc}, ${level}, ${at})`);
  const good = async (id: string) => {
    await insert(id);
    await eventually(async () => expect(await isStored(id)).toBe(true));
    await eventually(async () => expect(await row()).toMatchObject({ state: 'RUNNING', last_error: null }));
  };
  const view = (level = 'level', uscc = 'uscc') =>
    plant.run(`create view tanks as select id, ${uscc} as uscc, ${level} as level, ${AT} from stock`);

  const respoil = async (spoil: () => Promise<void>) => {
    await plant.run('drop view tanks');
    await spoil();
  };

  beforeAll(async () => {
    [hub, plant] = await Promise.all([openTestStore(), openSource()]);
    await plant.run(session);
    await plant.run(
      `create table stock (id varchar(99), uscc varchar(99), level decimal(10, 2), ${AT} ${moment})`,
    );
    await view();
    // later it would stand behind what was read
    await insert('x first', { at: `timestamp '1970-01-02 00:00:00'` });
    ingest = await hub.start([binding(plant.address, plant.secret)]);
  });
  afterAll(async () => {
    await hub.close();
    await plant.close();
  });

  test('a row with a time of a clock that was never set is refused with the reason', async () => {
    await eventually(async () =>
      expect(await hub.database.query('select reason from hub.rejected_record')).toEqual([
        { reason: 'observedAt: lies before 1990: a clock that was never set' },
      ]),
    );
    await good('after first');
  });

  test.each<[string, Parameters<typeof insert>[1], string]>([
    ['no value', { level: 'null' }, 'level: Invalid input'],
    ['what the hub’s database refuses', { level: '-1' }, 'cannot be stored: '],
    ['a time in 2099', { at: `timestamp '2099-01-01 00:00:00'` }, 'ahead of its receipt'],
    ['no time', { at: 'null' }, 'changed at: '],
    ...(product === 'mysql'
      ? [
          ['U+0000', { uscc: `concat('a', char(0))` }, 'holds a character that is no text'] as [
            string,
            object,
            string,
          ],
        ]
      : []),
  ])(
    'a row with %s is refused with the reason, and the next good one is stored',
    async (name, values, reason) => {
      await insert(`x ${name}`, values);
      await eventually(async () => {
        const rejected = await hub.database.query<{ reason: string }>(
          'select reason from hub.rejected_record',
        );
        expect(rejected.map((one) => one.reason).join('\n')).toContain(reason);
      });
      await good(`after ${name}`);
      await plant.run(`delete from stock where id = 'x ${name}'`);
    },
  );

  test('of one id twice the newer row is kept', async () => {
    await insert('twice', { level: '9' });
    await insert('twice', { level: '3', at: `${NOW} - interval '1' second` });
    await eventually(async () => expect(await isStored('twice')).toBe(true));
    await good('after twice');
    expect(await hub.database.query(`select level from probe.tank where id = 'twice'`)).toEqual([
      { level: 9 },
    ]);
  });

  test.each<[string, () => Promise<void>, RegExp]>([
    [
      'gives numbers as texts',
      () => respoil(() => view(`concat('', level)`)),
      /nothing in tanks could be read: level: /,
    ],
    [
      'takes its time for each row',
      () => respoil(() => view(`level + ${sleep(2)}`)),
      /tanks: .*(timeout|max_statement_time|no whole answer)/,
    ],
    [
      'lacks a column',
      () => respoil(() => plant.run('create view tanks as select id from stock')),
      /changed at does not exist/,
    ],
  ])('one that %s is shown with the reason, and the next good row is stored', async (name, spoil, reason) => {
    await spoil();
    // a fault is shown until the next reading goes well, so there is always something new to stumble over
    let n = 0;
    await eventually(async () => {
      await insert(`new ${name} ${n++}`);
      expect((await row()).last_error ?? '').toMatch(reason);
    });
    await plant.run('drop view tanks');
    await view();
    await good(`after ${name}`);
  });

  test.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => undefined],
    ['hangs up', (socket) => socket.destroy()],
    ['speaks HTTP', (socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    [
      'sends rubbish without end',
      (socket) =>
        void (
          socket.write(Buffer.alloc(1 << 20, 0xff)),
          socket.on('drain', () => socket.write(Buffer.alloc(1 << 20, 0xff)))
        ),
    ],
  ])('a server in its place that %s is left, and the next good row is stored', async (name, greet) => {
    await ingest.close();
    const sockets: Socket[] = [];
    const server: Server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined).on('data', () => undefined);
      greet(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = (server.address() as AddressInfo).port;
    const impostor = await hub.start([
      binding(`${plant.address.split(':', 1)}://reader@127.0.0.1:${port}/depots`),
    ]);
    await eventually(async () => expect((await row()).last_error ?? '').toMatch(/^cannot connect: ./));
    await impostor.close();
    server.close();
    for (const socket of sockets) socket.destroy();
    ingest = await hub.start([binding(plant.address, plant.secret)]);
    await good(`after ${name}`);
  });
});

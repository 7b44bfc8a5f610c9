import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { sourceDatabases, type SourceDatabase } from './support/source-databases';

const SOURCE = 'probe-sql';
const mysql = sourceDatabases.filter(([product]) => product === 'mysql');
const onMysql =
  mysql.length > 0 ? describe.each(mysql) : describe.skip.each([['mysql', mysql[0]?.[1]] as never]);

/** In the services run only: MySQL or MariaDB, with the rules that PostgreSQL is held to in transport-sql.test.ts. */
onMysql('a table of %s', (_, openSource: () => Promise<SourceDatabase>) => {
  let hub: TestStore;
  let plant: SourceDatabase;

  beforeEach(async () => {
    [hub, plant] = await Promise.all([openTestStore(), openSource()]);
    await plant.run(`set time_zone = '+08:00'; create table tanks (id varchar(40) primary key, uscc varchar(20),
      level decimal(10, 2), \`changed at\` datetime(6), key (\`changed at\`, id)) character set gbk`);
  });
  afterEach(async () => {
    await hub.close();
    await plant.close();
  });

  const start = (more: { deadlineSeconds?: number; secret?: string; address?: string } = {}) => {
    const { address, secret } = plant;
    const table = { watermark: 'changed at', key: ['id'], lagSeconds: 3 };
    const streams = { tanks: { channel: 'tanks', table } };
    return hub.start([
      { ...{ name: SOURCE, transport: 'sql', address, secret, rhythmSeconds: 0.2, streams }, ...more },
    ]);
  };
  const put = (
    from: number,
    count: number,
    { level = 1, agoSeconds = 3_600, in: session = plant as Pick<SourceDatabase, 'run'> } = {},
  ) =>
    session.run(
      `set time_zone = '+08:00'; set @at = timestampadd(microsecond, 7, now(6)) - interval ${agoSeconds} second;
       insert into tanks values ${Array.from({ length: count }, (__, i) => `('t${from + i}', 'F', ${level}, @at)`)}
       on duplicate key update level = values(level), \`changed at\` = values(\`changed at\`)`,
    );
  const source = () => sourceRow(hub, SOURCE);
  const failsWith = (message: string) =>
    eventually(async () => expect((await source()).last_error ?? '').toContain(message));
  const readings = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const { last_received_at: before } = await source();
      await eventually(async () =>
        expect((await source()).last_received_at?.getTime() ?? 0).toBeGreaterThan(before?.getTime() ?? 0),
      );
    }
  };

  test('of one watermark over several pages is read whole, each row once', async () => {
    await put(0, 1_250);
    await start();
    await eventually(async () =>
      expect(await source()).toMatchObject({ received: 1_250, stored: 1_250, state: 'RUNNING' }),
    );
    await readings(3);
    expect(await source()).toMatchObject({ received: 1_250 });
    expect(JSON.parse((await source()).checkpoint!).tanks).toEqual({
      watermark: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/),
      key: ['t999'],
    });
  });

  test('gives a row that is committed after a younger one was read', async () => {
    const late = await plant.another();
    await late.run('begin');
    await put(1, 1, { agoSeconds: 0, in: late });
    await put(2, 1, { agoSeconds: 0 });
    await start();
    await eventually(async () => expect(await source()).toMatchObject({ stored: 1 }));
    await readings(2);
    await late.run('commit');
    await late.close();
    await eventually(async () => expect(await source()).toMatchObject({ received: 2, stored: 2 }));
  });

  test('with a watermark that is a date is read again until its day is over', async () => {
    await plant.run('alter table tanks modify `changed at` date');
    await put(7, 1, { agoSeconds: 2 * 86_400 });
    await put(5, 1, { agoSeconds: 0 });
    const { address, secret } = plant;
    const mapping = '$merge([$, { "changed at": $."changed at" & "T00:00:00+08:00" }])';
    const table = { watermark: 'changed at', key: ['id'], lagSeconds: 3 };
    const streams = { tanks: { channel: 'tanks', table, mapping } };
    await hub.start([{ name: SOURCE, transport: 'sql', address, secret, rhythmSeconds: 0.2, streams }]);
    await eventually(async () => expect(await source()).toMatchObject({ stored: 2 }));
    await readings(2);
    await put(1, 1, { agoSeconds: 0 });
    await eventually(async () => expect(await source()).toMatchObject({ stored: 3, received: 3 }));
    expect(JSON.parse((await source()).checkpoint!)).toMatchObject({ tanks: { key: ['t7'] } });
  });

  test('is read on from what is settled after a restart', async () => {
    await put(0, 700);
    await put(700, 50, { agoSeconds: 0 });
    const first = await start();
    await eventually(async () => expect(await source()).toMatchObject({ stored: 750 }));
    await first.close();
    await put(3, 1, { level: 9, agoSeconds: 0 });
    await start();
    await eventually(async () => expect(await source()).toMatchObject({ stored: 751 }));
    await readings(1);
    expect(await source()).toMatchObject({ received: 801, unchanged: 50 });
  });

  test('has rows without a place, of wrong values and far too long refused in the open', async () => {
    await put(0, 3);
    await plant.run(`alter table tanks modify uscc longtext; insert into tanks values ('none', 'F', 1, null),
      ('ahead', 'F', 1, now() + interval 1 day), ('bad', 'F', -1, now() - interval 1 hour),
      ('zero', 'F', null, now() - interval 1 hour), ('long', repeat('长', 70000), 1, now() - interval 1 hour)`);
    await start();
    await eventually(async () =>
      expect(await source()).toMatchObject({ received: 8, stored: 3, rejected: 5 }),
    );
    const reasons = await hub.database.query<{ reason: string }>(
      'select reason from hub.rejected_record order by reason',
    );
    expect(reasons.map(({ reason }) => reason.slice(0, 24))).toEqual(
      [
        'cannot be stored: new ro',
        'changed at: Invalid inpu',
        'level: Invalid input: ex',
        'observedAt: lies 86',
        'the row is longer than 6',
      ].map((reason) => expect.stringContaining(reason.slice(0, 18))),
    );
  });

  test('cannot be written through the session, whatever its role may do', async () => {
    await plant.run(`alter table tanks rename to stock; create table taken (id int);
      create function take(level decimal(10, 2)) returns decimal(10, 2) begin insert into taken values (1); return level; end;
      create view tanks as select id, uscc, take(level) as level, \`changed at\` from stock`);
    await plant.run(`insert into stock values ('t1', 'F', 1, now() - interval 1 hour)`);
    await start();
    await failsWith('tanks: Cannot execute statement in a READ ONLY transaction');
    await plant.run(
      'create table proof (n int, check (n = 0)); insert into proof select count(*) from taken',
    );
  });
  test('that takes too long is given up, and read when it answers again', async () => {
    await put(0, 3);
    await plant.run(`alter table tanks rename to stock;
      create view tanks as select id, uscc, level + sleep(2) as level, \`changed at\` from stock`);
    await start({ deadlineSeconds: 1 });
    await eventually(async () =>
      expect((await source()).last_error ?? '').toMatch(/tanks: .*(max_statement_time|no whole answer)/),
    );
    await plant.run('drop view tanks; alter table stock rename to tanks');
    await eventually(async () => expect(await source()).toMatchObject({ stored: 3, state: 'RUNNING' }));
  });

  test('without its columns, or with a watermark that is no time, is said to be so', async () => {
    await plant.run('alter table tanks change `changed at` changed datetime');
    await start();
    await failsWith('tanks: column changed at does not exist');
    await plant.run('alter table tanks add `changed at` int');
    await failsWith('tanks: column changed at is no time');
  });

  test('behind a login that is refused, or a server that is not there, is shown without the secret', async () => {
    const address = plant.address.replace('//root@', '//nobody_here@');
    const first = await start({ address, secret: 'wrong-7f3a' });
    await failsWith("cannot connect: Access denied for user 'nobody_here'");
    await first.close();
    const second = await start({ address: 'mysql://reader@127.0.0.1:1/depots' });
    await failsWith('cannot connect: ECONNREFUSED');
    await second.close();
    await start({ address: 'mysql://reader@169.254.169.254/depots' });
    await failsWith('169.254.169.254 is not an address of a source');
    const [row] = await hub.database.query<{ text: string }>('select s::text as text from hub.source s');
    expect(row!.text).not.toContain('7f3a');
  });
});

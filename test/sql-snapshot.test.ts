import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { z } from 'zod';
import { Sourced } from '../src/kernel/database/sourced';
import { defineSubgraph } from '../src/kernel/graphql/define-subgraph';
import { defineConnector, stream, type TableSnapshot } from '../src/kernel/ingest/contract';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';
import { sourceDatabases, type SourceDatabase } from './support/source-databases';

@Entity({ schema: 'yards', name: 'yard' })
class Yard extends Sourced {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  @Column('timestamptz', { nullable: true })
  outOfUseSince!: Date | null;
}

class Yards1700000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table yards.yard (id text primary key, name text not null, out_of_use_since timestamptz,
      source text not null, observed_at timestamptz not null, received_at timestamptz not null, digest text not null)`);
  }

  async down(): Promise<void> {
    throw new Error('never');
  }
}

const record = z.object({ id: z.string(), name: z.string().min(2) });
const yards = (name: string, snapshot: TableSnapshot = { key: ['id'] }) =>
  defineConnector({
    ...{ name, subgraph: 'yards', owner: '堆场 · yards', transport: 'sql', rhythmSeconds: 0.2 },
    streams: [
      stream({
        ...{ name: 'yards', channel: 'yard', format: 'json', snapshot, record },
        // an own time that does not move: a row that comes back is as old as it was
        map: (values) => ({ rows: [{ entity: Yard, values, observedAt: new Date('2026-03-01') }] }),
      }),
    ],
  });
const subgraph = defineSubgraph({
  ...{ name: 'yards', title: '堆场 · yards', resolvers: [class {}], references: {} },
  ...{ entities: [Yard], migrations: [Yards1700000008000] },
  connectors: [yards('yards'), yards('other-yards')],
});

/** A function that fails at a row which is far from the first. */
const BREAKS = {
  postgresql: `create function broken(id text) returns text language plpgsql as $$ begin
    if id = 'y900' then raise exception 'breaks off'; end if; return 'yard'; end $$`,
  mysql: `create function broken(id text) returns varchar(20) deterministic begin
    if id = 'y900' then signal sqlstate '45000' set message_text = 'breaks off'; end if; return 'yard'; end`,
};

describe.each(sourceDatabases)('a table of %s that is read whole', (product, openSource) => {
  let hub: TestStore;
  let plant: SourceDatabase;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    [hub, plant] = await Promise.all([openTestStore({ subgraphs: [subgraph] }), openSource()]);
    await plant.run('create table yard (id varchar(20) primary key, name varchar(20))');
  });
  afterEach(async () => {
    await hub.close();
    await plant.close();
  });

  const start = async (
    name = 'yards',
    { mapping, ...snapshot }: Partial<TableSnapshot> & { mapping?: string } = {},
  ) => {
    const { address, secret } = plant;
    const streams = { yards: { snapshot: { key: ['id'], ...snapshot }, mapping } };
    const ingest = await hub.start([
      { name, transport: 'sql', address, secret, rhythmSeconds: 0.2, streams },
    ]);
    stop = () => ingest.close();
  };
  const put = (from: number, count: number) =>
    plant.run(
      `insert into yard values ${Array.from({ length: count }, (_, i) => `('y${from + i}', 'yard ${from + i}')`)}`,
    );
  const source = (name = 'yards') => sourceRow(hub, name);
  const inUse = async () => {
    const [row] = await hub.database.query<{ n: number }>(
      'select count(*)::int as n from yards.yard where out_of_use_since is null',
    );
    return row!.n;
  };
  const holds = (count: number) => eventually(async () => expect(await inUse()).toBe(count));
  /** That many snapshots, and one that may have been under way, were read from here on. */
  const readAgain = async () => {
    for (let i = 0; i < 2; i++) {
      const { last_received_at: before } = await source();
      await eventually(async () =>
        expect((await source()).last_received_at?.getTime() ?? 0).toBeGreaterThan(before?.getTime() ?? 0),
      );
    }
  };
  const failsWith = (message: string) =>
    eventually(async () => expect((await source()).last_error ?? '').toContain(message));

  test('takes each row once, what changes, and puts out of use what is gone', async () => {
    await put(0, 1_203);
    await start();
    await holds(1_203);
    await readAgain();
    expect(await source()).toMatchObject({ received: 1_203, stored: 1_203, state: 'RUNNING' });
    await plant.run(`update yard set name = 'renamed' where id = 'y7'`);
    await plant.run(`delete from yard where id in ('y3', 'y500', 'y1202')`);
    await holds(1_200);
    const gone = await hub.database.query<{ id: string; name: string }>(
      'select id, name from yards.yard where out_of_use_since is not null order by id',
    );
    expect(gone).toEqual(['1202', '3', '500'].map((n) => ({ id: `y${n}`, name: `yard ${n}` })));
    await readAgain();
    expect(await source()).toMatchObject({ received: 1_207, stored: 1_207, rejected: 0 });
  });

  test('has a row in use again when it comes back', async () => {
    await put(0, 9);
    await start();
    await holds(9);
    await plant.run(`delete from yard where id = 'y4'`);
    await holds(8);
    await put(4, 1);
    await holds(9);
  });

  test('sees what went while the hub was away', async () => {
    await put(0, 9);
    await start();
    await holds(9);
    await stop();
    await plant.run(`delete from yard where id = 'y4'`);
    await start();
    await holds(8);
  });

  test('is refused when it is empty, or when more is gone than is said', async () => {
    await put(0, 40);
    await start();
    await holds(40);
    await plant.run(`delete from yard where id in ('y1','y2','y3','y4','y5','y6')`);
    await failsWith('yard: 6 of 40 rows are gone, more than a share of 0.1; none is put out of use');
    await put(100, 1);
    await holds(41);
    await plant.run('delete from yard');
    await failsWith('yard: 41 of 41 rows are gone, the table is empty; none is put out of use');
    expect(await inUse()).toBe(41);
    await put(0, 40);
    await eventually(async () =>
      expect(await source()).toMatchObject({ state: 'RUNNING', last_error: null }),
    );
    expect(await inUse()).toBe(40);
    await stop();
    await plant.run(`delete from yard where id <> 'y1'`);
    await start('yards', { maxRetiredShare: 1 });
    await holds(1);
    await plant.run('delete from yard');
    await failsWith('the table is empty');
    expect(await inUse()).toBe(1);
  });

  test('leaves in use a row that cannot be read any more, and says so', async () => {
    await put(0, 9);
    await start();
    await holds(9);
    await plant.run(`update yard set name = '' where id = 'y4'`);
    await eventually(async () => expect(await source()).toMatchObject({ rejected: 1 }));
    await readAgain();
    expect(await inUse()).toBe(9);
    await plant.run(`delete from yard where id = 'y4'`);
    await holds(8);
  });

  test('of which no row can be read is silent until one can, however often it is the same', async () => {
    await put(0, 3);
    await plant.run(`update yard set name = ''`);
    await start();
    await failsWith('nothing in yard could be read: name: ');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await source()).toMatchObject({ last_received_at: null, rejected: 3 });
    await failsWith('nothing in yard could be read: name: ');
    await plant.run(`update yard set name = 'mended' where id = 'y1'`);
    await eventually(async () =>
      expect(await source()).toMatchObject({ state: 'RUNNING', last_error: null, stored: 1 }),
    );
    await plant.run(`update yard set name = '' where id = 'y1'`);
    await failsWith('nothing in yard could be read: name: ');
    await eventually(async () => expect((await source()).state).toMatch(/LATE|DOWN/));
    expect(await inUse()).toBe(1);
  });

  test('that is mapped is read, and put out of use, as it is mapped', async () => {
    await put(0, 9);
    await plant.run('alter table yard rename column name to mc');
    await start('yards', { mapping: '{ "id": id, "name": mc & "!" }' });
    await holds(9);
    await plant.run(`delete from yard where id = 'y4'`);
    await holds(8);
    await stop();
    // a mended mapping is a new version of every row
    await start('yards', { mapping: '{ "id": id, "name": "堆场 " & mc }' });
    await eventually(async () =>
      expect(await hub.database.query(`select name from yards.yard where id = 'y1'`)).toEqual([
        { name: '堆场 yard 1' },
      ]),
    );
    expect(await inUse()).toBe(8);
  });

  test('that breaks off in the middle puts nothing out of use', async () => {
    await put(0, 1_500);
    await start('yards', { maxRetiredShare: 1 });
    await holds(1_500);
    await plant.run(`alter table yard rename to elsewhere; delete from elsewhere where id like 'y10%'`);
    await plant.run(BREAKS[product as keyof typeof BREAKS]);
    await plant.run(`create view yard as select id, broken(id) as name from elsewhere`);
    await failsWith('breaks off');
    expect(await inUse()).toBe(1_500);
    await plant.run('drop view yard; alter table elsewhere rename to yard');
    await holds(1_389);
  });

  test('leaves alone what another source has taken over', async () => {
    await put(0, 9);
    await start();
    await holds(9);
    await start('other-yards');
    await eventually(async () => {
      const taken = await hub.database.query(`select from yards.yard where source = 'other-yards'`);
      expect(taken).toHaveLength(9);
    });
    await hub.database.query(`update yards.yard set source = 'elsewhere' where id = 'y4'`);
    await plant.run(`delete from yard where id in ('y4', 'y5')`);
    await holds(8);
    await readAgain();
    expect(await inUse()).toBe(8);
  });
});

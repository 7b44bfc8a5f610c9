import { claimDatabase, OWN_SOURCES } from '../src/kernel/config/claim-database';
import { accessOf } from '../src/kernel/database/access';
import { connect } from '../src/kernel/database/connect';
import { createTestDatabase } from './support/database';

const ownerOf = async () => accessOf((await createTestDatabase()).databaseUrl);

test('a database holds one demo city: it may come again, another one is refused with what is allowed', async () => {
  const owner = await ownerOf();
  await Promise.all([1, 2, 3].map(() => claimDatabase(owner, 'taiyuan')));
  await claimDatabase(owner, 'taiyuan');
  const refused = expect(claimDatabase(owner, 'jiexiu')).rejects;
  await refused.toThrow(
    /DEMO_CITY: .*holds the demo city taiyuan; allowed is taiyuan, or .*DATABASE_URL.*jiexiu/,
  );
});

test('a database that has taken in sources before this was noted holds the first city', async () => {
  const owner = await ownerOf();
  await takeInSource(owner);
  await expect(claimDatabase(owner, 'taiyuan')).rejects.toThrow('holds the demo city jiexiu');
  await claimDatabase(owner, 'jiexiu');
});

test("a city's own sources and a demo city never share a database, whichever came first", async () => {
  const demo = await ownerOf();
  await claimDatabase(demo, 'jiexiu');
  await expect(claimDatabase(demo, OWN_SOURCES)).rejects.toThrow(
    /HUB_CONFIG: .*holds the demo city jiexiu; allowed is .*DATABASE_URL.*HUB_DATA_DIR/,
  );
  const own = await ownerOf();
  await takeInSource(own);
  await claimDatabase(own, OWN_SOURCES);
  await claimDatabase(own, OWN_SOURCES);
  for (const city of ['jiexiu', 'taiyuan'] as const)
    await expect(claimDatabase(own, city)).rejects.toThrow(/HUB_CONFIG: .*the sources of a hub\.yaml/);
});

async function takeInSource(owner: Awaited<ReturnType<typeof ownerOf>>): Promise<void> {
  const sql = await connect(owner);
  await sql.query(`insert into hub.source (id, subgraph, transport, owner, rhythm_seconds, state, registered_at)
    values ('monitoring-platform', 'monitoring', 'mqtt', '', 10, 'RUNNING', now())`);
  await sql.end();
}

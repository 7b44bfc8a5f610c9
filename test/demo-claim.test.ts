import { claimForCity } from '../src/kernel/config/demo-claim';
import { accessOf } from '../src/kernel/database/access';
import { connect } from '../src/kernel/database/connect';
import { createTestDatabase } from './support/database';

const ownerOf = async () => accessOf((await createTestDatabase()).databaseUrl);

test('a database holds one demo city: it may come again, another one is refused with what is allowed', async () => {
  const owner = await ownerOf();
  await Promise.all([1, 2, 3].map(() => claimForCity(owner, { demoCity: 'taiyuan' })));
  await claimForCity(owner, { demoCity: 'taiyuan' });
  const refused = expect(claimForCity(owner, { demoCity: 'jiexiu' })).rejects;
  await refused.toThrow(
    /DEMO_CITY: .*holds the demo city taiyuan; allowed is taiyuan, or .*DATABASE_URL.*jiexiu/,
  );
});

test('a database that has taken in sources before this was noted holds the first city', async () => {
  const owner = await ownerOf();
  const sql = await connect(owner);
  await sql.query(`insert into hub.source (id, subgraph, transport, owner, rhythm_seconds, state, registered_at)
    values ('monitoring-platform', 'monitoring', 'mqtt', '', 10, 'RUNNING', now())`);
  await sql.end();
  await expect(claimForCity(owner, { demoCity: 'taiyuan' })).rejects.toThrow('holds the demo city jiexiu');
  await claimForCity(owner, { demoCity: 'jiexiu' });
});

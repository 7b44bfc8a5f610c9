import { kill } from './faults/kill';
import { isSound } from './faults/judge-database';
import { createTestDatabase } from './support/database';

// The full forms are `npm run faults -- NAME [seed]`. The short ones of two-sources and resume are in risk-store.test.ts
// and event-log.test.ts.

/** One of each kind that the check has to see. */
const DAMAGES: Record<string, string> = {
  'a reading is gone': `delete from monitoring.history where (sensor_id, at) = (select sensor_id, at from monitoring.history limit 1)`,
  'a row is gone': `delete from registry.licence where number = (select min(number) from registry.licence)`,
  'a stock line is gone': `delete from depots.stock_line where id = (select min(id) from depots.stock_line)`,
  'a rejected record is gone': `delete from hub.rejected_record where id = (select min(id) from hub.rejected_record where stream = 'readings')`,
  'a rejected record is there twice': `insert into hub.rejected_record (source, stream, channel, received_at, reason, raw)
    select source, stream, channel, received_at, reason, raw from hub.rejected_record where stream = 'readings' limit 1`,
  'a record was stored twice': `update hub.source set stored = stored + 1, unchanged = unchanged - 1 where id = 'monitoring-platform'`,
  'a record was not counted': `update hub.source set unchanged = unchanged - 1 where id = 'enterprise-registry'`,
  'a level is not what the facts give': `update hub.risk_state set standing = jsonb_set(standing, '{level}', '"UNRATED"')
    where subject = (select min(subject) from hub.risk_state where standing->>'level' <> 'UNRATED')`,
  'the log has a gap': `delete from hub.event where seq = (select max(seq) - 1 from hub.event)`,
};

const silent = () => undefined;

/** On the machine's server when the run is for services, else on the hub's own, which a kill leaves without its hub. */
const databaseUrl = async () =>
  process.env.TEST_SERVICES || process.env.TEST_DATABASE_URL
    ? (await createTestDatabase()).databaseUrl
    : undefined;

test('a hub that is killed mid-ingest loses nothing, takes nothing twice and comes to the same levels', async () => {
  const result = await kill({
    ...{ seed: 3, kills: 2, readingsPerSecond: 800 },
    ...{ databaseUrl: await databaseUrl(), damages: Object.values(DAMAGES), tell: silent },
  });
  const wrong = result.accounts.map(({ source, lost, twice, foreign, miscounted }) => ({
    ...{ source, lost, twice, foreign, miscounted },
  }));
  const none = { lost: 0, twice: 0, foreign: 0, miscounted: 0 };
  expect(wrong).toEqual([
    { source: 'enterprise-registry', ...none },
    { source: 'monitoring-platform', ...none },
    { source: 'dual-prevention', ...none },
    { source: 'hazmat-permits', ...none },
    { source: 'vehicle-positions', ...none },
    { source: 'command-centre', ...none },
    { source: 'committee-registry', ...none },
    { source: 'rescue-registry', ...none },
    { source: 'depot-inventory', ...none },
  ]);
  expect(result).toMatchObject({ kills: 2, gaps: 0, wrong: 0 });
  expect(isSound(result)).toBe(true);

  const overlooked = Object.keys(DAMAGES).filter((_, index) => isSound(result.damaged[index]!));
  expect(overlooked).toEqual([]);
}, 120_000);

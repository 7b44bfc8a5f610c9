import { ingest } from './faults/ingest';
import { isWhole } from './faults/ingest/account';

// The full form, and its planted defects, are `npm run faults -- ingest [seed]`.

const SEED = Number(process.env.SEED ?? 20261122);

test(`hub, database and broker killed in the middle: every record of each ledger is in once or refused (SEED=${SEED})`, async () => {
  const faults = { seed: SEED, kills: 3, databaseKills: 1, brokerRestarts: 1 };
  const judgement = await ingest({ ...faults, tell: () => undefined });
  for (const { transport, lost, twice, miscounted } of judgement.accounts)
    expect({ transport, lost, twice, miscounted }).toEqual({ transport, lost: 0, twice: 0, miscounted: 0 });
  expect(isWhole(judgement)).toBe(true);
}, 180_000);

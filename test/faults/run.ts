import 'reflect-metadata';
import { addFirms } from '../../src/kernel/risk/lock-firms';
import { openTestDatabase } from '../support/database';
import { isSound } from './judge-database';
import { ingest, type Defect, type IngestFaults } from './ingest';
import { isWhole } from './ingest/account';
import { kill } from './kill';
import { withOwnServer } from './own-server';
import { resume } from './resume';
import { makeSerial, publishSerial } from './serial-log';
import { twoSources } from './two-sources';

interface Ordered {
  seed: number;
  /** With the defect that the check has to find. */
  planted: boolean;
}

/** Resolves with whether everything held; prints its figures. */
type Fault = (ordered: Ordered) => Promise<boolean>;

const CHANGES = 10_000;
const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const faults: Record<string, Fault> = {
  'two-sources': ({ seed, planted }) =>
    withOwnServer(async () => {
      const { database, close } = await openTestDatabase();
      tell(`two sources change facts of 50 firms ${CHANGES} times`);
      const lock = planted ? addFirms : undefined;
      const result = await twoSources({ database, changes: CHANGES, seed, lock }).finally(close);
      console.table([result]);
      return result.wrong + result.deadlocks + result.otherErrors === 0;
    }),
  resume: ({ seed, planted }) =>
    withOwnServer(async () => {
      const opened = await openTestDatabase();
      if (planted) await makeSerial(opened.settings.databaseUrl!);
      tell(`a client is cut 100 times while ${CHANGES} changes are written`);
      const publish = planted ? publishSerial : undefined;
      const result = await resume({ opened, changes: CHANGES, cuts: 100, seed, publish }).finally(
        opened.close,
      );
      console.table([result]);
      return result.written === CHANGES && result.lost + result.outOfOrder === 0;
    }),
  kill: ({ seed, planted }) =>
    withOwnServer(async () => {
      const { accounts, damaged: _, ...rest } = await kill({ seed, planted, kills: 20, tell });
      console.table(accounts);
      console.table([rest]);
      return isSound({ accounts, ...rest });
    }),
  ingest: async ({ seed, planted }) => {
    if (!planted) return ingestOnce({ seed, kills: 50, databaseKills: 10, brokerRestarts: 10 });
    let overlooked = false;
    for (const defect of DEFECTS) {
      tell(`planted: ${defect}`);
      const whole = await ingestOnce({
        seed,
        kills: 10,
        databaseKills: 0,
        brokerRestarts: 0,
        planted: defect,
      });
      tell(`${defect}: ${whole ? 'NOT found' : 'found'}`);
      overlooked ||= whole;
    }
    return overlooked;
  },
};

const DEFECTS: Defect[] = [
  'acknowledged before commit',
  'checkpoint before rows',
  'broker with default limits',
];

async function ingestOnce(order: Omit<IngestFaults, 'tell'>): Promise<boolean> {
  const judgement = await ingest({ ...order, tell });
  console.table(judgement.accounts);
  return isWhole(judgement);
}

async function runOne(name: string, ordered: Ordered): Promise<boolean> {
  const begun = performance.now();
  const held = await faults[name]!(ordered);
  const seconds = Math.round((performance.now() - begun) / 1_000);
  const verdict = ordered.planted
    ? `the planted defect was ${held ? 'NOT found' : 'found'}`
    : held
      ? 'held'
      : 'FAILED';
  process.stdout.write(`${name}, seed ${ordered.seed}: ${verdict} (${seconds} s)\n`);
  return held !== ordered.planted;
}

async function main(args: readonly string[]): Promise<number> {
  const planted = args.includes('--planted');
  const [name = '', seed = '1', ...more] = args.filter((word) => word !== '--planted');
  const names = name === 'all' ? Object.keys(faults) : [name];
  if (!names.every((one) => Object.hasOwn(faults, one)) || !/^\d{1,9}$/.test(seed) || more.length > 0) {
    tell(`npm run faults -- NAME [seed] [--planted]\nNAME: ${[...Object.keys(faults), 'all'].join(', ')}`);
    return 2;
  }
  let good = true;
  for (const one of names) good = (await runOne(one, { seed: Number(seed), planted })) && good;
  return good ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    tell(error.stack ?? String(error));
    process.exit(1);
  },
);

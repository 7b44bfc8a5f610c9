import { systemClock } from '../../src/kernel/clock';
import { openDatabase } from '../../src/kernel/database/open-database';
import { openEvents } from '../../src/kernel/events/open-events';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { openStore, startIngest } from '../../src/kernel/ingest/start-ingest';
import { createLog } from '../../src/kernel/log';
import { probe } from './probe-subgraph';

/** Ingest alone, as a process that can be killed: `ingest-child.ts <settings> <bindings>`, both JSON. */
async function main([settings, bindings]: string[]): Promise<void> {
  const [clock, log, subgraphs] = [systemClock, createLog('fatal'), [probe]];
  const opened = await openDatabase({ settings: JSON.parse(settings!), subgraphs, log });
  const { database, listen } = opened;
  const events = await openEvents({ database, listen, clock, log });
  const store = openStore({ database, events, subgraphs, clock, log });
  await startIngest({
    store,
    bindings: JSON.parse(bindings!) as SourceBinding[],
    subgraphs,
    opened,
    clock,
    log,
  });
  process.stdout.write('ready\n');
}

void main(process.argv.slice(2));

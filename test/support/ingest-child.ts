import { systemClock } from '../../src/kernel/clock';
import { openDatabase } from '../../src/kernel/database/open-database';
import { openEvents } from '../../src/kernel/events/open-events';
import type { SourceBinding } from '../../src/kernel/ingest/contract';
import { openStore, startIngest } from '../../src/kernel/ingest/start-ingest';
import { createLog } from '../../src/kernel/log';
import { serveIngest } from '../../src/kernel/server/serve-ingest';
import { probe } from './probe-subgraph';

/** Ingest alone, as a process that can be killed: `ingest-child.ts <settings> <bindings> [port]`, both JSON; the port is that of `/ingest`. */
async function main([settings, bindings, port]: string[]): Promise<void> {
  const [clock, log, subgraphs] = [systemClock, createLog('fatal'), [probe]];
  const opened = await openDatabase({ settings: JSON.parse(settings!), subgraphs, log });
  const { database, listen } = opened;
  const events = await openEvents({ database, listen, clock, log });
  const store = openStore({ database, events, subgraphs, clock, log });
  const { doors } = await startIngest({
    store,
    bindings: JSON.parse(bindings!) as SourceBinding[],
    subgraphs,
    opened,
    clock,
    log,
  });
  if (port) await serveIngest({ host: '127.0.0.1', port: Number(port), doors, log });
  process.stdout.write('ready\n');
}

void main(process.argv.slice(2));

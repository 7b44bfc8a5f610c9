import type { Clock } from '../clock';
import type { Database, Sql } from '../database/sql';
import type { Cursors, EventReader } from '../graphql/context';
import { createCursors } from './cursors';
import type { EventDraft } from './event';
import { publish } from './log';
import { createReader } from './reader';
import { Relay, type EventLogger } from './relay';
import { RETENTION_MS, trimLog } from './trim';

const TRIM_EVERY_MS = 3_600_000;

export interface Events {
  cursors: Cursors;
  reader: EventReader;
  /** Last in the transaction: `seq` of each draft, in order. */
  publish(tx: Sql, drafts: readonly EventDraft[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Opens the event log of this database: who writes, who reads, and what forgets after 96 h. */
export async function openEvents(options: {
  database: Database;
  listen: (channel: string, onNotify: () => void) => Promise<() => Promise<void>>;
  clock: Clock;
  log: EventLogger;
}): Promise<Events> {
  const { database, log } = options;
  const [key] = await database.query<{ epoch: string; signing_key: Buffer }>(
    'select epoch, signing_key from hub.event_log',
  );
  const cursors = createCursors({ epoch: key!.epoch, signingKey: key!.signing_key });
  const relay = await Relay.open({ sql: database, listen: options.listen, log });
  const reader = createReader({ sql: database, cursors, relay, log });
  const stopTrimming = startTrimming(options);
  return {
    cursors,
    reader,
    publish,
    async close() {
      reader.close();
      await stopTrimming();
      await relay.close();
    },
  };
}

function startTrimming({ database, clock, log }: { database: Database; clock: Clock; log: EventLogger }) {
  let closed = false;
  let trimming: Promise<void> = Promise.resolve();
  const trim = async () => {
    const before = new Date(clock.now().getTime() - RETENTION_MS);
    while (!closed && (await database.transaction((tx) => trimLog(tx, before))) > 0);
  };
  const timer = setInterval(() => {
    trimming = trim().catch((error) => log.warn({ error: error.message }, 'the event log cannot be trimmed'));
  }, TRIM_EVERY_MS);
  return async () => {
    closed = true;
    clearInterval(timer);
    await trimming;
  };
}

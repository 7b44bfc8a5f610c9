import type { OpenedDatabase } from '../database/open-database';
import type { SourceBinding } from './contract';
import { whileHolding } from './hold-lock';
import { openIntake, type IntakeOptions } from './intake';
import { backoffMs, pause } from './pause';
import { filesTransport } from './transports/files';
import { httpTransport } from './transports/http';
import { mqttTransport } from './transports/mqtt';
import { sqlTransport } from './transports/sql';
import { tcpTransport } from './transports/tcp';
import type { Transport } from './transports/transport';
import { webhookTransport } from './transports/webhook';

export const transports: Record<SourceBinding['transport'], Transport> = {
  mqtt: mqttTransport,
  http: httpTransport,
  files: filesTransport,
  sql: sqlTransport,
  tcp: tcpTransport,
  webhook: webhookTransport,
};

const RETRY = { firstMs: 1_000, longestMs: 30_000 };
/** A run that went well for so long starts the waiting anew. */
const STEADY_MS = 60_000;

type Locks = Pick<OpenedDatabase, 'sessionLock'>;

const CONNECTIONS = 2;

/**
 * Reads one source for as long as this process holds its lock; another process takes over when this one dies. Where
 * sessions share a source, each has a lock of its own. What is pushed, any process takes. Whatever ends a run is shown in
 * `sources` and tried again later; no other source feels it.
 */
export async function runSource(options: IntakeOptions, locks: Locks): Promise<void> {
  const { share } = options.binding;
  const { connections = CONNECTIONS, perProcess = connections } = share ?? { connections: 1 };
  const few = atMost(perProcess, locks);
  await Promise.all(Array.from({ length: connections }, (_, slot) => runSession({ ...options, slot }, few)));
}

/** Locks of which this process holds so many at once. */
function atMost(most: number, { sessionLock }: Locks): Locks {
  let held = 0;
  return {
    async sessionLock(name, onLost) {
      if (held >= most) return null;
      held++;
      const release = await sessionLock(name, onLost).catch(() => null);
      if (!release) held--;
      return release && (() => release().finally(() => held--));
    },
  };
}

function runSession(options: IntakeOptions, { sessionLock }: Locks): Promise<void> {
  const { connector, binding, slot, signal, log } = options;
  let failures = 0;
  const lock = `source:${connector.name}${slot ? `:${slot}` : ''}`;
  const read = async (held: AbortSignal) => {
    while (!held.aborted) {
      const begun = performance.now();
      try {
        const intake = await openIntake({ ...options, signal: held });
        await transports[binding.transport](intake, held).catch(async (error) => {
          if (!held.aborted) await intake.failed((error as Error).message);
          throw error;
        });
      } catch (error) {
        if (held.aborted) return;
        log.warn({ source: connector.name, error }, 'a source cannot be read; it is tried again');
      }
      failures = performance.now() - begun > STEADY_MS ? 0 : failures + 1;
      await pause(backoffMs(failures, RETRY), held);
    }
  };
  return binding.transport === 'webhook' ? read(signal) : whileHolding(lock, { sessionLock, signal }, read);
}

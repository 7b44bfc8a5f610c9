import { join } from 'node:path';
import type { Access } from '../../src/kernel/database/access';
import { urlOf } from '../support/database-url';
import { startProgram } from '../support/start-program';
import type { BenchServer } from './bench-server';
import { watchCommits, type CommitWatch } from './commit-watch';
import { openPlatform, type Platform } from './platform';
import type { RunningHubOptions } from './running-hub';

/** A hub as a process of its own that listens to a monitoring platform, and somebody who sees what it commits. */
export interface StartedHub {
  /** The hub's time. */
  now(): Date;
  platform: Platform;
  watch: CommitWatch;
  close(): Promise<void>;
}

/** @param at the hub's time now */
export async function startHub(server: BenchServer, access: Access, at: Date): Promise<StartedHub> {
  const aheadMs = at.getTime() - Date.now();
  const now = () => new Date(Date.now() + aheadMs);
  const platform = await openPlatform(now);
  const options: RunningHubOptions = {
    ...{ databaseUrl: urlOf(access), dataDir: join(server.folder, 'hub'), aheadMs },
    bindings: [platform.binding],
  };
  const hub = await startProgram(join(__dirname, 'running-hub.js'), options);
  await platform.heard;
  const watch = await watchCommits(access);
  return {
    ...{ now, platform, watch },
    async close() {
      await watch.close();
      await hub.close();
      await platform.close();
    },
  };
}

import type { Config } from 'jest';
import setUp from '../support/global-setup';
import tearDown from '../support/global-teardown';

/** Runs `work` with a server of its own in a temporary folder, as a test run has it (see test/support/database.ts). */
export async function withOwnServer<Result>(work: () => Promise<Result>): Promise<Result> {
  delete process.env.TEST_SERVICES;
  delete process.env.TEST_DATABASE_URL;
  await setUp({} as Config);
  try {
    return await work();
  } finally {
    await tearDown();
  }
}

/** Black-box tests on a real PostgreSQL; see test/README.md. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // hucre is written as ES modules only, which Node requires as they are and jest does not.
  transform: { '^.+\\.ts$': ['@swc/jest'], '/hucre/.+\\.mjs$': ['@swc/jest'] },
  transformIgnorePatterns: ['/node_modules/(?!hucre/)'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
};

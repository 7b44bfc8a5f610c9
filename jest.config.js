/** Black-box tests on a real PostgreSQL; see test/README.md. */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // hucre and cel-js are written as ES modules only, which Node requires as they are and jest does not.
  transform: { '^.+\\.ts$': ['@swc/jest'], '/(hucre|cel-js)/.+\\.m?js$': ['@swc/jest'] },
  transformIgnorePatterns: ['/node_modules/(?!hucre/|@marcbachmann/cel-js/)'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  testTimeout: 60_000,
  // of two processors two workers leave a fifth idle: they wait for databases and brokers
  maxWorkers: 3,
  // each file leaves some of its modules behind in its worker
  workerIdleMemoryLimit: '1GB',
};

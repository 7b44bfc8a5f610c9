// Lets a child process of a test run TypeScript without a build: node -r ./test/support/run-typescript.cjs demo/main.ts
const { transformFileSync } = require('@swc/core');

require.extensions['.ts'] = (module, file) =>
  module._compile(transformFileSync(file, { sourceMaps: 'inline' }).code, file);

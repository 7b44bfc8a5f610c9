import { importBreaches, kernelOnlyUses, readSources } from './support/import-rule';

const sources = readSources(['src', 'demo']);

test('nobody breaks the import rule', () => {
  expect(sources.size).toBeGreaterThan(50);
  expect(importBreaches(sources)).toEqual([]);
});

test('environment, console, network and clock are left to the kernel', () => {
  expect(kernelOnlyUses(sources)).toEqual([]);
});

describe('a planted breach is found:', () => {
  const planted = (path: string, text: string) =>
    new Map([
      ['src/kernel/errors.ts', 'export const x = 1;'],
      ['src/entities/risk/hazard.ts', "import { x } from '../../kernel/errors';"],
      ['src/entities/registry/site.ts', ''],
      ['src/resolvers/risk/hazard.resolver.ts', "import '../../entities/risk/hazard';"],
      ['src/connectors/tanks/index.ts', "import '../../entities/risk/hazard';"],
      [
        'src/subgraphs/risk.ts',
        "import { tanks } from '../connectors/tanks'; import '../resolvers/risk/hazard.resolver';",
      ],
      ['src/subgraphs/registry.ts', "import '../entities/registry/site';"],
      ['src/subgraphs/index.ts', "export const all = { risk: () => import('./risk') };"],
      ['src/main.ts', "import { all } from './subgraphs';"],
      ['demo/main.ts', "import type { Hazard } from '../src/entities/risk/hazard';"],
      [path, text],
    ]);

  test('none in a clean tree', () => {
    expect(importBreaches(planted('src/kernel/clock.ts', "import './errors';"))).toEqual([]);
  });

  test.each([
    ['another slice', 'src/resolvers/risk/a.ts', "import { Site } from '../../entities/registry/site';"],
    [
      'another slice as a type',
      'src/resolvers/risk/a.ts',
      "import type { Site } from '../../entities/registry/site';",
    ],
    [
      'another slice by import()',
      'src/resolvers/risk/a.ts',
      "const a = import('../../entities/registry/site');",
    ],
    [
      'another slice by require',
      'src/resolvers/risk/a.ts',
      "const a = require('../../entities/registry/site');",
    ],
    [
      'another slice by a type query',
      'src/resolvers/risk/a.ts',
      "type A = typeof import('../../entities/registry/site');",
    ],
    ['another slice passed on', 'src/resolvers/risk/a.ts', "export * from '../../entities/registry/site';"],
    ['upward', 'src/entities/risk/a.ts', "import '../../resolvers/risk/hazard.resolver';"],
    ['a slice in the kernel', 'src/kernel/a.ts', "import '../entities/risk/hazard';"],
    ['a manifest in the kernel', 'src/kernel/a.ts', "import '../subgraphs/risk';"],
    [
      'a resolver in a connector',
      'src/connectors/tanks/a.ts',
      "import '../../resolvers/risk/hazard.resolver';",
    ],
    [
      'entities of another subgraph in a connector',
      'src/connectors/tanks/a.ts',
      "import '../../entities/registry/site';",
    ],
    ['a connector of two subgraphs', 'src/subgraphs/registry.ts', "import '../connectors/tanks';"],
    ['another manifest', 'src/subgraphs/registry.ts', "import './risk';"],
    ['a slice in main', 'src/emit.ts', "import './entities/risk/hazard';"],
    ['a value in the demo', 'demo/a.ts', "import { Hazard } from '../src/entities/risk/hazard';"],
    ['the demo in the hub', 'src/main.ts', "import '../demo/main';"],
  ])('%s', (_what, path, text) => {
    expect(importBreaches(planted(path, text))).not.toEqual([]);
  });

  test.each([
    'process.env.HOME',
    'console.log(1)',
    'fetch("x")',
    'Date.now()',
    'new Date()',
    'performance.now()',
  ])('%s in a slice', (text) =>
    expect(kernelOnlyUses(planted('src/resolvers/risk/a.ts', text))).toHaveLength(1),
  );

  test('a date from a value is no clock', () => {
    expect(kernelOnlyUses(planted('src/resolvers/risk/a.ts', 'new Date(at)'))).toEqual([]);
  });
});

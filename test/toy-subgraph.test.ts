import { execFile, spawn, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createTestDatabase } from './support/database';
import { until } from './support/hub';
import { importBreaches, readSources } from './support/import-rule';
import { toySource, toySubgraph, type Addition } from './support/toy-shelters';

// In a copy of the repository, so that nothing here is touched: what the two guides say is enough.

const ROOT = join(__dirname, '..');
const TYPESCRIPT = ['-r', './test/support/run-typescript.cjs'];
const COPIED = ['src', 'docs', 'demo', 'package.json', '.swcrc', 'test/support/run-typescript.cjs'];

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'hub-toy-'));
  for (const path of COPIED) cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The paths that a guide names, for the toy. */
function namedBy(guide: string): string[] {
  const text = readFileSync(join(ROOT, 'docs', guide), 'utf8');
  const paths = [...text.matchAll(/`((?:src|docs)\/[^`\s]+)`/g)].map(([, path]) => path!);
  return paths.map((path) => path.replace('<subgraph>', 'shelters').replace('<source>', 'shelter-registry'));
}

/** Every file of the copy with what is in it. */
function snapshot(): Map<string, string> {
  const files = ['src', 'docs', 'demo'].flatMap((folder) =>
    readdirSync(join(copy, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      join(copy, folder, path),
    ),
  );
  return new Map(
    files
      .filter((path) => statSync(path).isFile())
      .map((path) => [relative(copy, path), readFileSync(path, 'latin1')]),
  );
}

function add({ files, edits }: Addition): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  for (const { path, find, by } of edits) {
    const before = readFileSync(join(copy, path), 'utf8');
    expect(before).toContain(find);
    writeFileSync(join(copy, path), before.replace(find, by));
  }
}

const emit = () => promisify(execFile)(process.execPath, [...TYPESCRIPT, 'src/emit.ts'], { cwd: copy });

/** What an addition touched, and what of it the guide does not name. */
async function touching(addition: Addition, guide: string) {
  const before = snapshot();
  add(addition);
  await emit();
  const touched = [...snapshot()].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
  const allowed = namedBy(guide);
  const isNamed = (path: string) =>
    allowed.some((one) => (one.endsWith('/') ? path.startsWith(one) : path === one));
  const lines = (text = '') => new Set(text.split('\n'));
  const newLines = (path: string) =>
    [...lines(readFileSync(join(copy, path), 'latin1'))].filter((line) => !lines(before.get(path)).has(line));
  return { touched, unnamed: touched.filter((path) => !isNamed(path)), newLines };
}

test('a further subgraph and a further source touch only what the guides name, and answer', async () => {
  const subgraph = await touching(toySubgraph, 'adding-a-subgraph.md');
  expect(subgraph.unnamed).toEqual([]);
  expect(subgraph.newLines('src/subgraphs/index.ts')).toHaveLength(1);
  expect(subgraph.touched).toEqual(
    expect.arrayContaining([...Object.keys(toySubgraph.files), 'src/schema/sdl/supergraph.graphql']),
  );

  const source = await touching(toySource, 'adding-a-connector.md');
  expect(source.unnamed).toEqual([]);
  expect(source.newLines('src/subgraphs/shelters.ts')).toHaveLength(2);

  const sources = [...readSources([join(copy, 'src'), join(copy, 'demo')])];
  expect(importBreaches(new Map(sources.map(([path, text]) => [relative(copy, path), text])))).toEqual([]);

  await withHub(async (ask) => {
    await until(async () => (await ask('{ shelter(id: "S1") { id } }')).shelter !== null);
    const answer = await ask(
      '{ shelter(id: "S1") { name places division { name } } division(code: "140781100") { name shelters { id } } sources { id state stored } }',
    );
    expect(answer).toEqual({
      shelter: { name: '示例体育馆', places: 800, division: { name: '义安镇' } },
      division: { name: '义安镇', shelters: [{ id: 'S1' }] },
      sources: expect.arrayContaining([expect.objectContaining({ id: 'shelter-registry', stored: 1 })]),
    });
  });
}, 180_000);

/** The hub of the copy over a toy register, as long as `use` takes. */
async function withHub(use: (ask: (query: string) => Promise<any>) => Promise<void>): Promise<void> {
  const register = await openRegister();
  const { child, url } = await startCopy(`http://127.0.0.1:${(register.address() as AddressInfo).port}`);
  try {
    await use(async (query) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      expect(errors).toBeUndefined();
      return data;
    });
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    register.closeAllConnections();
    await new Promise((resolve) => register.close(resolve));
  }
}

function openRegister(): Promise<Server> {
  const item = {
    id: 'S1',
    name: '示例体育馆',
    places: 800,
    division: '140781100',
    updatedAt: '2026-11-01T00:00:00Z',
  };
  const page = JSON.stringify({ page: 1, pages: 1, total: 1, items: [item] });
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(page);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function startCopy(address: string): Promise<{ child: ChildProcess; url: string }> {
  const { databaseUrl } = await createTestDatabase();
  const config = join(copy, 'hub.yaml');
  writeFileSync(
    config,
    `sources:\n  - connector: shelter-registry\n    transport: http\n    address: ${address}\n`,
  );
  const child = spawn(process.execPath, [...TYPESCRIPT, 'src/main.ts'], {
    cwd: copy,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      HUB_CONFIG: config,
      HUB_DATA_DIR: join(copy, '.hub'),
      PORT: '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(said)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
    });
  });
  return { child, url };
}

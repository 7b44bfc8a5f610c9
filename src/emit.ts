import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSubgraph } from './kernel/graphql/build-subgraph';
import { graphMap } from './kernel/graphql/graph-map';
import { hubYamlJsonSchema } from './kernel/config/hub-yaml';
import { ruleSetJsonSchema } from './kernel/risk/rule-set-schema';
import { sdlFiles, undeclaredBreaks } from './kernel/graphql/sdl-files';
import { subgraphs } from './subgraphs';

/** Of the repository, from which npm runs this. */
const FOLDER = join('src', 'schema', 'sdl');
const DOCS = 'docs';
/** Schemas of the documents that a city writes. */
const SCHEMAS = join('docs', 'schema');
/** The public schema as clients were last promised it; written by `--release`. */
const RELEASED = 'api.released.graphql';
/** Breaking changes since then are declared here, each with the sentence that this command prints. */
const DECLARED = join('docs', 'schema-changes.md');

const textOf = (path: string) => readFile(path, 'utf8').catch(() => '');

/**
 * `npm run emit` writes the SDL files, the map of the graph and the JSON Schemas of documents and hub.yaml, `--check` compares them with what is committed, `--release` makes the present
 * public schema the promised one. Fails on composition errors, stale files and undeclared breaking changes.
 */
async function emit(mode: string | undefined): Promise<string[]> {
  const manifests = await Promise.all(Object.values(subgraphs).map((load) => load()));
  const built = manifests.map(buildSubgraph);
  const files = sdlFiles(built);
  if (mode === '--release') files.set(RELEASED, files.get('api.graphql')!);
  const map = graphMap(manifests.map((manifest, at) => ({ ...manifest, sdl: built[at]!.sdl })));
  const keep = mode === '--check' ? stale : write;
  const faults = [
    ...(await keep(FOLDER, files)),
    ...(await keep(DOCS, map)),
    ...(await keep(SCHEMAS, ruleSetJsonSchema())),
    ...(await keep(SCHEMAS, new Map(manifests.flatMap(({ schemas }) => [...(schemas?.() ?? [])])))),
    ...(await keep(SCHEMAS, hubYamlJsonSchema(manifests.flatMap(({ connectors }) => connectors)))),
  ];
  if (mode === '--release') return faults;
  const released = await textOf(join(FOLDER, RELEASED));
  if (!released) return faults;
  const breaks = undeclaredBreaks(released, files.get('api.graphql')!, await textOf(DECLARED));
  return [...faults, ...breaks.map((sentence) => `breaks clients, not declared in ${DECLARED}: ${sentence}`)];
}

async function write(folder: string, files: Map<string, string>): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  return [];
}

async function stale(folder: string, files: Map<string, string>): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, text] of files)
    if ((await textOf(join(folder, name))) !== text)
      faults.push(`${join(folder, name)} is not current: run npm run emit`);
  return faults;
}

emit(process.argv[2]).then(
  (faults) => {
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    process.exitCode = faults.length > 0 ? 1 : 0;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);

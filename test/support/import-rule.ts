import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** Source text by path from the root of the repository. */
export type Sources = ReadonlyMap<string, string>;

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

/** `resolvers/risk`: what a file is part of. The kernel, main and the demo are one part each. */
interface Part {
  layer: string;
  slice: string;
}

export function readSources(folders: readonly string[]): Map<string, string> {
  const sources = new Map<string, string>();
  for (const folder of folders.filter((one) => existsSync(one)))
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (/\.tsx?$/.test(path))
        sources.set(posix.join(folder, path), readFileSync(posix.join(folder, path), 'utf8'));
  return sources;
}

function partOf(path: string): Part {
  const [top, layer = '', ...rest] = path.split('/');
  if (top === 'demo') return { layer: 'demo', slice: '' };
  if (rest.length === 0) return { layer: 'main', slice: '' };
  if (layer === 'kernel') return { layer, slice: '' };
  return { layer, slice: rest[0]!.replace(/\.ts$/, '') };
}

/** Which layers of its own slice, besides the kernel, a layer may import. */
const DOWNWARD: Record<string, readonly string[]> = {
  schema: ['schema'],
  entities: ['entities', 'schema'],
  resolvers: ['resolvers', 'entities', 'schema'],
  subgraphs: ['subgraphs', 'resolvers', 'entities', 'schema'],
};

/** Every breach of the import rule (docs/ARCHITECTURE.md) as `file → imported: why`. */
export function importBreaches(sources: Sources): string[] {
  const imports = [...sources].flatMap(([path, text]) => importsOf(path, text, sources));
  const manifests = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    if (partOf(to).layer !== 'connectors' || partOf(from).layer !== 'subgraphs') continue;
    const connector = partOf(to).slice;
    manifests.set(connector, (manifests.get(connector) ?? new Set()).add(partOf(from).slice));
  }
  return imports.flatMap((one) => {
    const why = breach(one, manifests);
    return why ? [`${one.from} → ${one.to}: ${why}`] : [];
  });
}

function breach(
  { from, to, typeOnly }: Import,
  manifests: ReadonlyMap<string, ReadonlySet<string>>,
): string | null {
  const [a, b] = [partOf(from), partOf(to)];
  if (a.layer === 'demo') return b.layer === 'demo' || typeOnly ? null : 'the demo imports types only';
  if (b.layer === 'demo') return 'the hub does not know the demo';
  if (b.layer === 'kernel') return null;
  if (a.layer === 'kernel') return 'the kernel imports no slice';
  if (a.layer === 'main')
    return b.layer === 'subgraphs' || b.layer === 'main' ? null : 'main imports manifests and the kernel';
  if (a.layer === 'subgraphs' && (a.slice === 'index' || b.layer === 'connectors'))
    return a.slice === 'index' ? onlyManifests(b) : listedOnce(b.slice, manifests);
  if (a.layer === 'connectors') return fromConnector(a.slice, b, manifests);
  if (a.slice !== b.slice) return 'a slice imports no other slice';
  return DOWNWARD[a.layer]?.includes(b.layer) ? null : `${a.layer} lies below ${b.layer}`;
}

const onlyManifests = (to: Part) => (to.layer === 'subgraphs' ? null : 'the index imports manifests only');

const listedOnce = (connector: string, manifests: ReadonlyMap<string, ReadonlySet<string>>) =>
  manifests.get(connector)!.size === 1 ? null : 'a connector belongs to one subgraph';

function fromConnector(
  connector: string,
  to: Part,
  manifests: ReadonlyMap<string, ReadonlySet<string>>,
): string | null {
  if (to.layer === 'connectors')
    return to.slice === connector ? null : 'a connector imports no other connector';
  if (to.layer !== 'entities' && to.layer !== 'schema') return 'a connector imports entities and the kernel';
  return manifests.get(connector)?.has(to.slice)
    ? null
    : 'a connector imports the entities of its own subgraph';
}

function importsOf(path: string, text: string, sources: Sources): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier) || !specifier.text.startsWith('.')) return;
    const target = posix.join(posix.dirname(path), specifier.text);
    const to = [`${target}.ts`, `${target}/index.ts`, target].find((one) => sources.has(one)) ?? target;
    found.push({ from: path, to, typeOnly });
  };
  walk(path, text, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isExternalModuleReference(node)) add(node.expression, false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    const called =
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require');
    if (called) add(node.arguments[0], false);
  });
  return found;
}

function walk(path: string, text: string, visit: (node: ts.Node) => void): void {
  const deeper = (node: ts.Node) => {
    visit(node);
    node.forEachChild(deeper);
  };
  deeper(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
}

const KERNEL_ONLY = new Set(['process.env', 'Date.now', 'performance.now']);

/** Uses of the environment, the console, the network or the clock outside the kernel, as `file: what`. */
export function kernelOnlyUses(sources: Sources): string[] {
  const found: string[] = [];
  for (const [path, text] of sources) {
    const { layer } = partOf(path);
    if (layer === 'kernel' || layer === 'main' || layer === 'demo') continue;
    walk(path, text, (node) => {
      const what = kernelOnly(node);
      if (what) found.push(`${path}: ${what}`);
    });
  }
  return found;
}

function kernelOnly(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'fetch') return 'fetch';
  if (!ts.isPropertyAccessExpression(node)) return null;
  if (node.expression.getText() === 'console') return 'console';
  return KERNEL_ONLY.has(node.getText()) ? node.getText() : null;
}

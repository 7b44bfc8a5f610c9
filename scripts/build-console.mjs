// Bundles the console, its editor's workers, styles and fonts into dist/console. Nothing of it is fetched from elsewhere.
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'src', 'kernel', 'server', 'console');
const target = join(root, 'dist', 'console');
const fresh = `${target}.new-${process.pid}`;

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  target: 'es2022',
  outdir: fresh,
  logLevel: 'warning',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.ttf': 'file', '.woff2': 'file', '.svg': 'dataurl' },
  publicPath: '/console',
};

const workers = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

await mkdir(fresh, { recursive: true });
await Promise.all([
  build({
    ...common,
    entryPoints: { console: join(source, 'console.ts') },
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
  }),
  build({ ...common, entryPoints: workers, format: 'iife' }),
  cp(join(source, 'index.html'), join(fresh, 'index.html')),
]);
await rm(target, { recursive: true, force: true });
await rename(fresh, target);

// Compiles to dist/ and bundles the console. Types are checked by `npm run check`, not here.
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from './run.mjs';
import { filesBelow, fingerprint } from './files.mjs';

const SOURCES = ['src', 'demo', 'bench'];
const INPUTS = [...SOURCES, 'scripts', '.swcrc', 'package-lock.json'];
/** The console is bundled for the browser; cases are read by tests only. */
const LEFT_OUT = /(^src\/kernel\/server\/console\/)|(\/cases\/)|(\.md$)|(\.d\.ts$)/;
const STAMP = join('dist', '.stamp');

/** Whether dist/ was built whole from what is there now. */
export const isBuilt = async (root) =>
  (await readFile(join(root, STAMP), 'utf8').catch(() => '')) === fingerprint(root, INPUTS);

/** `dist` is swapped in when whole; the stamp is written last. */
export async function build(root) {
  const stamp = fingerprint(root, INPUTS);
  const fresh = join(root, `dist.new-${process.pid}`);
  await compileAll(root, fresh);
  await rm(join(root, 'dist'), { recursive: true, force: true });
  await rename(fresh, join(root, 'dist'));
  const bundler = join(root, 'scripts', 'build-console.mjs');
  if (existsSync(bundler)) await run(process.execPath, [bundler], { cwd: root });
  await writeFile(join(root, STAMP), stamp);
}

async function compileAll(root, to) {
  const { transformFile } = await import('@swc/core');
  const options = JSON.parse(await readFile(join(root, '.swcrc'), 'utf8'));
  const paths = filesBelow(root, SOURCES).filter((path) => !LEFT_OUT.test(path.replaceAll('\\', '/')));
  await Promise.all(
    paths.map(async (path) => {
      const target = join(to, path);
      await mkdir(dirname(target), { recursive: true });
      if (!path.endsWith('.ts')) return cp(join(root, path), target);
      const output = target.replace(/\.ts$/, '.js');
      const sourceFileName = join(root, path);
      const { code, map } = await transformFile(sourceFileName, { ...options, swcrc: false, sourceFileName });
      await writeFile(output, `${code}\n//# sourceMappingURL=${basename(output)}.map\n`);
      await writeFile(`${output}.map`, map);
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await build(dirname(dirname(fileURLToPath(import.meta.url))));

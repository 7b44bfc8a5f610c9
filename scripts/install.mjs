import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';

const STAMP = join('node_modules', '.installed-for');

/** Whether node_modules holds what package-lock.json names; asks the stamp of the last time first, which takes no time. */
export function isInstalled(root) {
  const wanted = wantedStamp(root);
  if (read(join(root, STAMP)) === wanted) return true;
  if (!matches(root)) return false;
  writeFileSync(join(root, STAMP), wanted);
  return true;
}

/** `npm ci`, from the cache where it can, with what the build needs even where NODE_ENV says production. */
export async function install(root) {
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npm = process.env.npm_execpath;
  await (npm ? run(process.execPath, [npm, ...args], { cwd: root }) : run('npm', args, { cwd: root }));
  writeFileSync(join(root, STAMP), wantedStamp(root));
}

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const wantedStamp = (root) =>
  `${process.platform}-${process.arch} ${createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')}`;

/** npm's own note of what it installed (someone may have run npm by hand). Optional packages of other platforms are absent. */
function matches(root) {
  const note = read(join(root, 'node_modules', '.package-lock.json'));
  if (!note) return false;
  const installed = JSON.parse(note).packages;
  const { '': _project, ...wanted } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  ).packages;
  return Object.entries(wanted).every(([path, { version, optional, ...needs }]) =>
    installed[path] ? installed[path].version === version : optional === true && !isForThisMachine(needs),
  );
}

const isForThisMachine = ({ os, cpu, libc }) =>
  fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, isGlibc() ? 'glibc' : 'musl');

const isGlibc = () => Boolean(process.report.getReport().header.glibcVersionRuntime);

function fits(list, one) {
  if (!list) return true;
  return list.includes(one) || (list.every((item) => item.startsWith('!')) && !list.includes(`!${one}`));
}

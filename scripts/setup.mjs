// What `npm start` and `npm test` run first: installs what package-lock.json names and builds what has changed.
// Needs nothing but Node; a start with nothing to do costs some hundredths of a second.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`The hub needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(1);
}

const { build, isBuilt } = await import('./build.mjs');
const { install, isInstalled } = await import('./install.mjs');
const { oneAtATime } = await import('./one-at-a-time.mjs');
const { saying } = await import('./run.mjs');

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isReady = async () => isInstalled(root) && (await isBuilt(root));

async function setUp() {
  if (!isInstalled(root)) await saying('installing packages', () => install(root));
  if (!(await isBuilt(root))) await saying('building', () => build(root));
}

try {
  if (!(await isReady())) await oneAtATime(root, setUp);
} catch (error) {
  process.stderr.write(`The set-up failed. ${error.message}\n`);
  process.exit(1);
}

// npm run bench -- NAME: runs bench/NAME.ts as it was built.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name = '', ...args] = process.argv.slice(2);
const names = readdirSync(join(root, 'bench')).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
if (!names.includes(name)) {
  process.stderr.write(`usage: npm run bench -- NAME; there are: ${names.join(', ')}\n`);
  process.exit(2);
}
const program = join(root, 'dist', 'bench', `${name}.js`);
const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
  cwd: root,
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
// It stops its servers before it ends. Ctrl-C reaches it by itself.
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGINT', () => {});

// Beside a test run: when the run ends in whatever way (killed, cut off), its server ends and its folder goes.
const { existsSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');

const folder = process.argv[2];
const lock = join(folder, 'postgres', 'data', 'postmaster.pid');

process.stdin.resume();
process.stdin.on('end', () => {
  if (existsSync(lock)) process.kill(Number.parseInt(readFileSync(lock, 'utf8'), 10), 'SIGQUIT');
  const timer = setInterval(() => {
    if (existsSync(lock)) return;
    clearInterval(timer);
    rmSync(folder, { recursive: true, force: true });
  }, 100);
});

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';

const NODE = [process.execPath, '-r', resolve('test/support/run-typescript.cjs')].join(' ');
const PROGRAM = `setInterval(() => undefined, 1_000);
  require('${resolve('src/kernel/stop-signal.ts')}').stopSignal(process.env).then((why) => {
    console.log(why);
    process.exit();
  });
  console.log(process.pid);`;

/** A program that waits for its end, under a shell as npm starts it. */
async function open(event: string) {
  const shell = spawn('/bin/sh', ['-c', `${NODE} -e "${PROGRAM}"; true`], {
    env: { ...process.env, npm_lifecycle_event: event },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  return { shell, pid, said: async () => (await lines.next()).value };
}

test('SIGTERM of npm, which reaches its shell alone, ends what npm start runs', async () => {
  const { shell, said } = await open('start');
  shell.kill('SIGTERM');
  expect(await said()).toBe('npm was stopped');
});

test('a signal of its own is told, and a shell that goes ends nothing else', async () => {
  const { shell, pid, said } = await open('test');
  shell.kill('SIGTERM');
  await new Promise((done) => setTimeout(done, 600));
  process.kill(pid, 'SIGTERM');
  expect(await said()).toBe('SIGTERM');
});

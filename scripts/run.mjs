import { spawn } from 'node:child_process';

/** Of what a failed program wrote, the last lines say why. */
const SHOWN_LINES = 30;

/** Runs a program quietly; rejects with the end of what it wrote when it fails. */
export function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let written = '';
    child.stdout.on('data', (text) => (written += text));
    child.stderr.on('data', (text) => (written += text));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(written)
        : reject(
            new Error(
              `${program} ${args.join(' ')} ended with ${code}:\n${written.trim().split('\n').slice(-SHOWN_LINES).join('\n')}`,
            ),
          ),
    );
  });
}

/** Says what is being done when it takes longer than two seconds, and again every five. */
export async function saying(what, work) {
  const started = performance.now();
  const say = () =>
    process.stderr.write(`${what} … ${Math.round((performance.now() - started) / 1_000)} s\n`);
  let timer = setTimeout(function again() {
    say();
    timer = setTimeout(again, 5_000);
  }, 2_000);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

import { createInterface } from 'node:readline';
import type { Command } from './control';
import { readOptions, type DemoOptions } from './options';
import { startDemo, type Demo } from './start-demo';

/**
 * The simulated source systems of the demo city, as a process of its own. stdout: one line `{"ready":true,"sources":[…],"examples":{…}}`,
 * then one line for each command read from stdin. stderr: the story as it happens. Ends on SIGTERM, SIGINT or when stdin
 * is closed, which happens when the parent dies.
 */
async function main(): Promise<void> {
  const options = optionsOrExit(process.argv.slice(2));
  const demo = await startDemo(options, (text) => process.stderr.write(`${text}\n`));
  let closing = false;
  const end = (): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), 3_000).unref();
    demo.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end).on('SIGINT', end);
  process.stdout.on('error', end);
  const lines = createInterface({ input: process.stdin }).on('close', end);
  let turn: Promise<void> = Promise.resolve();
  lines.on('line', (line) => {
    turn = turn.then(() => answer(demo, line)).then(say);
  });
  say({ ready: true, sources: demo.sources, examples: demo.examples });
}

function optionsOrExit(argv: string[]): DemoOptions {
  try {
    return readOptions(argv);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  }
}

async function answer(demo: Demo, line: string): Promise<object> {
  try {
    const result = await demo.act(JSON.parse(line) as Command);
    return { ok: true, ...(result !== undefined && { result }) };
  } catch (error) {
    return { ok: false, error: (error as Error).message };
  }
}

const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

void main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});

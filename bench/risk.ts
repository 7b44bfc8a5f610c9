import { alarms } from './risk/alarms';
import { growth } from './risk/growth';
import { opening } from './risk/opening';
import { simulate } from './risk/simulate';
import { startBenchServer } from './risk/bench-server';

// What a mass change, a single change and an alarm cost; README.md has the targets.

const parts = { opening, growth, alarms, simulate };

/** @param only the name of a part */
async function main(only: string | undefined): Promise<void> {
  const server = await startBenchServer();
  try {
    const chosen = Object.entries(parts).filter(([name]) => !only || name === only);
    const figures: Record<string, unknown> = {};
    const ratios: Record<string, unknown> = {};
    for (const [name, run] of chosen) {
      const found = await run(server);
      figures[name] = found.figures;
      ratios[name] = found.ratios;
      process.stdout.write(`${rowsOf(found, name).join('\n')}\n`);
    }
    process.stdout.write(`${JSON.stringify({ bench: 'risk', figures, ratios }, tidy)}\n`);
  } finally {
    await server.close();
  }
}

/** One line a figure, under its path. */
const rowsOf = (found: object, path: string): string[] =>
  Object.entries(found).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? rowsOf(value, `${path} ${name}`)
      : [`${`${path} ${name}`.padEnd(48)}${String(tidy(name, value)).padStart(12)}`],
  );

const tidy = (_key: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 100) / 100 : value;

void main(process.argv[2]).catch((error) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});

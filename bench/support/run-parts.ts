import { startBenchServer, type BenchServer } from '../risk/bench-server';

/** What a part found, under names of its own. */
export interface Found {
  figures: object;
  ratios: object;
}

export type Part = (server: BenchServer) => Promise<Found>;

/**
 * Runs one part of a benchmark, or each of them, on one database server: prints what each found, one line a figure, and as the
 * last line one JSON object. Ends the process with code 1 when a part fails. `parts` are by their names; those of `named` run
 * only when they are asked for.
 */
export function runParts(
  bench: string,
  parts: Readonly<Record<string, Part>>,
  {
    only,
    named = [],
    timesCommits,
  }: { only?: string; named?: readonly string[]; timesCommits?: boolean } = {},
): void {
  void main().catch((error) => {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = 1;
  });

  async function main(): Promise<void> {
    const chosen = Object.entries(parts).filter(([name]) => (only ? name === only : !named.includes(name)));
    if (chosen.length === 0) throw new Error(`allowed parts are ${Object.keys(parts).join(', ')}`);
    const server = await startBenchServer({ timesCommits });
    const interrupt = () => {
      // what is under way fails without its server
      process.on('uncaughtException', () => undefined);
      void server.close().finally(() => process.exit(1));
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    try {
      const [figures, ratios]: Record<string, object>[] = [{}, {}];
      for (const [name, run] of chosen) {
        const found = await run(server);
        figures![name] = found.figures;
        ratios![name] = found.ratios;
        process.stdout.write(`${rowsOf(found, name).join('\n')}\n`);
      }
      process.stdout.write(`${JSON.stringify({ bench, figures, ratios }, tidy)}\n`);
    } finally {
      await server.close();
    }
  }
}

/** One line a figure, under its path. */
const rowsOf = (found: object, path: string): string[] =>
  Object.entries(found).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? rowsOf(value, `${path} ${name}`)
      : [`${`${path} ${name}`.padEnd(64)}${String(tidy(name, value)).padStart(12)}`],
  );

const tidy = (_key: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 100) / 100 : value;

import { parseArgs } from 'node:util';
import { backlog } from './ingest/backlog';
import { flows } from './ingest/flows';
import { startBenchServer, type BenchServer } from './risk/bench-server';

// Readings from a broker to committed rows with alarms judged; README.md has the targets.

const SIZES = [12_000, 90_000];

interface Found {
  figures: object;
  ratios: object;
}

interface Options {
  seconds: number;
  minutes: number;
}

type Part = (server: BenchServer, options: Options) => Promise<Found>;

const parts: Record<string, Part> = {
  ...Object.fromEntries(
    SIZES.map((points): [string, Part] => [
      String(points),
      (server, { seconds }) => flows(server, { points }, seconds),
    ]),
  ),
  backlog: (server, { minutes }) => backlog(server, minutes),
};

/** `[PART] [--seconds N] [--minutes N]`: all but the backlog, which takes half an hour, unless one is named. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '60' }, minutes: { type: 'string', default: '60' } },
  });
  const [named] = positionals;
  const chosen = Object.entries(parts).filter(([name]) => (named ? name === named : name !== 'backlog'));
  if (chosen.length === 0) throw new Error(`allowed parts are ${Object.keys(parts).join(', ')}`);
  const options = { seconds: Number(values.seconds), minutes: Number(values.minutes) };
  const server = await startBenchServer({ timesCommits: true });
  try {
    const figures: Record<string, object> = {};
    const ratios: Record<string, object> = {};
    for (const [name, run] of chosen) {
      const found = await run(server, options);
      figures[name] = found.figures;
      ratios[name] = found.ratios;
      process.stdout.write(`${rowsOf(found, name).join('\n')}\n`);
    }
    process.stdout.write(`${JSON.stringify({ bench: 'ingest', figures, ratios }, tidy)}\n`);
  } finally {
    await server.close();
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

void main().catch((error) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
});

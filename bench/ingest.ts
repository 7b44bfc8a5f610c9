import { parseArgs } from 'node:util';
import { backlog } from './ingest/backlog';
import { flows } from './ingest/flows';
import { runParts, type Part } from './support/run-parts';

// Readings from a broker to committed rows with alarms judged; README.md has the targets.

const SIZES = [12_000, 90_000];

/** `[PART] [--seconds N] [--minutes N]`: all but the backlog, which takes long, unless one is named. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, minutes: { type: 'string', default: '60' } },
});
const sizes = SIZES.map((points): [string, Part] => [
  String(points),
  (server) => flows(server, { points }, Number(values.seconds)),
]);
runParts(
  'ingest',
  { ...Object.fromEntries(sizes), backlog: (server) => backlog(server, Number(values.minutes)) },
  { only: positionals[0], named: ['backlog'], timesCommits: true },
);

import { parseArgs } from 'node:util';
import { ConfigurationError } from '../errors';

const USAGE = `npm run hub -- check [hub.yaml] [--offline]
    npm run hub -- try NAME [--rows 3] [--wait SECONDS]
    npm run hub -- import NAME FILE [--stream NAME] [--channel TOPIC]`;

export type Arguments =
  | { command: 'check'; file?: string; offline: boolean }
  | { command: 'try'; name: string; rows: number; withinMs: number }
  | { command: 'import'; name: string; file: string; stream?: string; channel?: string };

/** Throws ConfigurationError with how it is used. */
export function readArguments(argv: readonly string[]): Arguments {
  const { positionals, values } = parse(argv);
  const [command, first, second, ...rest] = positionals;
  const [rows, wait] = [Number(values.rows), Number(values.wait)];
  if (rest.length > 0 || !(rows >= 0) || !(wait > 0 && wait <= 600)) throw wrong();
  if (command === 'check' && !second) return { command, file: first, offline: values.offline };
  if (command === 'try' && first && !second) return { command, name: first, rows, withinMs: wait * 1_000 };
  if (command === 'import' && first && second)
    return { command, name: first, file: second, stream: values.stream, channel: values.channel };
  throw wrong();
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        offline: { type: 'boolean', default: false },
        rows: { type: 'string', default: '3' },
        wait: { type: 'string', default: '15' },
        stream: { type: 'string' },
        channel: { type: 'string' },
      },
    });
  } catch {
    throw wrong();
  }
}

const wrong = () => new ConfigurationError([`usage: ${USAGE}`]);

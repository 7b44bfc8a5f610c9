import { parseArgs } from 'node:util';
import { CITIES } from './city/plans';

/** How the demo city is to run; see demo/README.md. */
export interface DemoOptions {
  city: keyof typeof CITIES;
  seed: number;
  /** null: a folder of its own below the system's temporary folder, removed at the end. */
  folder: string | null;
  mqttPort: number;
  httpPort: number;
  /** A broker that runs elsewhere; null: the platform's own. */
  mqtt: string | null;
  /** Messages that the platform's broker keeps for one absent session; what comes on top is discarded. */
  queueLimit: number;
  /** Login of a PostgreSQL database that is the depot inventory's own; null: the city has no such source. */
  sql: string | null;
  ledger: string | null;
  /** No story and no readings of their own; the clock stands. */
  frozen: boolean;
  /** The moment the city is generated for; null: now. */
  at: Date | null;
  /** So many times smaller. */
  scale: number;
  /** Readings on the wire; null: as the city's plan has it. */
  readingsPerSecond: number | null;
  /** The story and the registry's rhythm run so many times faster. */
  pace: number;
  reference: string | null;
}

const OPTIONS = {
  city: { type: 'string', default: 'jiexiu' },
  seed: { type: 'string', default: '140781' },
  folder: { type: 'string' },
  'mqtt-port': { type: 'string', default: '0' },
  'http-port': { type: 'string', default: '0' },
  mqtt: { type: 'string' },
  'queue-limit': { type: 'string', default: '10000' },
  sql: { type: 'string' },
  ledger: { type: 'string' },
  frozen: { type: 'boolean', default: false },
  at: { type: 'string' },
  scale: { type: 'string', default: '1' },
  'readings-per-second': { type: 'string' },
  pace: { type: 'string', default: '1' },
  reference: { type: 'string' },
} as const;

/** Throws with every fault at once. */
export function readOptions(argv: string[]): DemoOptions {
  const { values } = parseArgs({ args: argv, options: OPTIONS });
  const faults: string[] = [];
  const number = (key: keyof typeof values, [min, max]: [number, number]): number => {
    const value = Number(values[key]);
    if (!(value >= min && value <= max)) faults.push(`--${key}: a number from ${min} to ${max}`);
    return value;
  };
  const at = values.at === undefined ? null : new Date(values.at);
  if (at && Number.isNaN(at.getTime())) faults.push('--at: a time, RFC 3339');
  if (values.frozen && !at) faults.push('--frozen: needs --at');
  const cities = Object.keys(CITIES);
  if (!cities.includes(values.city)) faults.push(`--city: ${cities.join(' or ')}`);
  const options: DemoOptions = {
    city: values.city as keyof typeof CITIES,
    seed: number('seed', [0, 4_294_967_295]),
    folder: values.folder ?? null,
    mqttPort: number('mqtt-port', [0, 65_535]),
    httpPort: number('http-port', [0, 65_535]),
    mqtt: values.mqtt ?? null,
    queueLimit: number('queue-limit', [1, 1_000_000]),
    sql: values.sql ?? null,
    ledger: values.ledger ?? null,
    frozen: values.frozen,
    at,
    scale: number('scale', [1, 20]),
    readingsPerSecond: values['readings-per-second'] ? number('readings-per-second', [1, 50_000]) : null,
    pace: number('pace', [0.1, 1_000]),
    reference: values.reference ?? null,
  };
  if (faults.length) throw new Error(faults.join('\n'));
  return options;
}

import { resolve } from 'node:path';
import { z } from 'zod';
import { accessOf } from '../database/access';
import { ConfigurationError } from '../errors';
import { defaultFolder } from './default-folder';

/** What the environment and the command line say. Times and sizes that nobody needs to set are constants beside their use. */
export interface Settings {
  port: number;
  host: string;
  /** The owner's login: it migrates. null: the embedded server. */
  databaseUrl: string | null;
  /** The working role's login; null: made by the owner (see roles.ts). */
  databaseWorkUrl: string | null;
  dataDir: string;
  /** Path of hub.yaml; null: the demo city. */
  hubConfig: string | null;
  /** Which city is simulated when there is no hub.yaml. */
  demoCity: (typeof CITIES)[number];
  /** Those that this process carries, of those that there are. */
  subgraphs: string[];
  logLevel: string;
}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const CITIES = ['jiexiu', 'taiyuan'] as const;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const text = z.string().trim();
const databaseUrl = text.refine(
  (url) => /^(postgres|postgresql|socket):\/\//.test(url) && isReadable(url),
  'allowed is postgres://user:password@host:port/database',
);

function isReadable(url: string): boolean {
  try {
    return accessOf(url).user !== '';
  } catch {
    return false;
  }
}

const subgraphsOf = (known: readonly string[]) =>
  text
    .transform((list) => list.split(',').map((name) => name.trim()))
    .superRefine((names, context) => {
      const unknown = names.filter((name) => !known.includes(name));
      if (unknown.length === 0) return;
      const message = `${unknown.join(', ')} is unknown; allowed are ${known.join(', ')}`;
      context.addIssue({ code: 'custom', message });
    });

const environment = (known: readonly string[]) =>
  z.object({
    PORT: text
      .regex(/^\d{1,5}$/, 'allowed is a port from 0 to 65535 (0: any free one)')
      .transform(Number)
      .refine((port) => port <= 65_535, 'allowed is a port from 0 to 65535 (0: any free one)')
      .default(4000),
    HOST: text
      .refine(
        (host) => LOOPBACK.includes(host),
        `allowed are ${LOOPBACK.join(', ')}: this version has no access rights yet, so it serves its own machine only`,
      )
      .default('127.0.0.1'),
    DATABASE_URL: databaseUrl.optional(),
    DATABASE_WORK_URL: databaseUrl.optional(),
    HUB_DATA_DIR: text.optional(),
    HUB_CONFIG: text.optional(),
    DEMO_CITY: z.enum(CITIES, `allowed are ${CITIES.join(', ')}`).default('jiexiu'),
    SUBGRAPHS: subgraphsOf(known).default([...known]),
    LOG_LEVEL: z.enum(LEVELS, `allowed are ${LEVELS.join(', ')}`).default('info'),
  });

/**
 * Reads the command line and the environment; an option wins over its variable, an empty variable counts as unset.
 * `subgraphs`: the names that there are.
 */
export function loadSettings(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  subgraphs: readonly string[],
): Settings {
  const options = readOptions(argv);
  const given = Object.entries(env).filter(([, value]) => value?.trim());
  const read = environment(subgraphs).safeParse({ ...Object.fromEntries(given), ...options.values });
  const faults = read.success ? [] : read.error.issues.map(faultOf);
  if (env.DATABASE_WORK_URL?.trim() && !env.DATABASE_URL?.trim())
    faults.push('DATABASE_WORK_URL: allowed only together with DATABASE_URL');
  if (!read.success || faults.length > 0 || options.faults.length > 0)
    throw new ConfigurationError([...options.faults, ...faults.sort()]);
  return {
    port: read.data.PORT,
    host: read.data.HOST,
    databaseUrl: read.data.DATABASE_URL ?? null,
    databaseWorkUrl: read.data.DATABASE_WORK_URL ?? null,
    dataDir: resolve(read.data.HUB_DATA_DIR ?? defaultFolder(read.data.DEMO_CITY)),
    hubConfig: read.data.HUB_CONFIG ?? null,
    demoCity: read.data.DEMO_CITY,
    subgraphs: read.data.SUBGRAPHS,
    logLevel: read.data.LOG_LEVEL,
  };
}

const faultOf = (issue: z.core.$ZodIssue): string => `${String(issue.path[0])}: ${issue.message}`;

/** The one option is `--subgraphs a,b` (or `--subgraphs=a,b`). */
function readOptions(argv: readonly string[]) {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name, inline] = word.split(/=(.*)/s, 2);
    if (name !== '--subgraphs') {
      faults.push(`${word}: unknown; the one option is --subgraphs <name,name>`);
      continue;
    }
    const value = inline ?? rest.shift();
    if (!value?.trim())
      faults.push('--subgraphs: needs names of subgraphs, separated by commas: registry,risk');
    else values.SUBGRAPHS = value;
  }
  return { values, faults };
}

import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../errors';
import type { Connector, SourceBinding } from '../ingest/contract';
import { secretSchema } from './secret';
import { readYaml } from './yaml-document';

/** What an address of each transport looks like. A login in it would be a secret in the text. */
const ADDRESS = {
  mqtt: {
    pattern: /^mqtts?:\/\/[^@\s/]+\/?$/,
    allowed: 'mqtt://host:port or mqtts://host:port, without a login',
  },
  http: { pattern: /^https?:\/\/[^@\s]+$/, allowed: 'http://host:port/base or https://…, without a login' },
  files: { pattern: /^(?!\w+:\/\/)/, allowed: 'a folder' },
  sql: {
    pattern: /^postgres(ql)?:\/\/(?!.*[?&]password=)([^:@\s/?]+@)?[^@\s/?]*\/[^@\s/?]+(\?[^@\s]*)?$/,
    allowed: 'postgresql://user@host:port/database, without a password',
  },
};

/** What the file is read against. */
interface Surroundings {
  connectors: ReadonlyMap<string, Connector>;
  env: NodeJS.ProcessEnv;
  /** Where hub.yaml lies; paths in it start there. */
  folder: string;
}

/**
 * Reads hub.yaml: which source is reached how. Paths in it are relative to its folder. Throws ConfigurationError with
 * every fault, its line, its key and what is allowed.
 * @param connectors all that there are
 */
export function loadHubYaml(
  path: string,
  connectors: readonly Connector[],
  env: NodeJS.ProcessEnv = process.env,
): SourceBinding[] {
  const document = readYaml(basename(path), readText(path));
  if (document.faults.length > 0) throw new ConfigurationError(document.faults);
  const known = new Map(connectors.map((connector) => [connector.name, connector]));
  const folder = dirname(resolve(path));
  const read = fileSchema({ connectors: known, env, folder }).safeParse(document.value);
  if (!read.success) throw new ConfigurationError(document.faultsOf(read.error.issues));
  return read.data.sources.map(({ connector: name, address, ...rest }) => {
    const { transport } = known.get(name)!;
    return { ...rest, name, transport, address: transport === 'files' ? resolve(folder, address) : address };
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigurationError([
      `HUB_CONFIG: cannot read ${path} (${(error as NodeJS.ErrnoException).code}); allowed is the path of a readable file`,
    ]);
  }
}

const text = z.string('has to be a text').trim().min(1, 'may not be empty');

/** An object of these keys and no others; `none`: what is said of what is none. */
const objectOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape, none: string) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `unknown key; allowed are ${Object.keys(shape).join(', ')}` : none,
  });

function fileSchema(around: Surroundings) {
  const names = [...around.connectors.keys()];
  const source = objectOf(
    {
      connector: text.refine((name) => names.includes(name), `allowed are ${names.join(', ')}`),
      transport: z.enum(['mqtt', 'http', 'files', 'sql'], 'allowed are mqtt, http, files, sql').optional(),
      address: text,
      rhythmSeconds: z
        .number('has to be a number of seconds')
        .positive('allowed are seconds above 0')
        .max(31 * 86_400, 'allowed are at most 31 days, in seconds')
        .optional(),
      username: text.optional(),
      secret: secretSchema(around).optional(),
    },
    'has to be a source: connector, address …',
  ).superRefine((one, context) => checkReach(one, { context, around }), { when: () => true });
  const sources = z
    .array(source, 'has to be a list of sources')
    .min(1, 'needs at least one source')
    .superRefine(checkRepeated, { when: () => true });
  return objectOf({ sources }, 'the file needs a key `sources`');
}

type Refinement = { addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string }): void };

/** Runs beside the other checks, so that all faults show at once: what is not of the right type is reported by those. */
function checkReach(one: unknown, { context, around }: { context: Refinement; around: Surroundings }): void {
  const { connector: name, transport, address } = (one ?? {}) as Record<string, unknown>;
  const connector = around.connectors.get(String(name));
  if (!connector) return;
  const add = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
  if (typeof transport === 'string' && transport in ADDRESS && transport !== connector.transport)
    add('transport', `${connector.name} speaks ${connector.transport}; allowed is that, or to leave it out`);
  const { pattern, allowed } = ADDRESS[connector.transport];
  if (typeof address === 'string' && !pattern.test(address)) add('address', `allowed is ${allowed}`);
}

/** A connector's name is the id of its source, so each is bound once. */
function checkRepeated(sources: unknown, context: Refinement): void {
  if (!Array.isArray(sources)) return;
  const names: unknown[] = sources.map((source) => source?.connector);
  names.forEach((name, index) => {
    if (typeof name === 'string' && names.indexOf(name) < index)
      context.addIssue({
        code: 'custom',
        path: [index, 'connector'],
        message: `${name} is bound already, by sources[${names.indexOf(name)}]`,
      });
  });
}

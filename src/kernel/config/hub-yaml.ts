import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../errors';
import { asBound } from '../ingest/as-bound';
import type { Connector, SourceBinding } from '../ingest/contract';
import type { Retention } from '../ingest/retention';
import { isOverHttp } from '../ingest/transports/files-name';
import { readingsSchema, retentionOf } from './readings';
import { objectOf } from './sources/forms';
import { sourceSchema, type Surroundings } from './sources/source';
import { streamsOf } from './sources/streams';
import { pathOf } from './sources/webhook';
import { readYaml } from './yaml-document';

/** What hub.yaml says. */
export interface HubFile {
  sources: SourceBinding[];
  /** How long readings are kept. */
  retention: Retention;
}

/** The sources of hub.yaml; @see loadHubFile. */
export const loadHubYaml = (...given: Parameters<typeof loadHubFile>): SourceBinding[] =>
  loadHubFile(...given).sources;

/**
 * Reads hub.yaml: which source is reached how, and how long readings are kept. Paths in it are relative to its folder.
 * Throws ConfigurationError with every fault, its line, its key and what is allowed.
 * @param connectors all that there are
 */
export function loadHubFile(
  path: string,
  connectors: readonly Connector[],
  env: NodeJS.ProcessEnv = process.env,
): HubFile {
  const document = readYaml(basename(path), readText(path));
  if (document.isBroken) throw new ConfigurationError(document.faults);
  const known = new Map(connectors.map((connector) => [connector.name, connector]));
  const folder = dirname(resolve(path));
  const read = fileSchema({ connectors: known, env, folder }).safeParse(document.value);
  if (!read.success) throw new ConfigurationError(document.faultsOf(read.error.issues));
  if (document.faults.length > 0) throw new ConfigurationError(document.faults);
  const sources = read.data.sources.map(
    ({ connector: name, address, charset, mapping, streams, ...rest }) => {
      const connector = known.get(name)!;
      const { transport = connector.transport } = rest;
      const layouts = streamsOf(connector, { charset, mapping, streams });
      const place = placeOf({ name, transport, address }, folder);
      return { ...rest, name, transport, address: place, ...(layouts && { streams: layouts }) };
    },
  );
  return {
    sources: sources.map((source) => ({ ...source, ...besideOthers(source, { sources, known }) })),
    retention: retentionOf(read.data.readings),
  };
}

/** Of a folder that several sources read each has to know what is not its own. */
function besideOthers(
  { name, transport, address }: SourceBinding,
  { sources, known }: { sources: readonly SourceBinding[]; known: ReadonlyMap<string, Connector> },
): Pick<SourceBinding, 'others'> {
  if (transport !== 'files' || isOverHttp(address)) return {};
  const beside = sources.filter(
    (one) => one.transport === 'files' && one.address === address && one.name !== name,
  );
  const others = beside.flatMap((one) =>
    asBound(known.get(one.name)!, one).streams.map(({ channel }) => channel),
  );
  return others.length > 0 ? { others } : {};
}

type Placed = Pick<SourceBinding, 'name' | 'transport'> & { address?: string };

function placeOf({ name, transport, address = pathOf(name) }: Placed, folder: string): string {
  return transport === 'files' && !isOverHttp(address) ? resolve(folder, address) : address;
}

/** Signs that stand for others would make a mapping that finds nothing out of one that is right. */
function readText(path: string): string {
  const bytes = readBytes(path);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lines = bytes.toString('latin1').split('\n');
  const line = lines.findIndex((text) => !isUtf8(Buffer.from(text, 'latin1'))) + 1;
  throw new ConfigurationError([
    `${basename(path)}:${line}: is not UTF-8, as which the file has to be saved`,
  ]);
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ConfigurationError([
      `HUB_CONFIG: cannot read ${path} (${(error as NodeJS.ErrnoException).code}); allowed is the path of a readable file`,
    ]);
  }
}

function fileSchema(around: Surroundings) {
  const sources = z
    .array(sourceSchema(around), 'has to be a list of sources')
    .min(1, 'needs at least one source')
    .superRefine(checkRepeated, { when: () => true })
    .superRefine(checkPorts, { when: () => true })
    .describe('数据源 · The systems that this hub takes in');
  return objectOf({ sources, readings: readingsSchema.optional() }, 'the file needs a key `sources`');
}

type Refinement = { addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string }): void };

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

/** Two sources cannot listen at one port, unless each has an address of its own. */
function checkPorts(sources: unknown, context: Refinement): void {
  if (!Array.isArray(sources)) return;
  const places = sources.map((source) => /^tcp:\/\/(.+):(\d+)$/.exec(String(source?.address)));
  const meets = ([, host, port]: RegExpExecArray, [, otherHost, otherPort]: RegExpExecArray) =>
    port === otherPort && (host === otherHost || [host, otherHost].some((one) => ANY_HOST.has(one!)));
  places.forEach((place, index) => {
    const first = places.findIndex((other) => place && other && meets(place, other));
    if (place && first < index)
      context.addIssue({
        ...{ code: 'custom', path: [index, 'address'] },
        message: `sources[${first}] listens at port ${place[2]} already`,
      });
  });
}

const ANY_HOST = new Set(['0.0.0.0', '[::]']);

/** What editors complete hub.yaml by: the published JSON Schema (draft 2020-12), as a file of that name. */
export function hubYamlJsonSchema(connectors: readonly Connector[]): Map<string, string> {
  const known = new Map(connectors.map((connector) => [connector.name, connector]));
  const schema = z.toJSONSchema(fileSchema({ connectors: known, env: {}, folder: '.' }), { io: 'input' });
  return new Map([['hub.schema.json', `${JSON.stringify(schema, null, 2)}\n`]]);
}

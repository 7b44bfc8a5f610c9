import { type z } from 'zod';
import type { Connector, SourceBinding } from '../../ingest/contract';
import { secretSchema } from '../secret';
import { files } from './files';
import { objectOf, oneOf, seconds, text } from './forms';
import { http } from './http';
import { mqtt, tlsSchema } from './mqtt';
import { sql } from './sql';
import { checkStreams, commonKeys, streamsSchema, type Common } from './streams';
import { tcp } from './tcp';
import { mapOf, type AddFault, type TransportPart } from './transport-part';
import { webhook } from './webhook';

const PARTS: Record<Connector['transport'], TransportPart> = { mqtt, http, files, sql, tcp, webhook };
const TRANSPORTS = Object.keys(PARTS) as [Connector['transport'], ...Connector['transport'][]];

const allKeys = Object.assign({}, ...Object.values(PARTS).map(({ keys }) => keys));
const allStreamKeys = Object.assign({}, ...Object.values(PARTS).map(({ streamKeys }) => streamKeys));

/** What the file is read against. */
export interface Surroundings {
  connectors: ReadonlyMap<string, Connector>;
  env: NodeJS.ProcessEnv;
  /** Where hub.yaml lies; paths in it start there. */
  folder: string;
}

/** One entry of `sources`, its secret resolved. */
export type SourceEntry = Omit<SourceBinding, 'name' | 'transport' | 'streams' | 'address'> &
  Common & { connector: string; transport?: SourceBinding['transport']; address?: string };

export function sourceSchema(around: Surroundings): z.ZodType<SourceEntry> {
  const names = [...around.connectors.keys()];
  return objectOf(
    {
      connector: text
        .refine((name) => names.includes(name), `allowed are ${names.join(', ')}`)
        .meta({ enum: names, description: '连接器 · Which connector reads it; each at most once' }),
      transport: oneOf(TRANSPORTS).optional().describe('传输方式 · Left out: the connector’s own'),
      address: text
        .optional()
        .describe(
          Object.values(PARTS).reduce((all, { address }) => `${all} · ${address.allowed}`, '地址 · Address'),
        ),
      rhythmSeconds: seconds
        .optional()
        .describe('节拍(秒)· Heard at least this often, else LATE, then DOWN. Left out: the connector’s own'),
      username: text.optional().describe('用户 · User, number of the key, or id of the client'),
      secret: secretSchema(around)
        .optional()
        .describe(
          '密钥引用 · Password, token or key, never the text itself: { env: NAME } or { file: PATH }',
        ),
      ...commonKeys,
      ...allKeys,
      tls: tlsSchema(around)
        .optional()
        .describe('TLS 证书引用 · Over mqtts: whom the hub believes, and its own certificate'),
      streams: streamsSchema(allStreamKeys)
        .optional()
        .describe(
          '数据流 · What is different about a stream, by the connector’s name for it; false: it has none',
        ),
    },
    'has to be a source: connector, address …',
  ).superRefine((one, context) => check(one, around, reporter(context)), {
    when: () => true,
  }) as z.ZodType as z.ZodType<SourceEntry>;
}

type Refinement = { addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string }): void };

const reporter =
  (context: Refinement): AddFault =>
  (path, message) =>
    context.addIssue({ code: 'custom', path: [...path], message });

/** Runs beside the other checks, so that all faults show at once: what is not of the right type is reported by those. */
function check(one: unknown, { connectors }: Surroundings, add: AddFault): void {
  if (typeof one !== 'object' || one === null) return;
  const source = one as Record<string, unknown>;
  const connector = connectors.get(String(source.connector));
  const { transport: spoken, address } = source;
  const transport = TRANSPORTS.find((one) => one === spoken) ?? connector?.transport;
  if (address === undefined && transport !== 'webhook') add(['address'], 'has to be a text');
  if (!connector || !transport) return;
  const part = PARTS[transport];
  if (typeof address === 'string' && !(part.address.pattern.test(address) && canBeReached(address)))
    add(['address'], `allowed is ${part.address.allowed}`);
  checkKeys(source, transport, add);
  part.check?.(source, add, connector);
  if ((transport === 'tcp') === (connector.protocol !== undefined))
    checkStreams(connector, { transport, streams: source.streams }, add);
  else
    add(
      ['transport'],
      `${connector.name} speaks ${connector.protocol ?? connector.transport}; tcp is for what speaks a protocol`,
    );
}

/** Not with a port that there is not; PostgreSQL by a socket has no host. */
const canBeReached = (address: string): boolean =>
  !address.includes('://') || URL.canParse(address.replace('@/', '@socket/'));

function checkKeys(source: Record<string, unknown>, transport: Connector['transport'], add: AddFault): void {
  const { keys, streamKeys } = PARTS[transport];
  const foreign = (found: object, all: object, own: object) =>
    Object.keys(found).filter((key) => key in all && !(key in own));
  const over = `a source over ${transport} has no such setting`;
  for (const key of foreign(source, allKeys, keys)) add([key], over);
  for (const [name, stream] of Object.entries(mapOf(source.streams)))
    for (const key of foreign(mapOf(stream), allStreamKeys, streamKeys)) add(['streams', name, key], over);
}

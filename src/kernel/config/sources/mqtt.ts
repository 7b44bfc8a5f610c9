import { z } from 'zod';
import { MQTT_PROTOCOLS } from '../../ingest/contract';
import { http } from './http';
import { objectOf, seconds, text, texts, wholeNumber } from './forms';
import { referenceSchema, secretSchema } from '../secret';
import type { Surroundings } from './source';
import { mapOf, type AddFault, type TransportPart } from './transport-part';

const MOST_CONNECTIONS = 16;

/** Keys whose values are files beside hub.yaml. */
export const tlsSchema = (around: Pick<Surroundings, 'env' | 'folder'>) =>
  objectOf(
    {
      ca: referenceSchema(around).optional(),
      certificate: referenceSchema(around).optional(),
      key: secretSchema(around).optional(),
      serverName: text.optional(),
    },
    'has to be { ca, certificate, key, serverName }, each but the last { file: PATH }',
  );

const share = objectOf(
  {
    group: text.regex(/^[^/+#]+$/, 'may hold no / + #'),
    streams: texts,
    connections: wholeNumber(1, MOST_CONNECTIONS).optional(),
    perProcess: wholeNumber(1, MOST_CONNECTIONS).optional(),
  },
  'has to be { group, streams, connections, perProcess }',
);

/** What fits together: a certificate and its key, TLS and an address over it, what only MQTT 5 has. */
function check(
  source: Readonly<Record<string, unknown>>,
  add: AddFault,
  { streams = [] }: { streams?: readonly { name: string }[] },
): void {
  const { certificate, key } = mapOf(source.tls);
  if ((certificate === undefined) !== (key === undefined))
    add(['tls'], 'certificate and key go together: both or none');
  if (source.tls !== undefined && !String(source.address).startsWith('mqtts:'))
    add(['tls'], 'is for an address mqtts://…');
  for (const name of ['sessionSeconds', 'receiveMaximum'])
    if (source[name] !== undefined && source.protocol !== 5)
      add([name], 'MQTT 3.1.1 has no such setting: protocol: 5');
  const names = streams.map(({ name }) => name);
  const shared = mapOf(source.share).streams;
  for (const name of Array.isArray(shared) ? (shared as unknown[]) : [])
    if (!names.includes(String(name)))
      add(['share', 'streams'], `${String(name)} is no stream of it; allowed are ${names.join(', ')}`);
}

export const mqtt: TransportPart = {
  address: {
    pattern: /^mqtts?:\/\/[^@\s/]+\/?$/,
    allowed: 'mqtt://host:port or mqtts://host:port, without a login',
  },
  keys: {
    // where its files lie, only the whole can tell (@see tlsSchema)
    tls: z.unknown(),
    protocol: z
      .literal(MQTT_PROTOCOLS, `allowed are ${MQTT_PROTOCOLS.join(', ')}`)
      .optional()
      .describe('协议版本 · MQTT: 3.1.1 (left out) or 5'),
    share: share.optional().describe('共享订阅 · MQTT: several sessions share the load of these streams'),
    sessionSeconds: seconds
      .optional()
      .describe('会话保留(秒)· MQTT 5: how long the broker keeps the session (7 days)'),
    receiveMaximum: wholeNumber(1, 65_535)
      .optional()
      .describe('在途消息上限 · MQTT 5: messages on their way that are not acknowledged (the broker’s own)'),
    maxMegabytes: http.keys.maxMegabytes!,
  },
  streamKeys: {},
  check,
};

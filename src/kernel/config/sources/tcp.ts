import { z } from 'zod';
import type { Credentials } from '../../ingest/protocols/protocol';
import { protocols } from '../../ingest/protocols/protocols';
import { peerFault } from '../../ingest/transports/tcp-peers';
import { seconds, text, wholeNumber } from './forms';
import { mapOf, type TransportPart } from './transport-part';

const peer = text.superRefine((value, context) => {
  const message = peerFault(value);
  if (message) context.addIssue({ code: 'custom', message });
});

export const tcp: TransportPart = {
  address: {
    pattern: /^tcp:\/\/[^@\s/:]+:\d{1,5}$|^tcp:\/\/\[[0-9a-fA-F:]+\]:\d{1,5}$/,
    allowed: 'tcp://address:port, on which the hub listens',
  },
  keys: {
    peers: z
      .array(peer, 'has to be a list of addresses')
      .min(1, 'needs at least one')
      .optional()
      .describe(
        '允许接入的地址 · TCP: addresses or blocks from where devices may connect; nobody else is let in',
      ),
    maxPeers: wholeNumber(1, 65_535).optional().describe('连接数上限 · TCP: so many links at once (4096)'),
    idleSeconds: seconds
      .optional()
      .describe(
        '空闲断开(秒)· TCP: a link without a whole frame for so long is closed (5 rhythms, at least 300)',
      ),
  },
  streamKeys: {},
  check(source, add, { protocol }) {
    if (source.peers === undefined)
      add(['peers'], 'is needed: from where devices may connect; nobody else is let in');
    for (const [name, stream] of Object.entries(mapOf(source.streams)))
      if (mapOf(stream).format !== undefined)
        add(['streams', name, 'format'], 'over tcp it is that of the protocol');
    const fault = protocol && protocols[protocol].credentialsFault(shownBy(source));
    if (fault) add(['secret'], fault);
  },
};

/** Whether there are credentials; what the secret is, is looked up elsewhere. */
const shownBy = ({ username, secret }: Readonly<Record<string, unknown>>): Credentials => ({
  username: typeof username === 'string' ? username : undefined,
  secret: secret === undefined ? undefined : 'given',
});

import { signingSecretsFault } from '../../ingest/transports/webhook-signature';
import { DEADLINE, wholeNumber } from './forms';
import type { TransportPart } from './transport-part';

/** Where a source pushes to, on the hub's own server. */
export const pathOf = (connector: unknown): string => `/ingest/${connector}`;

export const webhook: TransportPart = {
  address: { pattern: /^\/ingest\//, allowed: 'left out for a webhook, or /ingest/CONNECTOR' },
  keys: { deadlineSeconds: wholeNumber(1, 300).optional().describe(DEADLINE) },
  streamKeys: {},
  check({ secret, address }, add, { name }) {
    if (typeof address === 'string' && address !== pathOf(name))
      add(['address'], `a webhook is pushed to ${pathOf(name)}; leave it out`);
    if (secret === undefined) add(['secret'], 'is needed: what the source signs with');
    const fault = typeof secret === 'string' ? signingSecretsFault(secret) : null;
    if (fault) add(['secret'], fault);
  },
};

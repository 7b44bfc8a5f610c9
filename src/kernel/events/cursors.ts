import { createHmac, timingSafeEqual } from 'node:crypto';
import { badUserInput, resyncRequired } from '../errors';
import type { Cursors } from '../graphql/context';

const MAC_BYTES = 12;
const MAX_LENGTH = 4_096;

export interface CursorKey {
  epoch: string;
  signingKey: Buffer;
}

/** Cursors signed with the key of the log, the same for everyone and on every replica. */
export function createCursors({ epoch, signingKey }: CursorKey): Cursors {
  const mac = (scope: string, body: string) =>
    createHmac('sha256', signingKey)
      .update(JSON.stringify([scope, body]))
      .digest()
      .subarray(0, MAC_BYTES);

  const seal = (scope: string, body: string) =>
    Buffer.concat([mac(scope, body), Buffer.from(body)]).toString('base64url');

  const unseal = (scope: string, argument: string, cursor: string): string => {
    const bytes = Buffer.from(cursor.length > MAX_LENGTH ? '' : cursor, 'base64url');
    const body = bytes.subarray(MAC_BYTES).toString();
    const genuine =
      bytes.length > MAC_BYTES &&
      // the decoder skips what is not base64url, so two texts could mean one cursor
      bytes.toString('base64url') === cursor &&
      timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(scope, body));
    if (!genuine) throw badUserInput(argument, 'not a cursor that was given out for this list');
    return body;
  };

  return {
    encodeKey: (scope, keys) => seal(`key ${scope}`, JSON.stringify(keys)),
    decodeKey: (scope, argument, cursor) => JSON.parse(unseal(`key ${scope}`, argument, cursor)),
    encodeSeq: (seq) => seal('log', `${epoch}.${seq}`),
    decodeSeq(argument, cursor) {
      const [of, seq] = unseal('log', argument, cursor).split('.');
      if (of !== epoch) throw resyncRequired('the cursor belongs to another event log');
      return Number(seq);
    },
  };
}

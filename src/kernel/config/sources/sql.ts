import { z } from 'zod';
import { DEADLINE, objectOf, seconds, text, texts, wholeNumber } from './forms';
import { mapOf, type AddFault, type TransportPart } from './transport-part';

const table = objectOf(
  { watermark: text, key: texts, lagSeconds: seconds.optional() },
  'has to be the order of a table: watermark, key',
);

const snapshot = objectOf(
  {
    key: texts,
    maxRetiredShare: z
      .number('has to be a share from 0 to 1')
      .min(0, 'allowed are shares from 0 to 1')
      .max(1, 'allowed are shares from 0 to 1')
      .optional(),
  },
  'has to be a snapshot: key',
);

function check({ streams }: Readonly<Record<string, unknown>>, add: AddFault): void {
  for (const [name, stream] of Object.entries(mapOf(streams)))
    if ('table' in mapOf(stream) && 'snapshot' in mapOf(stream))
      add(['streams', name, 'snapshot'], 'a table is read by its order or whole: allowed is one of both');
}

export const sql: TransportPart = {
  address: {
    pattern:
      /^(postgres(ql)?|mysql|mariadb):\/\/(?!.*[?&]password=)([^:@\s/?]+@)?[^@\s/?]*\/[^@\s/?]+(\?[^@\s]*)?$/,
    allowed: 'postgresql://user@host:port/database, mysql://… or mariadb://…, without a password',
  },
  keys: { deadlineSeconds: wholeNumber(1, 300).optional().describe(DEADLINE) },
  streamKeys: {
    table: table.optional().describe('增量读取 · SQL: what is new by a time of change, watermark and key'),
    snapshot: snapshot
      .optional()
      .describe('全量读取 · SQL: read whole; a row that is gone is put out of use'),
  },
  check,
};

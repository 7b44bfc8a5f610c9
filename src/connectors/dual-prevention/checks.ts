import { z } from 'zod';
import { CheckRecord } from '../../entities/risk/check-record';
import { countsTowardCap, mayInspect } from '../../entities/risk/inspection-cap';
import { cityDate } from '../../kernel/clock';
import { RecordRejected } from '../../kernel/errors';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { date, moment, uscc } from '../../kernel/ingest/fields';
import { CheckKind, CheckTrigger } from '../../schema/risk/enums';
import { text } from './fields';

const record = z.object({
  id: text,
  uscc,
  kind: z.enum(CheckKind),
  authority: text,
  trigger: z.enum(CheckTrigger),
  offSite: z.boolean(),
  on: date,
  hazardIds: z.array(text),
  updatedAt: moment,
});

/** Checks of firms, each marked whether it counts toward the yearly cap. */
export const checks = stream({
  name: 'checks',
  channel: 'v1/checks',
  format: 'json',
  items: 'items',
  record,
  map: (check, { receivedAt }) => {
    // one that is only planned has seen nothing, and would end what waits for an inspection
    if (check.on > cityDate(receivedAt)) throw new RecordRejected('on: lies ahead of its receipt');
    return { rows: [toRow(check)] };
  },
});

function toRow({ updatedAt, ...check }: z.infer<typeof record>): MappedRow<CheckRecord> {
  if (check.kind === CheckKind.ADMIN_INSPECTION && !mayInspect(check.authority))
    throw new RecordRejected(
      `kind ADMIN_INSPECTION: "${check.authority}" has no enforcement power and may not inspect (国办发〔2024〕54号)`,
    );
  return {
    entity: CheckRecord,
    values: { ...check, countsTowardCap: countsTowardCap(check) },
    observedAt: updatedAt,
  };
}

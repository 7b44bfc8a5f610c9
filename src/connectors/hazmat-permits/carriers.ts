import { z } from 'zod';
import { TransportLicence } from '../../entities/hazmat/transport-licence';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { date, moment, text, uscc, word } from '../../kernel/ingest/fields';
import { hazardClass, permitState } from './fields';
import { registerWindow } from './window';

const record = z.object({
  licence: text,
  uscc,
  kind: word({ 经营性: 'COMMERCIAL', 非经营性: 'OWN_ACCOUNT' }),
  scope: z.array(hazardClass),
  validFrom: date.nullish(),
  validTo: date.nullish(),
  state: permitState,
  stateSince: moment.nullish(),
  updatedAt: moment,
});

/** Licences of carriers for hazardous goods, one a record. */
export const carriers = stream({
  name: 'carriers',
  channel: 'v1/carriers',
  format: 'json',
  items: 'items',
  window: registerWindow,
  record,
  map: (licence) => ({ rows: [toRow(licence)] }),
});

function toRow(sent: z.infer<typeof record>): MappedRow<TransportLicence> {
  const { updatedAt, licence, state, stateSince, validFrom, validTo, ...rest } = sent;
  return {
    entity: TransportLicence,
    values: {
      ...rest,
      number: licence,
      validFrom: validFrom ?? null,
      validTo: validTo ?? null,
      ...{ registeredState: state, stateSince: stateSince ?? null },
    },
    observedAt: updatedAt,
  };
}

import { z } from 'zod';
import { RescueAgreement } from '../../entities/rescue/rescue-agreement';
import { stream } from '../../kernel/ingest/contract';
import { date, moment, text, uscc } from '../../kernel/ingest/fields';

const record = z
  .object({ id: text, uscc, team: text, validFrom: date, validTo: date, updatedAt: moment })
  .refine(({ validFrom, validTo }) => validTo >= validFrom, {
    path: ['validTo'],
    message: 'lies before validFrom',
  });

/** Rescue agreements of firms without a team of their own. */
export const agreements = stream({
  name: 'agreements',
  channel: 'v1/agreements',
  format: 'json',
  items: 'items',
  record,
  map: ({ updatedAt, team, ...agreement }) => ({
    rows: [{ entity: RescueAgreement, values: { ...agreement, teamId: team }, observedAt: updatedAt }],
  }),
});

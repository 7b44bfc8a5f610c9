import { z } from 'zod';
import { Consultation } from '../../entities/rescue/consultation';
import { stream } from '../../kernel/ingest/contract';
import { date, moment, text, uscc } from '../../kernel/ingest/fields';
import { count } from './fields';

const record = z.object({
  id: text,
  uscc,
  experts: z.array(text).min(1).max(50),
  on: date,
  batch: text.nullish(),
  findings: count,
  report: text.nullish(),
  dueOn: date.nullish(),
  closedOn: date.nullish(),
  updatedAt: moment,
});

/** Consultations that were held: of mines in turn, of the other sectors in batches. */
export const consultations = stream({
  name: 'consultations',
  channel: 'v1/consultations',
  format: 'json',
  items: 'items',
  record,
  map: ({ updatedAt, experts, batch, report, dueOn, closedOn, ...consultation }) => ({
    rows: [
      {
        entity: Consultation,
        values: {
          ...consultation,
          expertIds: [...new Set(experts)],
          batch: batch ?? null,
          report: report ?? null,
          ...{ dueOn: dueOn ?? null, closedOn: closedOn ?? null },
        },
        observedAt: updatedAt,
      },
    ],
  }),
});

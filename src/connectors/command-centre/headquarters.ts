import { z } from 'zod';
import { Headquarters } from '../../entities/command/headquarters';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { date, moment, text } from '../../kernel/ingest/fields';
import { category, division, responseLevel } from './fields';

const plan = z.object({
  id: text,
  title: text,
  version: text,
  revisedOn: date.nullish().transform((on) => on ?? null),
  responseLevels: z.array(responseLevel).max(4),
});

const record = z.object({
  id: text,
  name: text,
  general: z.boolean(),
  categories: z.array(category).min(1).max(4),
  division,
  commanderTitle: text,
  leadUnit: text.nullish(),
  plan: plan.nullish(),
  updatedAt: moment,
});

/** Headquarters with their plans; the first category is the one that they lead first. */
export const headquarters = stream({
  name: 'headquarters',
  channel: 'v1/headquarters',
  format: 'json',
  items: 'items',
  record,
  map: (one) => ({ rows: [toRow(one)] }),
});

const toRow = ({ updatedAt, ...given }: z.infer<typeof record>): MappedRow<Headquarters> => ({
  entity: Headquarters,
  values: {
    ...{ id: given.id, name: given.name, general: given.general },
    category: given.categories[0]!,
    categories: given.categories,
    division: given.division.division,
    commanderTitle: given.commanderTitle,
    leadUnitId: given.leadUnit ?? null,
    plan: given.plan ?? null,
  },
  observedAt: updatedAt,
});

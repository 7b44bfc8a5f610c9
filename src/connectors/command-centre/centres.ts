import { z } from 'zod';
import { CommandCentre } from '../../entities/command/command-centre';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { moment, text, word } from '../../kernel/ingest/fields';
import { CommandMode } from '../../schema/command/enums';
import { division } from './fields';

const record = z.object({
  id: text,
  name: text,
  division,
  mode: word({ 平时: CommandMode.PEACETIME, 战时: CommandMode.WARTIME }),
  modeSince: moment,
  modeReason: text.nullish(),
  seats: z.array(z.object({ name: text, staffed: z.boolean() })).max(100),
  updatedAt: moment,
});

/** The command centre of the county and the duty posts below it, each with the mode that its division is in. */
export const centres = stream({
  name: 'centres',
  channel: 'v1/centres',
  format: 'json',
  items: 'items',
  record,
  map: (centre) => ({ rows: [toRow(centre)] }),
});

const toRow = ({ updatedAt, ...given }: z.infer<typeof record>): MappedRow<CommandCentre> => ({
  entity: CommandCentre,
  values: { ...given, division: given.division.division, modeReason: given.modeReason ?? null },
  observedAt: updatedAt,
});

import { z } from 'zod';
import { CrewMember } from '../../entities/hazmat/crew-member';
import { maskName } from '../../entities/hazmat/mask';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { date, moment, text, word } from '../../kernel/ingest/fields';
import { CrewRole } from '../../schema/hazmat/enums';
import { optional, permitState } from './fields';
import { registerWindow } from './window';

const ROLES = { 驾驶员: CrewRole.DRIVER, 押运员: CrewRole.ESCORT, 装卸管理员: CrewRole.LOADER };
const CATEGORIES = {
  道路危险货物运输: 'GENERAL',
  剧毒化学品: 'HIGHLY_TOXIC',
  爆炸品: 'EXPLOSIVE',
  放射性物品: 'RADIOACTIVE',
};

const record = z.object({
  certificate: text,
  name: optional,
  role: word(ROLES),
  categories: z.array(word(CATEGORIES)),
  validTo: date.nullish(),
  state: permitState,
  stateSince: moment.nullish(),
  updatedAt: moment,
});

/** Certificates of competence. Of a name only its first character is ever stored. */
export const crew = stream({
  name: 'crew',
  channel: 'v1/crew',
  format: 'json',
  items: 'items',
  window: registerWindow,
  record,
  map: (member) => ({ rows: [toRow(member)] }),
});

function toRow({
  updatedAt,
  certificate,
  name,
  state,
  ...sent
}: z.infer<typeof record>): MappedRow<CrewMember> {
  return {
    entity: CrewMember,
    values: {
      ...{ number: certificate, role: sent.role, categories: sent.categories },
      nameMasked: name && maskName(name),
      ...{ validTo: sent.validTo ?? null, registeredState: state, stateSince: sent.stateSince ?? null },
    },
    observedAt: updatedAt,
  };
}

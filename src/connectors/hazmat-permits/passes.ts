import { z } from 'zod';
import { Pass } from '../../entities/hazmat/pass';
import { vehicleKey } from '../../entities/hazmat/vehicle';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { moment, text, word } from '../../kernel/ingest/fields';
import { PassKind } from '../../schema/hazmat/enums';
import { dayHours, optional, permitState, route } from './fields';
import { registerWindow } from './window';

/** The older name 公路运输通行证 (Order 77 of 2005) means the same as the present one. */
const KINDS = {
  剧毒化学品道路运输通行证: PassKind.TOXIC,
  剧毒化学品公路运输通行证: PassKind.TOXIC,
  民用爆炸物品运输许可证: PassKind.EXPLOSIVE,
  烟花爆竹道路运输许可证: PassKind.FIREWORKS,
  放射性物品道路运输批准文件: PassKind.RADIOACTIVE,
  限行区域通行证: PassKind.RESTRICTED_AREA,
};

const record = z
  .object({
    number: text,
    kind: word(KINDS),
    issuer: text,
    validFrom: moment,
    validTo: moment,
    plate: optional,
    plateColour: optional,
    route,
    hours: dayHours.nullish(),
    areas: z.array(text).nullish(),
    state: permitState,
    stateSince: moment.nullish(),
    updatedAt: moment,
  })
  .refine(({ validFrom, validTo }) => validFrom < validTo, {
    path: ['validTo'],
    message: 'does not lie after validFrom',
  })
  .refine(({ plate, plateColour }) => (plate === null) === (plateColour === null), {
    path: ['plateColour'],
    message: 'plate and its colour belong together',
  });

/** Passes and permits for single loads. */
export const passes = stream({
  name: 'passes',
  channel: 'v1/passes',
  format: 'json',
  items: 'items',
  window: registerWindow,
  record,
  map: (pass) => ({ rows: [toRow(pass)] }),
});

function toRow({ updatedAt, plate, plateColour, state, ...sent }: z.infer<typeof record>): MappedRow<Pass> {
  return {
    entity: Pass,
    values: {
      ...sent,
      ...{ hours: sent.hours ?? null, areas: sent.areas ?? null },
      vehicleKey: plate !== null && plateColour !== null ? vehicleKey(plate, plateColour) : null,
      ...{ registeredState: state, stateSince: sent.stateSince ?? null },
    },
    observedAt: updatedAt,
  };
}

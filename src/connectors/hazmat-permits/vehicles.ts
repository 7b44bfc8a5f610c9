import { z } from 'zod';
import { Vehicle, vehicleKey } from '../../entities/hazmat/vehicle';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { date, moment, text, uscc, word } from '../../kernel/ingest/fields';
import { hazardClass, permitState, un } from './fields';
import { registerWindow } from './window';

const KINDS = { 牵引车: 'TRACTOR', 挂车: 'TRAILER', 罐式货车: 'TANK_TRUCK', 厢式货车: 'VAN_TRUCK' };

const BODIES = {
  罐体: 'TANK',
  罐式集装箱: 'TANK_CONTAINER',
  集装箱: 'CONTAINER',
  厢式: 'VAN',
  其他: 'OTHER',
};

const record = z.object({
  plate: text,
  plateColour: text,
  kind: word(KINDS).nullish(),
  carrier: uscc.nullish(),
  certificate: z
    .object({ number: text, validTo: date.nullish(), state: permitState, stateSince: moment.nullish() })
    .nullish(),
  scope: z.array(hazardClass),
  inspectionDue: date.nullish(),
  ratedLoadKg: z.number().positive().nullish(),
  tankMedia: z.array(un).nullish(),
  vesselMedia: z.array(un).nullish(),
  body: word(BODIES).nullish(),
  tankVolumeM3: z.number().positive().max(200).nullish(),
  updatedAt: moment,
});

/** Vehicles and trailers with their transport certificates. */
export const vehicles = stream({
  name: 'vehicles',
  channel: 'v1/vehicles',
  format: 'json',
  items: 'items',
  window: registerWindow,
  record,
  map: (vehicle) => ({ rows: [toRow(vehicle)] }),
});

function toRow({ updatedAt, certificate, carrier, ...sent }: z.infer<typeof record>): MappedRow<Vehicle> {
  return {
    entity: Vehicle,
    values: {
      key: vehicleKey(sent.plate, sent.plateColour),
      ...{ plate: sent.plate, plateColour: sent.plateColour, scope: sent.scope },
      ...{ kind: sent.kind ?? null, carrierUscc: carrier ?? null },
      certificateNumber: certificate?.number ?? null,
      certificateValidTo: certificate?.validTo ?? null,
      registeredState: certificate?.state ?? 'VALID',
      stateSince: certificate?.stateSince ?? null,
      ...{ inspectionDue: sent.inspectionDue ?? null, ratedLoadKg: sent.ratedLoadKg ?? null },
      ...{ tankMedia: sent.tankMedia ?? null, vesselMedia: sent.vesselMedia ?? null },
      ...{ body: sent.body ?? null, tankVolumeM3: sent.tankVolumeM3 ?? null },
    },
    observedAt: updatedAt,
  };
}

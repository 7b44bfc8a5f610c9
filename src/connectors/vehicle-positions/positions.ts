import { z } from 'zod';
import { vehicleKey } from '../../entities/hazmat/vehicle';
import { VehiclePosition } from '../../entities/hazmat/vehicle-position';
import { coordinateFault, Crs, toCgcs2000 } from '../../kernel/geo/coordinates';
import { stream, type MappedRow } from '../../kernel/ingest/contract';

const text = z.string().trim().min(1);

const degrees = (axis: 'lng' | 'lat') =>
  z.number().superRefine((value, context) => {
    const fault = coordinateFault(axis, value);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });

const record = z.object({
  plate: text,
  plateColour: text,
  at: z.iso.datetime({ offset: true }).transform((value) => new Date(value)),
  lng: degrees('lng'),
  lat: degrees('lat'),
  crs: z.enum(Crs),
  speedKmh: z.number().min(0).max(300).nullish(),
});

/** The latest position of each vehicle that is on the road, turned into CGCS2000; as it came it is kept beside. */
export const positions = stream({
  name: 'positions',
  channel: 'v1/positions',
  format: 'json',
  items: 'items',
  record,
  map: (position) => ({ rows: [toRow(position)] }),
});

function toRow({
  plate,
  plateColour,
  at,
  speedKmh,
  ...raw
}: z.infer<typeof record>): MappedRow<VehiclePosition> {
  const [lng, lat] = toCgcs2000(raw);
  return {
    entity: VehiclePosition,
    values: {
      ...{ key: vehicleKey(plate, plateColour), at, lng, lat, speedKmh: speedKmh ?? null },
      ...{ rawLng: raw.lng, rawLat: raw.lat, rawCrs: raw.crs },
    },
    observedAt: at,
  };
}

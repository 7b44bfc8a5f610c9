import { toCgcs2000, type RawPosition } from '../../kernel/geo/coordinates';
import type { MappedRow } from '../../kernel/ingest/contract';
import { vehicleKey } from './vehicle';
import { VehiclePosition } from './vehicle-position';

/** Where a source says that a vehicle is. */
export interface SentPosition extends RawPosition {
  plate: string;
  plateColour: string;
  at: Date;
  speedKmh?: number | null;
}

/** The row of a position: turned into CGCS2000, with what was sent beside it. */
export function positionRow({
  plate,
  plateColour,
  at,
  speedKmh,
  ...raw
}: SentPosition): MappedRow<VehiclePosition> {
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

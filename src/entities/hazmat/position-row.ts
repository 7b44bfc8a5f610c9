import { toCgcs2000, type RawPosition } from '../../kernel/geo/coordinates';
import type { MappedRow } from '../../kernel/ingest/contract';
import { TrackPosition } from './track-position';
import { vehicleKey } from './vehicle';
import { VehiclePosition } from './vehicle-position';

/** Where a source says that a vehicle is. */
export interface SentPosition extends RawPosition {
  plate: string;
  plateColour: string;
  at: Date;
  speedKmh?: number | null;
  road?: TrackPosition['road'];
  /** By the sign. */
  limitKmh?: number | null;
}

/** The rows of a position, turned into CGCS2000: where the vehicle was at that moment, and where it is when none is later. */
export function positionRows(sent: SentPosition): MappedRow[] {
  const { plate, plateColour, at, speedKmh = null, road = null, limitKmh = null, ...raw } = sent;
  const [lng, lat] = toCgcs2000(raw);
  const place = { key: vehicleKey(plate, plateColour), at, lng, lat, speedKmh };
  const track: MappedRow<TrackPosition> = {
    entity: TrackPosition,
    values: { ...place, rawCrs: raw.crs, road, limitKmh },
    observedAt: at,
  };
  const latest: MappedRow<VehiclePosition> = {
    entity: VehiclePosition,
    values: { ...place, rawLng: raw.lng, rawLat: raw.lat, rawCrs: raw.crs },
    observedAt: at,
  };
  return [latest, track];
}

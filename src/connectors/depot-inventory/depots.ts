import { z } from 'zod';
import { Depot } from '../../entities/depots/depot';
import { Crs, toCgcs2000 } from '../../kernel/geo/coordinates';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { coordinate, division, moment, text, uscc, word } from '../../kernel/ingest/fields';
import { ReserveMode } from '../../schema/depots/enums';

const MODES = {
  实物: ReserveMode.PHYSICAL,
  协议: ReserveMode.ENTRUSTED,
  产能: ReserveMode.CAPACITY,
  家庭: ReserveMode.FAMILY,
};

const record = z.object({
  id: text,
  name: text,
  division,
  lng: coordinate('lng'),
  lat: coordinate('lat'),
  crs: z.enum(Crs),
  keeper_uscc: uscc.nullable(),
  mode: word(MODES),
  open_all_hours: z.boolean(),
  in_use: z.boolean(),
  updated_at: moment,
});

/** Depots, their position turned into CGCS2000; as it came it is kept beside. */
export const depots = stream({
  name: 'depots',
  channel: 'inventory.depot',
  format: 'json',
  table: { watermark: 'updated_at', key: ['id'] },
  record,
  map: (row) => ({ rows: [toDepot(row)] }),
});

function toDepot(row: z.infer<typeof record>): MappedRow<Depot> {
  const { id, name, mode, lng: rawLng, lat: rawLat, crs: rawCrs, updated_at: observedAt } = row;
  const [lng, lat] = toCgcs2000({ lng: rawLng, lat: rawLat, crs: rawCrs });
  const values = {
    ...{ id, name, mode, ...row.division },
    ...{ lng, lat, rawLng, rawLat, rawCrs },
    keeperUscc: row.keeper_uscc,
    openAllHours: row.open_all_hours,
    outOfUseSince: row.in_use ? null : observedAt,
  };
  return { entity: Depot, values, observedAt };
}

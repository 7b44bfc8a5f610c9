/** Columns behind fields that are worked out. */
export const needs = {
  depot: {
    division: ['division'],
    keeper: ['keeperUscc'],
    freshness: ['source', 'observedAt', 'receivedAt'],
  },
  line: {
    depot: ['depotId'],
    material: ['materialCode'],
    alert: ['qty', 'available', 'minQty', 'expiresOn', 'countedOn', 'outOfUseSince'],
    alerts: ['qty', 'available', 'minQty', 'expiresOn', 'countedOn', 'outOfUseSince'],
    freshness: ['source', 'observedAt', 'receivedAt'],
  },
  /** A line that came before its depot or its material is not there yet. */
  knownLine: `exists (select from depots.depot d where d.id = depot_id)
    and exists (select from depots.material m where m.code = material_code)`,
} as const;

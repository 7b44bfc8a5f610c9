/** Columns behind fields that are worked out, and what keeps a row whose parent is not known yet out of non-null fields. */
export const needs = {
  enterprise: { freshness: ['source', 'observedAt', 'receivedAt'] },
  site: {
    enterprise: ['uscc'],
    position: ['lng', 'lat'],
    positionRaw: ['rawLng', 'rawLat', 'rawCrs'],
  },
  licence: ['state', 'validTo'],
  /** Shown once its site, and with it the firm, is in the register. */
  hazardUnit: {
    also: ['siteId'],
    where: 'site_id in (select id from registry.site where uscc in (select uscc from registry.enterprise))',
  },
  /** Shown once its firm is in the register. */
  siteOfKnownFirm: 'uscc in (select uscc from registry.enterprise)',
} as const;

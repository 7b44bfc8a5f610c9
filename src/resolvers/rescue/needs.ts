/** Columns behind fields that are worked out. */
export const needs = {
  team: {
    base: ['baseSiteId'],
    enterprise: ['uscc'],
    freshness: ['source', 'observedAt', 'receivedAt', 'intervalSeconds'],
  },
  consultation: { enterprise: ['uscc'], experts: ['expertIds'] },
} as const;

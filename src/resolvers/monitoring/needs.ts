/** Columns behind fields that are worked out. */
export const needs = {
  sensor: ['siteId', 'source', 'intervalSeconds', 'aggregation'],
  reading: ['at', 'receivedAt', 'quality', 'calibrating'],
  alarm: ['sensorId', 'siteId', 'source'],
} as const;

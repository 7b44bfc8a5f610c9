/** Columns behind fields that are worked out. */
export const needs = {
  waybill: {
    consignor: ['consignorUscc'],
    consignee: ['consigneeUscc'],
    carrier: ['carrierUscc'],
    vehicle: ['vehicleKey', 'source'],
    trailer: ['trailerKey', 'source'],
    driver: ['driverNumber', 'loadAt'],
    escort: ['escortNumber', 'loadAt'],
    goods: ['storedGoods'],
    origin: ['originId'],
    destination: ['destinationId'],
    passes: ['passNumbers'],
    roadsideChecks: ['vehicleKey', 'loadAt', 'endsAt'],
    verdict: ['legal', 'violations', 'notJudged', 'judgedAt', 'ruleSetVersion'],
    freshness: ['source', 'observedAt', 'receivedAt'],
  },
  /** `key` leads to the position, which no column of the vehicle holds. */
  vehicle: {
    transportCert: ['certificateNumber', 'certificateValidTo', 'registeredState', 'stateSince'],
    freshness: ['source', 'observedAt', 'receivedAt'],
  },
  permit: { state: ['registeredState', 'stateSince', 'validTo'] },
} as const;

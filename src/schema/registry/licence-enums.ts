import { registerEnumType } from 'type-graphql';

export enum LicenceKind {
  SAFETY_PRODUCTION = 'SAFETY_PRODUCTION',
  HAZCHEM_BUSINESS = 'HAZCHEM_BUSINESS',
  HAZCHEM_USE = 'HAZCHEM_USE',
  MINING = 'MINING',
  HAZMAT_ROAD_TRANSPORT = 'HAZMAT_ROAD_TRANSPORT',
  PRESSURE_VESSEL = 'PRESSURE_VESSEL',
}

/** SUSPENDED and REVOKED are said by the issuer; the others follow from the dates. */
export enum LicenceState {
  VALID = 'VALID',
  EXPIRING = 'EXPIRING',
  EXPIRED = 'EXPIRED',
  SUSPENDED = 'SUSPENDED',
  REVOKED = 'REVOKED',
}

registerEnumType(LicenceKind, {
  name: 'LicenceKind',
  description: '证照类型 · Kind of licence',
  valuesConfig: {
    SAFETY_PRODUCTION: { description: '安全生产许可证 · Safety production' },
    HAZCHEM_BUSINESS: { description: '危险化学品经营许可证 · Trade in hazardous chemicals' },
    HAZCHEM_USE: { description: '危险化学品使用许可证 · Use of hazardous chemicals' },
    MINING: { description: '采矿许可证 · Mining' },
    HAZMAT_ROAD_TRANSPORT: { description: '道路危险货物运输许可证 · Dangerous goods by road' },
    PRESSURE_VESSEL: { description: '压力容器使用登记证 · Use of pressure vessels' },
  },
});
registerEnumType(LicenceState, {
  name: 'LicenceState',
  description: '证照状态 · Whether a licence holds today',
  valuesConfig: {
    VALID: { description: '有效 · Valid' },
    EXPIRING: { description: '即将到期(60 日内)· Expires within 60 days' },
    EXPIRED: { description: '过期 · Expired' },
    SUSPENDED: { description: '暂扣 · Suspended' },
    REVOKED: { description: '吊销 · Revoked' },
  },
});

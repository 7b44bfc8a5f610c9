import { registerEnumType } from 'type-graphql';

/** The seven categories of the city rescue team (DOMAIN §1, row 35). */
export enum RescueCapability {
  COAL_MINE = 'COAL_MINE',
  HAZMAT = 'HAZMAT',
  FOREST_FIRE = 'FOREST_FIRE',
  FLOOD_DROUGHT = 'FLOOD_DROUGHT',
  EARTHQUAKE = 'EARTHQUAKE',
  GEO_DISASTER = 'GEO_DISASTER',
  SOCIAL_COMPREHENSIVE = 'SOCIAL_COMPREHENSIVE',
}

export enum TeamKind {
  NATIONAL_FIRE = 'NATIONAL_FIRE',
  GOVERNMENT = 'GOVERNMENT',
  ENTERPRISE = 'ENTERPRISE',
  SOCIAL = 'SOCIAL',
  VILLAGE = 'VILLAGE',
}

/** Only READY can be sent: the others are bound, spent or out of service. */
export enum TeamState {
  READY = 'READY',
  TURNED_OUT = 'TURNED_OUT',
  ON_SCENE = 'ON_SCENE',
  RESTING = 'RESTING',
  UNAVAILABLE = 'UNAVAILABLE',
}

registerEnumType(RescueCapability, {
  name: 'RescueCapability',
  description: '救援类别(七类)· What a team is able to rescue from',
  valuesConfig: {
    COAL_MINE: { description: '煤矿 · Coal mine' },
    HAZMAT: { description: '危险化学品 · Hazardous chemicals' },
    FOREST_FIRE: { description: '森林火灾 · Forest fire' },
    FLOOD_DROUGHT: { description: '防汛抗旱 · Flood and drought' },
    EARTHQUAKE: { description: '抗震救灾 · Earthquake' },
    GEO_DISASTER: { description: '地质灾害 · Geological disaster' },
    SOCIAL_COMPREHENSIVE: { description: '社会综合救援 · Social comprehensive rescue' },
  },
});
registerEnumType(TeamKind, {
  name: 'TeamKind',
  description: '队伍类型 · Whose team it is',
  valuesConfig: {
    NATIONAL_FIRE: { description: '国家综合性消防救援队伍 · National fire and rescue' },
    GOVERNMENT: { description: '政府专职 · Of the government' },
    ENTERPRISE: { description: '企业 · Of a firm' },
    SOCIAL: { description: '社会救援力量 · Social rescue' },
    VILLAGE: { description: '乡镇、村(社区)· Of a township, village or community' },
  },
});
registerEnumType(TeamState, {
  name: 'TeamState',
  description: '队伍状态 · Where a team stands; only READY can be sent',
  valuesConfig: {
    READY: { description: '待命 · Ready to go' },
    TURNED_OUT: { description: '出动 · On its way' },
    ON_SCENE: { description: '到场 · At work on the scene' },
    RESTING: { description: '休整 · Back, and not yet fit to go again' },
    UNAVAILABLE: { description: '停用 · Out of service' },
  },
});

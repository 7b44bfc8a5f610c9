import { registerEnumType } from 'type-graphql';

/** What endangers a site from outside; rules about public warnings name these tags. */
export enum SiteExposure {
  TAILINGS_POND = 'TAILINGS_POND',
  OPEN_PIT = 'OPEN_PIT',
  FOREST_EDGE = 'FOREST_EDGE',
  RIVERSIDE = 'RIVERSIDE',
  TOWER_CRANE = 'TOWER_CRANE',
  OUTDOOR_PIPES = 'OUTDOOR_PIPES',
  OPEN_TANKS = 'OPEN_TANKS',
}

registerEnumType(SiteExposure, {
  name: 'SiteExposure',
  description: '暴露标签 · What endangers a site from outside',
  valuesConfig: {
    TAILINGS_POND: { description: '尾矿库 · Tailings pond' },
    OPEN_PIT: { description: '露天采场 · Open pit' },
    FOREST_EDGE: { description: '林缘 · Edge of a forest' },
    RIVERSIDE: { description: '临河 · By a river' },
    TOWER_CRANE: { description: '塔吊 · Tower crane' },
    OUTDOOR_PIPES: { description: '室外管线 · Pipes in the open' },
    OPEN_TANKS: { description: '露天储罐 · Tanks in the open' },
  },
});

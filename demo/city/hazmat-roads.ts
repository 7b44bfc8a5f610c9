import type { HazmatPlan } from './hazmat-plan';
import type { RestrictedArea, RoadBan } from './hazmat-records';

const DAY_MS = 86_400_000;

/** An area that no ordinary way leads through. */
export const waterSource = ({ water: { lng, lat } }: HazmatPlan): RestrictedArea => ({
  id: '示例限行区001',
  name: '示例水源保护区',
  kind: '水源保护区',
  ring: [
    [lng - 0.02, lat - 0.02],
    [lng + 0.02, lat - 0.02],
    [lng + 0.02, lat + 0.02],
    [lng - 0.02, lat + 0.02],
    [lng - 0.02, lat - 0.02],
  ],
  validFrom: '2025-01-01',
});

/** Motorways are closed by night always, and by day for a while around the city's own moment. */
export const roadBans = (at: Date): RoadBan[] => [
  {
    ...{ id: '示例禁行001', kind: '夜间禁行', name: '示例高速公路夜间禁行', roads: '高速公路' },
    ...{ from: new Date('2024-12-31T16:00:00Z'), to: null, hours: [{ from: '00:00', to: '06:00' }] },
  },
  {
    ...{ id: '示例禁行002', kind: '时段禁行', name: '示例重大活动禁行', roads: '高速公路' },
    ...{ from: new Date(at.getTime() - 30 * DAY_MS), to: new Date(at.getTime() + 365 * DAY_MS) },
    hours: [{ from: '08:00', to: '20:00' }],
  },
];

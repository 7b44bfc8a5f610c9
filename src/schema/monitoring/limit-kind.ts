import { registerEnumType } from 'type-graphql';

/** What kind of limit a measuring point has, in the words of the monitoring platform. */
export enum LimitKind {
  LOW_LOW = 'LOW_LOW',
  LOW = 'LOW',
  HIGH = 'HIGH',
  HIGH_HIGH = 'HIGH_HIGH',
  POWER_CUT = 'POWER_CUT',
  RATE = 'RATE',
  DISCRETE = 'DISCRETE',
  OFFLINE = 'OFFLINE',
}

registerEnumType(LimitKind, {
  name: 'LimitKind',
  description: '限值类别 · Kind of limit of a measuring point',
  valuesConfig: {
    LOW_LOW: { description: '下下限 · At or below' },
    LOW: { description: '下限 · At or below' },
    HIGH: { description: '上限 · At or above' },
    HIGH_HIGH: { description: '上上限 · At or above' },
    POWER_CUT: { description: '断电值 · At or above, the power of the area is cut' },
    RATE: { description: '变化率(每分钟) · Change per minute, at or above' },
    DISCRETE: { description: '开关量 · The value that means alarm' },
    OFFLINE: { description: '断线(秒) · Seconds without a reading' },
  },
});

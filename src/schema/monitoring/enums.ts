import { registerEnumType } from 'type-graphql';

/** What a measuring point says about itself now, the most urgent first. */
export enum SensorState {
  NORMAL = 'NORMAL',
  ALARM = 'ALARM',
  POWER_CUT = 'POWER_CUT',
  FAULT = 'FAULT',
  CALIBRATING = 'CALIBRATING',
  OFFLINE = 'OFFLINE',
}

export enum Quality {
  GOOD = 'GOOD',
  UNCERTAIN = 'UNCERTAIN',
  BAD = 'BAD',
  SUBSTITUTED = 'SUBSTITUTED',
}

/** What stands for the readings of a stretch of time. */
export enum Aggregation {
  MEAN = 'MEAN',
  LAST = 'LAST',
}

export enum AlarmState {
  OPEN = 'OPEN',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  CLEARED = 'CLEARED',
  CLOSED = 'CLOSED',
}

registerEnumType(SensorState, {
  name: 'SensorState',
  description: '测点状态 · State of a measuring point',
  valuesConfig: {
    NORMAL: { description: '正常 · Normal' },
    ALARM: { description: '报警 · An alarm is open' },
    POWER_CUT: { description: '断电 · A power-cut alarm is open' },
    FAULT: { description: '故障 · Its values are BAD' },
    CALIBRATING: { description: '标校 · In calibration, not judged' },
    OFFLINE: { description: '断线 · Not heard' },
  },
});
registerEnumType(Quality, {
  name: 'Quality',
  description: '数据质量 · Quality of a value',
  valuesConfig: {
    GOOD: { description: '良好 · Good' },
    UNCERTAIN: {
      description:
        '存疑:来源标明,或由平台判定超出量程、6 小时以上不变 · Uncertain, as the source says, or as the hub sees: beyond the range of the point, or not moved for 6 h. Judged all the same',
    },
    BAD: { description: '坏值 · Not to be used, never judged' },
    SUBSTITUTED: { description: '替代值 · Substituted by hand or by a model' },
  },
});
registerEnumType(Aggregation, {
  name: 'Aggregation',
  description: '时段代表值的取法 · What stands for the readings of a stretch of time',
  valuesConfig: {
    MEAN: { description: '平均 · The mean, of a measured quantity' },
    LAST: { description: '末值 · The last value, of a state or a running total' },
  },
});
registerEnumType(AlarmState, {
  name: 'AlarmState',
  description: '报警处置状态 · Where an alarm stands',
  valuesConfig: {
    OPEN: { description: '未确认 · Past its limit, nobody has acknowledged' },
    ACKNOWLEDGED: { description: '已确认 · Past its limit, acknowledged' },
    CLEARED: { description: '已恢复 · Value is back, nobody has acknowledged' },
    CLOSED: { description: '关闭 · Value is back and acknowledged' },
  },
});

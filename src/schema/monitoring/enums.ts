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
    UNCERTAIN: { description: '存疑 · Uncertain' },
    BAD: { description: '坏值 · Not to be used, never judged' },
    SUBSTITUTED: { description: '替代值 · Substituted by hand or by a model' },
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

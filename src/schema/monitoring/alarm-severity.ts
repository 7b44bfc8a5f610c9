import { registerEnumType } from 'type-graphql';
import { LimitKind } from './limit-kind';

/** Alarm level 报警等级 of a measuring point; 1 is the worst. Not a risk level and not a warning colour. */
export enum AlarmSeverity {
  LEVEL_1 = 'LEVEL_1',
  LEVEL_2 = 'LEVEL_2',
  LEVEL_3 = 'LEVEL_3',
  LEVEL_4 = 'LEVEL_4',
}

registerEnumType(AlarmSeverity, {
  name: 'AlarmSeverity',
  description: '报警等级(一级最重) · Alarm level, 1 is the worst; not a risk level',
  valuesConfig: {
    LEVEL_1: { description: '一级:断电、高高、低低 · Power cut, high-high, low-low' },
    LEVEL_2: { description: '二级:高、低 · High, low' },
    LEVEL_3: { description: '三级:突变、开关量 · Rate of change, discrete' },
    LEVEL_4: { description: '四级:断线 · Not heard' },
  },
});

const severities: Record<LimitKind, 1 | 2 | 3 | 4> = {
  POWER_CUT: 1,
  HIGH_HIGH: 1,
  LOW_LOW: 1,
  HIGH: 2,
  LOW: 2,
  RATE: 3,
  DISCRETE: 3,
  OFFLINE: 4,
};

/** 1 (worst) to 4. */
export const severityOf = (kind: LimitKind): 1 | 2 | 3 | 4 => severities[kind];

/** The enum value of a severity number. */
export const severityName = (severity: number): AlarmSeverity => `LEVEL_${severity}` as AlarmSeverity;

/** The kinds whose passing is a level-1 alarm: a point that has one of them is a key point 关键测点. */
export const KEY_KINDS: readonly LimitKind[] = Object.values(LimitKind).filter(
  (kind) => severityOf(kind) === 1,
);

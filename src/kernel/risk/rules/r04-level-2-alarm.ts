import { HOUR, MINUTE } from '../intervals';
import { defineRule, lifeOf } from '../rule';
import { alarmEvidence } from './alarm-evidence';
import { figures, hours, levels, minutes, severity } from '../rule-parameters';

const parameters = figures({ severity, steps: levels, openMinutes: minutes, holdHours: hours });

/** A level-2 alarm that is open for more than 30 min steps up; holds for 12 h after clearing. */
export const levelTwoAlarm = defineRule({
  kind: 'level-2-alarm',
  scope: 'firm and unit',
  parameters,
  holdMs: ({ holdHours }) => holdHours * HOUR,
  effects: ({ alarm }, { severity, openMinutes, steps, holdHours }) =>
    alarm
      .filter(({ value }) => value.severity === severity)
      .map((fact) => ({ fact, ...lifeOf(fact) }))
      .filter(({ from, to }) => to > from + openMinutes * MINUTE)
      .map(({ fact, from, to }) => ({
        from: from + openMinutes * MINUTE,
        to: to + holdHours * HOUR,
        kind: 'step',
        value: steps,
        ...alarmEvidence(fact),
      })),
});

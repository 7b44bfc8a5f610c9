import { HOUR, MINUTE } from '../intervals';
import { lifeOf, type Rule } from '../rule';
import { alarmEvidence } from './alarm-evidence';

/** A level-2 alarm that is open for more than 30 min steps up; holds for 12 h after clearing. */
export const levelTwoAlarm: Rule<'R04'> = {
  id: 'R04',
  scope: 'firm and unit',
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
};

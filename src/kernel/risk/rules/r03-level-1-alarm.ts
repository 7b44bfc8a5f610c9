import type { z } from 'zod';
import { HOUR, MINUTE } from '../intervals';
import { rankOf } from '../levels';
import { defineRule, lifeOf, type FactOf, type RuleEffect } from '../rule';
import { alarmEvidence } from './alarm-evidence';
import { figures, floorLevel, hours, levels, minutes, severity } from '../rule-parameters';

const parameters = figures({
  severity,
  steps: levels,
  floor: floorLevel,
  unacknowledgedMinutes: minutes,
  openMinutes: minutes,
  holdHours: hours,
});
type Figures = z.output<typeof parameters>;

/**
 * A level-1 alarm steps up while open. Unacknowledged for more than 10 min, or open for more than 60 min, it also sets
 * the floor, which a late acknowledgement does not take back. Both hold for 24 h after clearing.
 */
export const levelOneAlarm = defineRule({
  kind: 'level-1-alarm',
  scope: 'firm and unit',
  parameters,
  holdMs: ({ holdHours }) => holdHours * HOUR,
  effects: ({ alarm }, parameters) =>
    alarm
      .filter(({ value }) => value.severity === parameters.severity)
      .flatMap((fact) => effectsOf(fact, parameters)),
});

function effectsOf(fact: FactOf<'alarm'>, parameters: Figures): RuleEffect[] {
  const { from, to } = lifeOf(fact);
  const until = to + parameters.holdHours * HOUR;
  const cause = alarmEvidence(fact);
  const effects: RuleEffect[] = [{ from, to: until, kind: 'step', value: parameters.steps, ...cause }];
  const escalated = escalationOf(fact, parameters);
  if (escalated < to)
    effects.push({ from: escalated, to: until, kind: 'floor', value: rankOf(parameters.floor), ...cause });
  return effects;
}

function escalationOf(fact: FactOf<'alarm'>, parameters: Figures): number {
  const { from } = lifeOf(fact);
  const { acknowledgedAt } = fact.value;
  const unanswered = from + parameters.unacknowledgedMinutes * MINUTE;
  const tooLong = from + parameters.openMinutes * MINUTE;
  const answeredInTime = acknowledgedAt !== null && Date.parse(acknowledgedAt) <= unanswered;
  return answeredInTime ? tooLong : Math.min(unanswered, tooLong);
}

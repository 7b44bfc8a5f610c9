import { groupBy } from '../group-by';
import { HOUR, MINUTE, overlapOf, type Interval } from '../intervals';
import { defineRule, type FactOf, type RuleEffect } from '../rule';
import { count, figures, hours, levels, minutes } from '../rule-parameters';
import { cityTime } from '../words';

const parameters = figures({
  moreThan: count.describe('报警数超过 · More alarms than this'),
  withinMinutes: minutes,
  steps: levels,
  holdHours: hours,
});

/**
 * More than 20 alarms opened within 10 min at one site are one storm, and one cause: a step up while it rages, and for
 * 12 h after fewer open.
 */
export const alarmStorm = defineRule({
  kind: 'alarm-storm',
  scope: 'firm and unit',
  parameters,
  holdMs: ({ withinMinutes, holdHours }) => withinMinutes * MINUTE + holdHours * HOUR,
  effects({ alarm }, { moreThan, withinMinutes, steps, holdHours }) {
    const bySite = [...groupBy(alarm, ({ value }) => value.site)];
    return bySite.flatMap(([site, alarms]) => {
      if (alarms.length <= moreThan) return [];
      const recent = alarms.map(({ from }) => ({
        from: from.getTime(),
        to: from.getTime() + withinMinutes * MINUTE,
      }));
      return overlapOf(recent, moreThan + 1).map((storm): RuleEffect => ({
        from: storm.from,
        to: storm.to + holdHours * HOUR,
        kind: 'step',
        value: steps,
        evidence: evidenceOf(site, alarms, { from: storm.from - withinMinutes * MINUTE, to: storm.to }),
      }));
    });
  },
});

function evidenceOf(site: string, alarms: readonly FactOf<'alarm'>[], storm: Interval): string {
  const part = alarms.filter(({ from }) => from.getTime() > storm.from && from.getTime() <= storm.to);
  const [first] = part;
  const places = new Set(part.map(({ value }) => value.place)).size;
  return `${site}: ${part.length}个报警,${places}处 · ${part.length} alarms in ${places} places since ${cityTime(first!.from)}, ${first!.source}`;
}

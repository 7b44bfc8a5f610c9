import { MINUTE } from '../intervals';
import type { FactOf, RuleEffect } from '../rule';
import { cityTime } from '../words';

/** A reading is some seconds on its way; an alarm that was found later than this after it opened came late. */
const LATE_AFTER = 2 * MINUTE;

/**
 * Place, quantity, value against limit, opening time and source of an alarm. One that the hub learnt of late says so: it
 * may have gone unanswered because nobody could know of it.
 */
export function alarmEvidence({
  value: alarm,
  from,
  source,
}: FactOf<'alarm'>): Pick<RuleEffect, 'evidence' | 'late'> {
  const measured = alarm.value === null ? '' : ` ${alarm.value}${alarm.unit}`;
  const limit = alarm.limit === null ? '' : ` / ${alarm.limit}${alarm.unit}`;
  const opened = `${alarm.place} ${alarm.quantity}${measured}${limit} ${alarm.limitKind}, ${cityTime(from)}`;
  const foundAt = alarm.foundAt === undefined ? from.getTime() : Date.parse(alarm.foundAt);
  if (foundAt - from.getTime() <= LATE_AFTER) return { evidence: `${opened}, ${source}` };
  return {
    evidence: `${opened}, 迟报,发现于 · came late, found ${cityTime(foundAt)}, ${source}`,
    late: true,
  };
}

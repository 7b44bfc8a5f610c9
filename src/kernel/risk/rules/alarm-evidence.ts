import type { FactOf } from '../rule';
import { cityTime } from '../words';

/** Place, quantity, value against limit, opening time and source of an alarm. */
export function alarmEvidence({ value: alarm, from, source }: FactOf<'alarm'>): string {
  const measured = alarm.value === null ? '' : ` ${alarm.value}${alarm.unit}`;
  const limit = alarm.limit === null ? '' : ` / ${alarm.limit}${alarm.unit}`;
  return `${alarm.place} ${alarm.quantity}${measured}${limit} ${alarm.limitKind}, ${cityTime(from)}, ${source}`;
}

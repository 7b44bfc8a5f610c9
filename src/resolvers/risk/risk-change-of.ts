import type { LoggedEvent } from '../../kernel/events/event';
import type { RiskChangePayload } from '../../kernel/risk/changes';
import type { RiskChange } from '../../schema/risk/risk-change';

/** A change as it stands in the event log: equal to what is filed. */
export function changeOfEvent({ seq, at, payload }: LoggedEvent): RiskChange {
  const { unit, division, ...change } = payload as unknown as RiskChangePayload;
  return { ...change, seq, at, unitId: unit, divisionCode: division };
}

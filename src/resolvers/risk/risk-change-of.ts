import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import type { RiskChangePayload } from '../../kernel/risk/changes';
import type { RiskChangeRow } from '../../kernel/risk/read';
import type { RiskChange } from '../../schema/risk/risk-change';

type Cursors = Pick<HubContext, 'cursors'>;

/** A change as it is filed. */
export function changeOfRow(
  { seq, unit, division, ...row }: RiskChangeRow,
  { cursors }: Cursors,
): RiskChange {
  return {
    ...row,
    unitId: unit,
    divisionCode: division,
    // signing costs more than all the rest
    get cursor() {
      return cursors.encodeSeq(seq);
    },
  };
}

/** A change as it stands in the event log: equal to what is filed. */
export function changeOfEvent({ seq, at, payload }: LoggedEvent, { cursors }: Cursors): RiskChange {
  const { unit, division, ...change } = payload as unknown as RiskChangePayload;
  return { ...change, at, cursor: cursors.encodeSeq(seq), unitId: unit, divisionCode: division };
}

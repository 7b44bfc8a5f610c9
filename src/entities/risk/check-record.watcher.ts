import { endOfCityDate, startOfCityDate } from '../../kernel/clock';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { Fact, FactRetraction } from '../../kernel/risk/facts';
import { CheckRecord } from './check-record';

/** Who was on site, so that rules which wait for an inspection know. What was done from a desk is none. */
export const checkRecordWatcher: RowWatcher<CheckRecord> = {
  entity: CheckRecord,
  consequences: (changes) => ({ facts: changes.map(({ after }) => inspectionFact(after)) }),
};

function inspectionFact(row: CheckRecord): Fact | FactRetraction {
  const { id, uscc, source, kind, authority, on, offSite } = row;
  if (offSite) return { kind: 'inspection', key: id };
  return {
    ...{ subject: uscc, kind: 'inspection', key: id, source, from: heldAt(row), to: null },
    value: { kind, authority, on },
  };
}

/** Only the day is known: when it was recorded, as far as that lies within the day. */
function heldAt({ on, observedAt }: CheckRecord): Date {
  const [start, end] = [startOfCityDate(on), endOfCityDate(on)];
  return observedAt < start ? start : observedAt > end ? end : observedAt;
}

import { startOfCityDate } from '../../kernel/clock';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { Fact, FactRetraction } from '../../kernel/risk/facts';
import { Consultation } from './consultation';

/** What experts found counts from the day of the consultation until all of it is put right; without a due date it cannot be late. */
export const consultationWatcher: RowWatcher<Consultation> = {
  entity: Consultation,
  consequences: (changes) => ({ facts: changes.map(({ after }) => consultationFact(after)) }),
};

function consultationFact(row: Consultation): Fact | FactRetraction {
  const { id, uscc, source, findings, on, dueOn, closedOn } = row;
  if (dueOn === null || findings === 0) return { kind: 'consultation', key: id };
  return {
    ...{ subject: uscc, kind: 'consultation', key: id, source, from: startOfCityDate(on) },
    to: closedOn === null ? null : startOfCityDate(closedOn),
    value: { consultation: id, findings, dueOn },
  };
}

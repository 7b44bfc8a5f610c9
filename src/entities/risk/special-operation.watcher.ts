import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';
import { SpecialOperation } from './special-operation';

/** A permit is known from when it is announced; the rule looks at when the work begins. */
export const specialOperationWatcher: RowWatcher<SpecialOperation> = {
  entity: SpecialOperation,
  consequences: (changes) => ({
    facts: changes.map(({ after }) => operationFact(after)),
    reassess: changes.flatMap(({ before, after }) =>
      before && before.uscc !== after.uscc ? [before.uscc] : [],
    ),
  }),
};

const operationFact = (row: SpecialOperation): Fact => ({
  ...{ subject: row.uscc, kind: 'operation', key: row.id, source: row.source },
  from: row.startsAt < row.observedAt ? row.startsAt : row.observedAt,
  to: row.endedAt && row.endedAt < row.endsAt ? row.endedAt : row.endsAt,
  value: {
    operation: row.kind,
    grade: row.grade,
    unit: row.unitId,
    startsAt: row.startsAt.toISOString(),
  },
});

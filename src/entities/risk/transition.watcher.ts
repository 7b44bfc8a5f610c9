import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';
import { Transition } from './transition';

/** A start-up or the like is known from when it is announced, and counts until it is signed off. */
export const transitionWatcher: RowWatcher<Transition> = {
  entity: Transition,
  consequences: (changes) => ({
    facts: changes.map(({ after }) => transitionFact(after)),
    reassess: changes.flatMap(({ before, after }) =>
      before && before.uscc !== after.uscc ? [before.uscc] : [],
    ),
  }),
};

const transitionFact = (row: Transition): Fact => ({
  ...{ subject: row.uscc, kind: 'transition', key: row.id, source: row.source },
  from: row.startsAt < row.observedAt ? row.startsAt : row.observedAt,
  to: row.signedOffAt,
  value: { transition: row.kind, startsAt: row.startsAt.toISOString() },
});

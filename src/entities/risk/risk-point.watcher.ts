import { startOfCityDate } from '../../kernel/clock';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';
import { RiskPoint } from './risk-point';

/** A risk point holds from the day on which it was assessed until it is assessed anew. */
export const riskPointWatcher: RowWatcher<RiskPoint> = {
  entity: RiskPoint,
  consequences: (changes) => ({
    facts: changes.map(({ after }) => riskPointFact(after)),
    reassess: changes.flatMap(({ before, after }) =>
      before && before.uscc !== after.uscc ? [before.uscc] : [],
    ),
  }),
};

const riskPointFact = (point: RiskPoint): Fact => ({
  subject: point.uscc,
  kind: 'riskPoint',
  key: point.id,
  source: point.source,
  from: startOfCityDate(point.assessedOn),
  to: null,
  value: { name: point.name, level: point.level, assessedOn: point.assessedOn },
});

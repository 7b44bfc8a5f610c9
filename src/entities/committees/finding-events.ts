import type { Sql } from '../../kernel/database/sql';
import type { EventDraft } from '../../kernel/events/event';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { Disposition } from '../../schema/committees/enums';
import { exposedFindingFact } from './exposed-finding-fact';
import { Finding } from './finding';

/** The topic of dispositions in the event log. */
export const FINDING_TOPIC = 'finding';

/** What the log keeps of a disposition as it was. */
export interface FindingPayload {
  finding: string;
  unit: string;
  /** Who answers for it: the committee that the finding names, else all that the unit belonged to. */
  committees: string[];
  kind: Disposition;
  on: string;
}

interface Unit {
  id: string;
  division: string;
  committees: string[];
}

/** An event for each disposition 通报·曝光·问责·移送 that a finding has gained; what was exposed counts for its firm. */
export const findingWatcher: RowWatcher<Finding> = {
  entity: Finding,
  async consequences(changes, tx) {
    const gained = changes.flatMap(({ before, after }) =>
      after.dispositionLog
        .filter(({ kind, on }) => !before?.dispositionLog.some((one) => one.kind === kind && one.on === on))
        .map((disposition) => ({ finding: after, ...disposition })),
    );
    const facts = changes.map(({ after }) => exposedFindingFact(after));
    if (gained.length === 0) return { facts };
    const units = await unitsOf([...new Set(gained.map(({ finding }) => finding.unitId))], tx);
    return {
      facts,
      events: gained.map(({ finding, kind, on }): EventDraft => {
        const { id, unitId: unit, uscc, observedAt: at, committeeId } = finding;
        const known = units.get(unit);
        const committees = committeeId === null ? (known?.committees ?? []) : [committeeId];
        const payload: FindingPayload = { finding: id, unit, committees, kind, on };
        return { topic: FINDING_TOPIC, at, uscc, division: known?.division, payload: { ...payload } };
      }),
    };
  },
};

async function unitsOf(ids: readonly string[], tx: Sql): Promise<Map<string, Unit>> {
  const units = await tx.query<Unit>(
    `select u.id, u.division, array(select c.id from committees.committee c
         where c.lead_unit_id = u.id or u.id = any(c.member_ids) order by c.id) as committees
     from committees.member_unit u where u.id = any($1)`,
    [ids],
  );
  return new Map(units.map((unit) => [unit.id, unit]));
}

import { cityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import type { Consequences, Sweep } from '../../kernel/graphql/define-subgraph';
import type { Fact, FactRetraction } from '../../kernel/risk/facts';
import type { CommitteeStage } from '../../schema/committees/committee-stage';
import { CommitteeState } from '../../schema/committees/enums';
import { committeeStateOn } from './states';

const AT_MOST = 500;

/** A committee answers for firms from its trial on. */
const IN_CHARGE: readonly CommitteeState[] = [CommitteeState.OPERATING, CommitteeState.TRIAL];

/**
 * Tells hub.subject which committee each firm belongs to, whoever came first: compares what follows from the firm's
 * division and industry with what is written there. A change of either, of a committee, or a date that comes due shows
 * here within seconds.
 */
export const committeeSweep: Sweep = {
  name: 'firms-committees',
  everySeconds: 5,
  run: assignCommittees,
};

interface Charge {
  committee: string;
  division: string;
  industry: string;
  /** Of several for one firm: that of the nearest division, one that operates before one on trial. */
  rank: number;
}

async function assignCommittees(tx: Sql, now: Date): Promise<Consequences | null> {
  const charges = await chargesOn(tx, cityDate(now));
  const wrong = await tx.query<{ uscc: string; committee: string | null }>(
    `with charge as materialized (
       select * from jsonb_to_recordset($1) h(committee text, division text, industry text, rank int)),
     place as (select distinct division, industry from hub.subject),
     held as materialized (select p.division, p.industry, c.committee from place p cross join lateral (
       select h.committee from charge h where h.industry = p.industry and starts_with(p.division, h.division)
       order by length(h.division) desc, h.rank, h.committee limit 1) c)
     select s.uscc, held.committee from hub.subject s left join held using (division, industry)
     where s.committee is distinct from held.committee order by s.uscc limit ${AT_MOST}`,
    [JSON.stringify(charges)],
  );
  return wrong.length > 0 ? { subjects: wrong, facts: wrong.map((one) => committeeFact(one, now)) } : null;
}

/** Rules may differ by committee. */
const committeeFact = (
  { uscc, committee }: { uscc: string; committee: string | null },
  now: Date,
): Fact | FactRetraction =>
  committee === null
    ? { kind: 'committee', key: uscc }
    : {
        ...{ subject: uscc, kind: 'committee', key: uscc, source: 'committee-registry', from: now, to: null },
        value: { committee },
      };

async function chargesOn(tx: Sql, today: string): Promise<Charge[]> {
  const committees = await tx.query<{
    id: string;
    division: string;
    industries: string[];
    stages: CommitteeStage[];
  }>(`select id, division, industries, stages from committees.committee where tier = 'SPECIAL'`);
  return committees.flatMap(({ id, division, industries, stages }) => {
    const rank = IN_CHARGE.indexOf(committeeStateOn(stages, today));
    return rank < 0 ? [] : industries.map((industry) => ({ committee: id, division, industry, rank }));
  });
}

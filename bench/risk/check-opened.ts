import assert from 'node:assert/strict';
import type { Sql } from '../../src/kernel/database/sql';
import { levelOfRank, rankOf } from '../../src/kernel/risk/levels';
import type { Firm } from './firms';

/**
 * Throws unless each covered firm stands one level higher for R15 by name and by one change of the one batch, those that
 * had an alarm another one, the rest where they stood, the log has no gap, and each change stands under its number.
 */
export async function checkOpened(
  sql: Sql,
  {
    covered,
    others,
    alarmed,
    name,
  }: { covered: readonly Firm[]; others: readonly Firm[]; alarmed: ReadonlySet<string>; name: string },
): Promise<void> {
  const expected = new Map(
    covered.map(({ uscc, inherent }) => [
      uscc,
      levelOfRank(Math.min(4, rankOf(inherent) + 1 + (alarmed.has(uscc) ? 1 : 0))),
    ]),
  );
  for (const { uscc, inherent } of others) expected.set(uscc, inherent);
  const states = await sql.query<{ uscc: string; level: string; filed: string; reason: string | null }>(
    `select s.uscc, s.level, h.level as filed,
       jsonb_path_query_first(s.standing, '$.factors[*] ? (@.rule == "R15").evidence') #>> '{}' as reason
     from hub.risk_state s join hub.risk_standing h on h.subject = s.subject and h.known_to is null`,
  );
  assert.equal(states.length, expected.size);
  const isCovered = new Set(covered.map(({ uscc }) => uscc));
  for (const { uscc, level, filed, reason } of states) {
    assert.equal(level, expected.get(uscc), uscc);
    assert.equal(filed, level, uscc);
    assert.equal(reason, isCovered.has(uscc) ? name : null, uscc);
  }
  const [opening] = await sql.query(
    `select count(*)::int as changes, count(distinct subject)::int as subjects, count(distinct batch_id)::int as batches,
       count(distinct at)::int as moments
     from hub.risk_change where causes @> '[{"rule": "R15"}]'`,
  );
  assert.deepEqual(opening, { changes: covered.length, subjects: covered.length, batches: 1, moments: 1 });
  await checkLog(sql);
}

async function checkLog(sql: Sql): Promise<void> {
  const [log] = await sql.query(
    `select (max(seq) - min(seq) + 1 - count(*))::int as gaps,
       count(*) filter (where topic = 'risk-level')::int as told from hub.event`,
  );
  const [filed] = await sql.query<{ changes: number }>(
    `select count(*)::int as changes from hub.risk_change c join hub.event e on e.seq = c.seq
     where e.payload ->> 'id' = c.id and e.payload ->> 'to' = c.to_level`,
  );
  assert.deepEqual(log, { gaps: 0, told: filed!.changes });
}

import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../../src/kernel/database/sql';
import { groupBy } from '../../src/kernel/risk/group-by';
import { readRegime } from '../../src/kernel/risk/regime';
import { readHistory, replay } from '../../src/kernel/risk/replay';
import type { Standing } from '../../src/kernel/risk/standing';
import { readSilences } from '../../src/kernel/risk/state-table';

export interface ReplayResult {
  subjects: number;
  /** Subjects whose standing differs from what the facts give, replayed in the order in which they became known. */
  wrong: string[];
}

/** Works out every standing a second time from the history of facts, and compares it with the one that is kept. */
export async function replayStandings(sql: Sql): Promise<ReplayResult> {
  const kept = await sql.query<{ subject: string; uscc: string; standing: Standing; filed: Standing | null }>(
    `select r.subject, r.uscc, r.standing, h.standing as filed from hub.risk_state r
     left join hub.risk_standing h on h.subject = r.subject and h.known_to is null
     where r.standing <> 'null' order by r.subject`,
  );
  const silences = await readSilences(sql, new Date(0));
  const regime = await readRegime(sql);
  const all = { from: new Date(0), until: new Date(8.64e15) };
  const facts = groupBy(await readHistory(sql, null, all), ({ subject }) => subject);
  const wrong: string[] = [];
  for (const [uscc, states] of groupBy(kept, (one) => one.uscc)) {
    const until = new Date(Math.max(...states.map(({ standing }) => Date.parse(standing.at))));
    const replayed = replay(uscc, { facts: facts.get(uscc) ?? [], silences, regime }, { until });
    for (const { subject, standing, filed } of states) {
      const again = replayed.get(subject)?.standing ?? null;
      replayed.delete(subject);
      if (!looksEqual(standing, again) || !looksEqual(filed, again)) wrong.push(subject);
    }
    wrong.push(...replayed.keys());
  }
  const assessed = new Set(kept.map(({ uscc }) => uscc));
  for (const [uscc, own] of facts)
    if (!assessed.has(uscc) && own.some(({ kind, knownTo }) => kind === 'firm' && !knownTo)) wrong.push(uscc);
  return { subjects: kept.length, wrong };
}

const looksEqual = (one: Standing | null, other: Standing | null): boolean =>
  one !== null && other !== null && isDeepStrictEqual({ ...one, at: null }, { ...other, at: null });

import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../../src/kernel/database/sql';
import type { LevelChange, Standing } from '../../src/kernel/risk/standing';
import { groupBy } from '../../src/kernel/risk/group-by';
import { readRegime } from '../../src/kernel/risk/regime';
import { readHistory, replay } from '../../src/kernel/risk/replay';
import { readSilences } from '../../src/kernel/risk/state-table';

export interface ReplayResult {
  subjects: number;
  /** Of those that are there now. */
  changes: number;
  /** Subjects whose standing, or any change, differs from what the facts give, replayed in the order in which they became known. */
  wrong: string[];
}

type Told = Omit<LevelChange, 'at'> & { subject: string; at: Date };

/** Every change that was told, but for those that only say that a firm went elsewhere. */
const readChanges = (sql: Sql): Promise<Told[]> =>
  sql.query<Told>(
    `select subject, at, from_level as "from", to_level as "to", direction, causes, degraded,
       rule_set_version as "ruleSetVersion"
     from hub.risk_change where from_level is distinct from to_level or causes -> 0 ->> 'rule' <> 'MOVED' order by seq`,
  );

/** Works out every standing and change a second time from the history of facts, and compares it with what is kept. */
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
  const told = groupBy(await readChanges(sql), ({ subject }) => subject);
  const wrong: string[] = [];
  let changes = 0;
  for (const [uscc, states] of groupBy(kept, (one) => one.uscc)) {
    const until = new Date(Math.max(...states.map(({ standing }) => Date.parse(standing.at))));
    const replayed = replay(uscc, { facts: facts.get(uscc) ?? [], silences, regime }, { until });
    for (const { subject, standing, filed } of states) {
      const { standing: again = null, changes: once = [] } = replayed.get(subject) ?? {};
      replayed.delete(subject);
      const before = (told.get(subject) ?? []).map(({ subject: _, ...change }) => change);
      changes += before.length;
      const isSame = looksEqual(standing, again) && looksEqual(filed, again);
      if (!isSame || !isDeepStrictEqual(before.map(withoutDegraded), once.map(withoutDegraded)))
        wrong.push(subject);
    }
    wrong.push(...replayed.keys());
  }
  const assessed = new Set(kept.map(({ uscc }) => uscc));
  for (const [uscc, own] of facts)
    if (!assessed.has(uscc) && own.some(({ kind, knownTo }) => kind === 'firm' && !knownTo)) wrong.push(uscc);
  return { subjects: kept.length, changes, wrong };
}

/**
 * That a source is silent is noted by the clock within a second after it is: what is worked out in between does not know
 * of it yet, and its replay does. It moves no level.
 */
const withoutDegraded = ({ degraded: _, ...change }: Omit<LevelChange, 'at'> & { at: Date }) => change;

const looksEqual = (one: Standing | null, other: Standing | null): boolean =>
  one !== null && other !== null && isDeepStrictEqual({ ...one, at: null }, { ...other, at: null });

import { randomUUID } from 'node:crypto';
import type { Database, Sql } from '../../src/kernel/database/sql';
import { advance, type Advance } from '../../src/kernel/risk/engine';
import { periodFacts } from '../../src/kernel/risk/event-periods';
import type { Fact } from '../../src/kernel/risk/facts';
import { rankOf } from '../../src/kernel/risk/levels';
import { batchAt, readRegime, type Regime } from '../../src/kernel/risk/regime';
import { longestHoldMs } from '../../src/kernel/risk/rule-set';
import type { Standing } from '../../src/kernel/risk/standing';

/**
 * The same levels, reasons and ordered events as a service would usually write them: a firm at a time, each in a
 * transaction of its own, a statement a row, by the same pure rules on the same tables.
 */
export async function openRowByRow(database: Database, usccs: readonly string[], now: Date): Promise<void> {
  const regime = await readRegime(database);
  for (const uscc of usccs) await database.transaction((tx) => assessFirm(tx, { uscc, regime, now }));
}

interface Firm {
  uscc: string;
  regime: Regime;
  now: Date;
}

async function assessFirm(tx: Sql, { uscc, regime, now }: Firm): Promise<void> {
  const [state] = await tx.query<{ standing: Standing }>(
    'select standing from hub.risk_state where subject = $1 for update',
    [uscc],
  );
  const endedAfter = new Date(now.getTime() - longestHoldMs(regime.ruleSets));
  const rows = await tx.query<Fact & { true_from: Date; true_to: Date | null }>(
    `select subject, kind, key, source, true_from, true_to, value from hub.fact
     where subject = $1 and known_to is null and coalesce(true_to, 'infinity') > $2::timestamptz`,
    [uscc, endedAfter],
  );
  const facts = rows.map(({ true_from: from, true_to: to, ...row }) => ({ ...row, from, to }) as Fact);
  const periods = periodFacts(regime.periods, { now, endedAfter })(uscc);
  const { ruleSets } = regime;
  const result = advance(state!.standing, { facts: [...facts, ...periods], silences: [], ruleSets }, now);
  await writeStanding(tx, uscc, { result, regime, now });
  for (const change of result.changes) await writeChange(tx, uscc, { change, regime, now });
}

async function writeStanding(
  tx: Sql,
  uscc: string,
  { result, regime, now }: { result: Advance; regime: Regime; now: Date },
): Promise<void> {
  const { standing, nextAt } = result;
  const json = JSON.stringify(standing);
  await tx.query(
    'update hub.risk_state set level = $2, standing = $3::jsonb, next_at = $4, rules = $5 where subject = $1',
    [uscc, standing.level, json, nextAt, regime.mark],
  );
  await tx.query('update hub.risk_standing set known_to = $2 where subject = $1 and known_to is null', [
    uscc,
    now,
  ]);
  await tx.query(
    `insert into hub.risk_standing (subject, uscc, division, level, standing, known_from)
     select $1, $1, division, $2, $3::jsonb, $4 from hub.subject where uscc = $1`,
    [uscc, standing.level, json, now],
  );
}

async function writeChange(
  tx: Sql,
  uscc: string,
  { change, regime, now }: { change: Advance['changes'][number]; regime: Regime; now: Date },
): Promise<void> {
  const { at, from, to, direction, causes, ruleSetVersion, degraded } = change;
  const [place] = await tx.query<{ division: string; industry: string; committee: string | null }>(
    'select division, industry, committee from hub.subject where uscc = $1',
    [uscc],
  );
  const id = randomUUID();
  const batchId = batchAt(regime, at);
  const payload = { id, at, knownAt: now, subject: uscc, uscc, unit: null, ...place, left: null, from, to };
  const rest = { direction, batchId, causes, ruleSetVersion, degraded, drill: false };
  await tx.query(`select pg_advisory_xact_lock($1::bigint)`, [0x6875_626c]);
  const [event] = await tx.query<{ seq: number }>(
    `insert into hub.event (seq, topic, at, uscc, division, industry, committee, rank, direction, payload)
     select coalesce(max(seq), 0) + 1, 'risk-level', $1, $2, $3, $4, $5, $6, $7, $8::jsonb from hub.event returning seq`,
    [
      ...[at, uscc, place!.division, place!.industry, place!.committee],
      ...[Math.max(from ? rankOf(from) : 0, rankOf(to)), direction, JSON.stringify({ ...payload, ...rest })],
    ],
  );
  await tx.query(
    `insert into hub.risk_change (id, seq, subject, uscc, division, industry, at, known_at, from_level, to_level,
       direction, batch_id, causes, rule_set_version, degraded)
     values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14)`,
    [
      ...[id, event!.seq, uscc, place!.division, place!.industry, at, now, from, to],
      ...[direction, batchId, JSON.stringify(causes), ruleSetVersion, degraded],
    ],
  );
}

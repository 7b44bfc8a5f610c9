import type { Sql } from '../../src/kernel/database/sql';
import type { SourceLedger } from './ledgers';
import { reconcile, type SourceAccount } from './reconcile';
import { replayStandings } from './replay';

/** What the check of a whole database found. */
export interface Judgement {
  accounts: SourceAccount[];
  /** Numbers that the event log leaves out. */
  gaps: number;
  events: number;
  subjects: number;
  /** Standings that differ from the replay of their facts. */
  wrong: number;
}

export async function judgeDatabase(sql: Sql, ledgers: readonly SourceLedger[]): Promise<Judgement> {
  const accounts = await reconcile(sql, ledgers);
  const [log] = await sql.query<{ events: number; gaps: number }>(
    `select count(*)::float8 as events,
            coalesce(max(seq) - (select trimmed_to from hub.event_log) - count(*), 0)::float8 as gaps from hub.event`,
  );
  const { subjects, wrong } = await replayStandings(sql);
  return { accounts, ...log!, subjects, wrong: wrong.length };
}

/** Nothing lost, nothing twice, nothing wrong; and something was there to lose. */
export const isSound = ({ accounts, gaps, wrong, events, subjects }: Judgement): boolean =>
  gaps + wrong === 0 &&
  Math.min(events, subjects, ...accounts.map(({ sent }) => sent)) > 0 &&
  accounts.every(({ lost, twice, foreign, miscounted }) => lost + twice + foreign + miscounted === 0);

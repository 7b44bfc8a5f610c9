import type { Database } from '../../src/kernel/database/sql';
import { riskClock } from '../../src/kernel/risk/clock';
import type { Fact, FactRetraction } from '../../src/kernel/risk/facts';
import { rankOf } from '../../src/kernel/risk/levels';
import type { MoveOptions } from '../../src/kernel/risk/assess';
import { standingsOf } from '../../src/kernel/risk/read';
import { at, fact } from '../support/facts';
import { commit } from './commit';
import { seeded } from './random';

export interface TwoSourcesOptions {
  database: Database;
  changes: number;
  seed: number;
  firms?: number;
  /** A planted defect hands in a lock that does not lock. */
  lock?: MoveOptions['lock'];
}

export interface TwoSourcesResult {
  changes: number;
  rounds: number;
  /** Firms whose level or cause differed from the model's, over all rounds. */
  wrong: number;
  deadlocks: number;
  otherErrors: number;
}

type Side = 'monitoring' | 'hazards';
const SIDES: Side[] = ['monitoring', 'hazards'];
const RULE = { monitoring: 'R04', hazards: 'R09' };
const PAGE = 5;
const DAY = 86_400_000;

/** What must hold of one firm: a rule written down a second time, without the engine. */
interface Model {
  up: Record<Side, boolean>;
  rank: number;
}

/**
 * Two sources change facts of the same firms side by side. Rounds that raise and rounds that take back follow each
 * other, so that the model does not depend on who came first; a day passes after each pair.
 */
export async function twoSources(options: TwoSourcesOptions): Promise<TwoSourcesResult> {
  const { database, changes, seed, firms = 50 } = options;
  const random = seeded(seed);
  const models = new Map<string, Model>();
  for (let index = 0; index < firms; index++)
    models.set(`F${String(index).padStart(4, '0')}`, { up: { monitoring: false, hazards: false }, rank: 1 });
  const result = { changes: 0, rounds: 0, wrong: 0, deadlocks: 0, otherErrors: 0 };
  let now = at('2026-03-01 12:00');
  await commit(database, { facts: [...models.keys()].flatMap(registered) }, { now });

  while (result.changes < changes) {
    for (const raise of [true, false]) {
      const side = (name: Side) => {
        const wanted = random.shuffled(
          [...models].filter(([, { up }]) => up[name] !== raise).map(([uscc]) => uscc),
        );
        return wanted.slice(0, Math.ceil(wanted.length * 0.8)).sort();
      };
      const pages = SIDES.map((name) => ({ name, usccs: side(name) }));
      await Promise.all(
        pages.map(({ name, usccs }) => applyAll(name, { usccs, raise, now, options, result, random })),
      );
      for (const { name, usccs } of pages) for (const uscc of usccs) models.get(uscc)!.up[name] = raise;
      result.changes += pages.reduce((sum, { usccs }) => sum + usccs.length, 0);
      if (raise) for (const model of models.values()) model.rank = Math.max(model.rank, targetOf(model));
      result.wrong += await compare(database, models);
      result.rounds++;
    }
    now = new Date(now.getTime() + DAY);
    for (const model of models.values()) model.rank = Math.max(targetOf(model), model.rank - 1);
    await passTime(database, now);
    result.wrong += await compare(database, models);
  }
  return result;
}

const targetOf = ({ up }: Model): number => 1 + Number(up.monitoring) + Number(up.hazards);

const registered = (uscc: string): Fact[] => [
  fact('firm', { from: at('2026-01-01 08:00'), subject: uscc }),
  fact('riskPoint', { from: at('2026-01-01 08:00'), subject: uscc }),
];

interface Work {
  usccs: string[];
  raise: boolean;
  now: Date;
  options: TwoSourcesOptions;
  result: TwoSourcesResult;
  random: ReturnType<typeof seeded>;
}

async function applyAll(side: Side, { usccs, raise, now, options, result, random }: Work): Promise<void> {
  for (let from = 0; from < usccs.length; from += PAGE) {
    // each page in an order of its own: only the lock's order keeps two pages from waiting for each other
    const page = random.shuffled(usccs.slice(from, from + PAGE));
    const facts = page.map((uscc) => change(side, { uscc, raise, now }));
    await commit(options.database, { facts }, { now, lock: options.lock }).catch((error) => {
      if (error.code === '40P01') result.deadlocks++;
      else result.otherErrors++;
    });
  }
}

function change(
  side: Side,
  { uscc, raise, now }: { uscc: string; raise: boolean; now: Date },
): Fact | FactRetraction {
  const kind = side === 'monitoring' ? 'alarm' : 'hazard';
  const key = `${side}-${uscc}`;
  if (!raise) return { kind, key };
  const from = new Date(now.getTime() - 30 * DAY);
  return side === 'monitoring'
    ? fact('alarm', { from, key, subject: uscc }, { severity: 2 })
    : fact('hazard', { from, key, subject: uscc }, { dueOn: '2025-12-01' });
}

async function passTime(database: Database, now: Date): Promise<void> {
  for (;;) {
    const due = await database.transaction((tx) => riskClock.run(tx, now));
    if (!due) return;
    await commit(database, due, { now });
  }
}

async function compare(database: Database, models: Map<string, Model>): Promise<number> {
  const standings = await standingsOf(database, [...models.keys()]);
  return [...models].filter(([uscc, model]) => {
    const standing = standings.get(uscc);
    const rules = SIDES.filter((side) => model.up[side]).map((side) => RULE[side]);
    const named = standing?.factors.map(({ rule }) => rule).filter((rule) => rule !== 'R01') ?? [];
    return !standing || rankOf(standing.level) !== model.rank || named.sort().join() !== rules.sort().join();
  }).length;
}

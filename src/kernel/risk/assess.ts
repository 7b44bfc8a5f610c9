import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../database/sql';
import type { EventDraft, Place } from '../events/event';
import type { Consequences } from '../graphql/define-subgraph';
import { draftsOf, payloadsOf, recordChanges, type MovedSubject } from './changes';
import { advance, type Advance } from './engine';
import { ownersOf, readFacts, slotsOf, writeFacts } from './fact-table';
import { periodFacts } from './event-periods';
import type { Fact } from './facts';
import { groupBy } from './group-by';
import { Direction, RiskLevel } from './levels';
import { lockFirms } from './lock-firms';
import { moveCause } from './move';
import { batchAt, readRegime, type Regime } from './regime';
import { longestHoldMs } from './rule-set';
import type { LevelChange, Standing } from './standing';
import { readSilences, readStates, writeStates, type NewState, type StateRow } from './state-table';
import { subjectsOf, type AssessedSubject } from './subjects';
import { subjectRowsOf, writeSubjects } from './subject-table';
import type { Inputs, SourceSilence } from './timeline';

export interface MoveOptions {
  /** Of the transaction. */
  now: Date;
  /** @default as it stands in the transaction */
  regime?: Regime;
  /** Shared by the chunks of one mass change; without it a batch is made when one cause moves more than 20 subjects. */
  batchId?: string | null;
  drill?: boolean;
  /** Makes the firms' rows and locks them; the test of the lock hands in one that does not. */
  lock?: (tx: Sql, usccs: readonly string[]) => Promise<void>;
}

export interface Moved {
  /** For the log, in order. */
  events: EventDraft[];
  /** Files the changes; `seqs` are what `publish` answered for `events`, in the same order. */
  record(seqs: readonly number[]): Promise<void>;
  /** Subjects whose level changed. */
  moved: number;
}

interface Outcome {
  state: NewState;
  moved: { subject: MovedSubject; change: LevelChange; left: Place | null }[];
}

/**
 * Works out what a page of facts means for the levels of the firms concerned, inside the store's transaction: lock the
 * firms in key order, carry what came due under the facts known before, write the facts, read them in a new statement,
 * carry on, write the states. The number of statements does not depend on the number of firms.
 */
export async function moveRisk(
  tx: Sql,
  { facts: changes = [], subjects = [], reassess = [] }: Consequences,
  options: MoveOptions,
): Promise<Moved> {
  const subjectRows = subjectRowsOf(subjects, changes);
  const owners = changes.length > 0 ? await ownersOf(tx, changes) : [];
  const usccs = [...new Set([...owners, ...subjectRows.map(({ uscc }) => uscc), ...reassess])].sort();
  if (usccs.length === 0) return { events: [], record: async () => undefined, moved: 0 };

  await (options.lock ?? lockFirms)(tx, usccs);
  const left = await writeSubjects(tx, subjectRows);
  const round = { ...(await openRound(tx, usccs, options)), left };
  const before = changes.length > 0 ? await factsBefore(tx, round) : null;
  const touched = await writeFacts(tx, slotsOf(changes, round.now), round.now);
  const after = await readFacts(tx, usccs, round.endedAfter);
  const outcomes = outcomesOf({ before, after }, round);
  const written = outcomes
    .map(({ state }) => state)
    .filter((state) => state.moved || touched.has(state.uscc) || needsWriting(state, round));
  await writeStates(tx, written, { now: round.now, rules: round.regime.mark });

  const moved = outcomes.flatMap((outcome) => outcome.moved);
  const batchOf = (at: Date) => batchAt(round.regime, at);
  const payloads = payloadsOf(moved, { ...options, batchOf, now: round.now });
  return {
    events: draftsOf(payloads, round.now),
    record: (seqs) => recordChanges(tx, payloads, seqs),
    moved: new Set(moved.map(({ subject }) => subject.subject)).size,
  };
}

/** What holds for all subjects of one call. */
interface Round {
  now: Date;
  /** Of a firm. */
  periodsOf(uscc: string): Fact[];
  endedAfter: Date;
  states: Map<string, StateRow>;
  byFirm: Map<string, StateRow[]>;
  silences: SourceSilence[];
  regime: Regime;
  /** Where firms were that went elsewhere. */
  left: Map<string, Place>;
}

async function openRound(
  tx: Sql,
  usccs: readonly string[],
  options: MoveOptions,
): Promise<Omit<Round, 'left'>> {
  const rows = await readStates(tx, usccs);
  const times = rows.flatMap(({ standing }) => (standing ? [Date.parse(standing.at)] : []));
  const regime = options.regime ?? (await readRegime(tx));
  // another replica's clock may be a little ahead, or this transaction have waited for one that began later or in the same
  // millisecond: a firm's time never runs back, and what came after stays after, or a replay would take both in as one
  const latest = Math.max(...times);
  const now = options.now.getTime() <= latest ? new Date(latest + 1) : options.now;
  const earliest = Math.min(now.getTime(), ...times);
  const endedAfter = new Date(earliest - longestHoldMs(regime.ruleSets));
  return {
    ...{ now, endedAfter, periodsOf: periodFacts(regime.periods, { now, endedAfter }) },
    states: new Map(rows.map((row) => [row.subject, row])),
    byFirm: groupBy(rows, ({ uscc }) => uscc),
    silences: await readSilences(tx, new Date(earliest)),
    regime,
  };
}

/** Facts of the firms for which a moment passed unassessed, as they were known while it passed. */
async function factsBefore(tx: Sql, round: Round): Promise<Map<string, Fact[]>> {
  const due = dueFirms(round);
  return due.length > 0 ? readFacts(tx, due, round.endedAfter) : new Map();
}

const dueFirms = (round: Round): string[] =>
  [...round.byFirm].filter(([, rows]) => rows.some((row) => isDue(row, round))).map(([uscc]) => uscc);

const isDue = ({ nextAt }: Pick<StateRow, 'nextAt'>, { now }: Round): boolean =>
  nextAt !== null && nextAt <= now;

/** @param facts before: of the firms for which a moment passed; null: what is known of them did not change */
function outcomesOf(
  { before, after }: { before: Map<string, Fact[]> | null; after: Map<string, Fact[]> },
  round: Round,
): Outcome[] {
  const assessed = [...after].flatMap(([uscc, facts]) => subjectsOf(uscc, facts));
  const due = new Set(dueFirms(round));
  const passing = before
    ? [...before].flatMap(([uscc, facts]) => subjectsOf(uscc, facts))
    : assessed.filter(({ uscc }) => due.has(uscc));
  const earlier = new Map(passing.map((one) => [one.subject, one]));
  const here = new Set(assessed.map(({ subject }) => subject));
  const gone = [...round.states.values()].filter(({ subject }) => !here.has(subject));
  return [
    ...assessed.map((one) => carry(one, earlier.get(one.subject) ?? null, round)),
    ...gone.map((row) => ({ state: unassessed(row), moved: [] })),
  ];
}

/** First the time that passed, under what was known then; then what is known now. */
function advanceBy(
  previous: Standing | null,
  { one, earlier }: { one: AssessedSubject; earlier: AssessedSubject | null },
  round: Round,
): Advance {
  const { now } = round;
  const passed = previous && earlier && advance(previous, inputsOf(earlier, round), now);
  if (passed && earlier === one) return passed;
  const carried = passed?.standing ?? previous;
  const result = advance(carried && { ...carried, at: now.toISOString() }, inputsOf(one, round), now);
  return { ...result, changes: [...(passed?.changes ?? []), ...result.changes] };
}

function carry(one: AssessedSubject, earlier: AssessedSubject | null, round: Round): Outcome {
  const row = round.states.get(one.subject);
  const firm = round.states.get(one.uscc)!;
  const previous = row?.standing ?? null;
  const result = advanceBy(previous, { one, earlier }, round);
  const { division, industry, committee } = firm;
  const { subject, uscc, unit } = one;
  const moved = !row?.filed || row.filedUnder !== division || !looksEqual(previous, result.standing);
  return {
    state: {
      ...{ subject, uscc, unit, division, moved },
      level: result.standing.level,
      standing: result.standing,
      nextAt: result.nextAt,
    },
    moved: withMove(result.changes, {
      standing: result.standing,
      left: previous && (round.left.get(uscc) ?? null),
      place: { division, industry, committee },
      now: round.now,
    }).map((move) => ({ subject: { subject, uscc, unit, division, industry, committee }, ...move })),
  };
}

/** The last change takes the subject elsewhere; without one, a change of no level does. */
function withMove(
  changes: readonly LevelChange[],
  { standing, left, place, now }: { standing: Standing; left: Place | null; place: Place; now: Date },
): { change: LevelChange; left: Place | null }[] {
  const { level, ruleSetVersion, degraded } = standing;
  const move = { at: now, from: level, to: level, direction: Direction.UP, ruleSetVersion, degraded };
  const all = left && changes.length === 0 ? [{ ...move, causes: [moveCause(left, place, now)] }] : changes;
  return all.map((change, i) => ({ change, left: i === all.length - 1 ? left : null }));
}

const inputsOf = (
  { uscc, facts, unit }: AssessedSubject,
  { silences, regime, periodsOf }: Round,
): Inputs => ({
  facts: [...facts, ...periodsOf(uscc)],
  silences,
  ruleSets: regime.ruleSets,
  subject: unit === null ? 'firm' : 'unit',
});

/** A firm that is not in the register, or a unit that is gone: known of, but without a level. */
const unassessed = ({ subject, uscc, unit, division, standing, filed, filedUnder }: StateRow): NewState => ({
  ...{ subject, uscc, unit, division },
  level: RiskLevel.UNRATED,
  standing: null,
  nextAt: null,
  moved: standing !== null || (unit === null && (!filed || filedUnder !== division)),
});

const looksEqual = (one: Standing | null, other: Standing): boolean =>
  one !== null && isDeepStrictEqual({ ...one, at: null }, { ...other, at: null });

function needsWriting(state: NewState, round: Round): boolean {
  const row = round.states.get(state.subject);
  const underOthers = row?.rules !== round.regime.mark;
  return !row || underOthers || isDue(row, round) || row.nextAt?.getTime() !== state.nextAt?.getTime();
}

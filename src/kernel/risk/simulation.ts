import { setImmediate as turn } from 'node:timers/promises';
import type { Sql } from '../database/sql';
import { groupBy } from './group-by';
import { Direction, rankOf } from './levels';
import type { LevelChange } from './standing';

const CHUNK = 500;
const MAX_SAMPLES = 100;

/** A change that would come about. */
export interface SimulatedChange extends LevelChange {
  subject: string;
  uscc: string;
  unit: string | null;
  division: string | null;
  committee: string | null;
}

export interface Simulation {
  /** Subjects: firms and their hazard units. */
  raised: number;
  lowered: number;
  unchanged: number;
  /** The first hundred, raised ones first, the highest first. */
  samples: SimulatedChange[];
  /** How many changes each place and committee would be told of, by division and committee. */
  told: { division: string | null; committee: string | null; up: number; down: number }[];
}

/** Where a firm is, and under whom. */
export interface Place {
  uscc: string;
  division: string | null;
  committee: string | null;
}

/** What a draft does to one subject; null: nothing. */
export interface Verdict {
  direction: Direction | null;
  change: SimulatedChange | null;
}

/** Lets each firm of a division be judged, some hundreds at a time, and counts. */
export async function tally(
  sql: Sql,
  division: string,
  judge: (places: Place[]) => Promise<Verdict[]>,
): Promise<Simulation> {
  const counts = { raised: 0, lowered: 0, unchanged: 0 };
  const changes: SimulatedChange[] = [];
  for (let after = ''; ;) {
    const places = await sql.query<Place>(
      `select uscc, division, committee from hub.subject
       where registered and starts_with(division, $1) and uscc > $2 order by uscc limit ${CHUNK}`,
      [division, after],
    );
    if (places.length === 0) break;
    for (const { direction, change } of await judge(places)) {
      counts[direction === null ? 'unchanged' : direction === Direction.UP ? 'raised' : 'lowered']++;
      if (change) changes.push(change);
    }
    after = places.at(-1)!.uscc;
    await turn();
  }
  return { ...counts, samples: sampleOf(changes), told: toldOf(changes) };
}

const sampleOf = (changes: readonly SimulatedChange[]): SimulatedChange[] =>
  [...changes]
    .sort(
      (one, other) =>
        Number(other.direction === Direction.UP) - Number(one.direction === Direction.UP) ||
        rankOf(other.to) - rankOf(one.to) ||
        (one.subject < other.subject ? -1 : 1),
    )
    .slice(0, MAX_SAMPLES);

function toldOf(changes: readonly SimulatedChange[]): Simulation['told'] {
  const groups = groupBy(changes, ({ division, committee }) => JSON.stringify([division, committee]));
  return [...groups.values()]
    .map((group) => {
      const { division, committee } = group[0]!;
      const up = group.filter(({ direction }) => direction === Direction.UP).length;
      return { division, committee, up, down: group.length - up };
    })
    .sort((one, other) => other.up - one.up || other.down - one.down);
}

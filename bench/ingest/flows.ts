import type { Client } from 'pg';
import type { BenchServer } from '../risk/bench-server';
import { median } from '../risk/percentile';
import { checkBare, checkHub } from './check';
import type { Plan } from './plan';
import { setStage, type Stage } from './stage';
import { takeTurn, type Lane, type Measured } from './turn';

const BUNDLE = 50;
/** A little more than the 35,000 that have to be shown, so that a pause of the generator does not count against them. */
const SUSTAINED = 36_000;
const SINGLES = 10_000;
const ROUNDS = 3;
/** Who asks for less than this wants to see that it works. */
const IN_EARNEST_S = 30;
const SHORTEST_S = 3;

/** Readings as they are sent all day, with so many points known: as many as can be had, in turn with the bare loop; then at even rates. */
export async function flows(server: BenchServer, plan: Plan, seconds: number) {
  const stage = await setStage(server, plan);
  try {
    const rounds = seconds < IN_EARNEST_S ? 1 : ROUNDS;
    const capacity = await compare(stage, {
      size: BUNDLE,
      seconds: Math.max(SHORTEST_S, seconds / 8),
      rounds,
    });
    const sustained = await evenly(stage, { size: BUNDLE, perSecond: SUSTAINED, seconds });
    const singles = await compare(stage, { size: 1, seconds: Math.max(SHORTEST_S, seconds / 12), rounds });
    const evenSingles = await evenly(stage, { size: 1, perSecond: SINGLES, seconds: seconds / 3 });
    await checkHub(stage.sql, stage.hub.gateways.next, plan);
    await checkBare(stage.sql, stage.bare.gateways.next, plan);
    return {
      figures: { capacity: capacity.figures, sustained, singles: singles.figures, evenSingles },
      ratios: { capacity: capacity.ratio, singles: singles.ratio },
    };
  } finally {
    await stage.close();
  }
}

/** In turn, after a warm-up turn each: medians. */
async function compare(
  { hub, bare, postgres }: Stage,
  { size, seconds, rounds }: { size: number; seconds: number; rounds: number },
) {
  const turn = (lane: Lane, length = seconds) =>
    takeTurn(lane, { size, perSecond: null, seconds: length }, postgres);
  const found: Record<string, Measured[]> = { hub: [], bare: [] };
  for (const lane of [hub, bare]) await turn(lane, SHORTEST_S);
  for (let round = 0; round < rounds; round++)
    for (const lane of [hub, bare]) found[lane.taker.name]!.push(await turn(lane));
  const figures = Object.fromEntries(
    Object.entries(found).map(([name, turns]) => [
      name,
      {
        perSecond: median(turns.map(({ perSecond }) => perSecond)),
        cpuMicros: middleCpu(turns),
      },
    ]),
  );
  return { figures, ratio: figures.hub!.perSecond / figures.bare!.perSecond };
}

const middleCpu = (turns: readonly Measured[]) =>
  Object.fromEntries(
    (Object.keys(turns[0]!.cpu) as (keyof Measured['cpu'])[]).map((key) => [
      key,
      median(turns.flatMap(({ cpu }) => cpu[key] ?? [])),
    ]),
  );

/** At a rate: how many were taken in, how long each took from when it was sent to its commit, and the hub's memory. */
async function evenly(
  { hub, postgres, sql }: Stage,
  turn: { size: number; perSecond: number; seconds: number },
) {
  const { perSecond, mib, cpu, began } = await takeTurn(hub, turn, postgres);
  const [startMib, endMib] = mib;
  return { perSecond, toCommitMs: await delays(sql, began), startMib, endMib, cpuMicros: cpu };
}

/** A reading's own time is when it was sent, and the database knows when it was committed. */
export async function delays(sql: Client, since: Date, until = new Date()) {
  const { rows } = await sql.query(
    `select count(*)::int as counted, percentile_cont(array[0.5, 0.99, 1]) within group (order by ms) as of from (
       select extract(epoch from pg_xact_commit_timestamp(xmin) - at)::float8 * 1000 as ms
       from monitoring.history where at between $1 and $2) d`,
    [since, until],
  );
  const [middle, p99, longest] = rows[0].of ?? [];
  return { median: middle, p99, longest, counted: rows[0].counted };
}

import { cityDate, endOfCityDate, startOfCityDate } from '../clock';
import { Direction, levelOfRank, rankOf, RiskLevel } from './levels';
import { pictureAt, targetAt, type Picture } from './picture';
import { entryOf, spanOf, type RuleSet } from './rule-set';
import type { LevelChange, RiskFactor, Standing } from './standing';
import { timelineOf, type Effect, type Inputs, type Timeline } from './timeline';

export interface Advance {
  standing: Standing;
  /** In order. */
  changes: LevelChange[];
  /** When anything can change next without a new fact; null: never. */
  nextAt: Date | null;
}

/** What the fold carries from moment to moment. Times in milliseconds, levels as ranks. */
interface Fold {
  level: number;
  since: number;
  factors: RiskFactor[];
  changes: LevelChange[];
}

const BLUE = rankOf(RiskLevel.BLUE_LOW);
const UNRATED = rankOf(RiskLevel.UNRATED);

/**
 * Carries a standing on to `now` under the facts as they are known now: the level rises with the target at once and
 * falls by R30 only. Pure. The standing must have been carried up to the moment at which the facts were learnt under
 * the facts known before. What was learnt late moves the level with the moment it became true, but never before the
 * last change, and never lowers it in hindsight.
 */
export function advance(standing: Standing | null, inputs: Inputs, now: Date): Advance {
  const end = Math.max(now.getTime(), standing ? Date.parse(standing.at) : 0);
  const timeline = timelineOf({ ...inputs, ruleSets: inputs.ruleSets.filter(mattersFrom(standing, end)) });
  const fold = standing ? resume(standing) : { level: UNRATED, since: end, factors: [], changes: [] };
  if (standing) {
    const at = Date.parse(standing.at);
    learn(fold, timeline, at);
    for (let next = nextMoment(fold, timeline, at); next <= end; next = nextMoment(fold, timeline, next))
      pass(fold, timeline, next);
  } else begin(fold, timeline, end);
  const next = nextMoment(fold, timeline, end);
  return {
    standing: close(fold, timeline, end),
    changes: fold.changes,
    nextAt: next === Infinity ? null : new Date(next),
  };
}

/** A change is never told of before the last one, so a set that was over by then has no say. */
function mattersFrom(standing: Standing | null, end: number): (set: RuleSet) => boolean {
  const from = standing ? Math.min(Date.parse(standing.since), Date.parse(standing.at)) : end;
  return (set) => spanOf(set).to > from;
}

const resume = (standing: Standing): Fold => ({
  level: rankOf(standing.level),
  since: Date.parse(standing.since),
  factors: standing.factors,
  changes: [],
});

function begin(fold: Fold, timeline: Timeline, at: number): void {
  const picture = pictureAt(timeline, at);
  fold.factors = picture.factors;
  fold.level = picture.target;
  if (fold.level === UNRATED) return;
  fold.changes.push({
    ...contextOf(timeline, picture, at),
    from: null,
    causes: causesOf(picture.factors, []),
  });
}

/** Takes in what is known now about the moment up to which the level was carried. */
function learn(fold: Fold, timeline: Timeline, at: number): void {
  const picture = pictureAt(timeline, at);
  if (picture.target > fold.level) {
    const due = Math.max(fold.since, beginningOf(picture.target, timeline, at));
    rise(fold, timeline, { picture, seenAt: at, due });
  } else if (isNewlySet(fold, picture)) setByHand(fold, timeline, { picture, at });
  fold.factors = picture.factors;
}

function pass(fold: Fold, timeline: Timeline, at: number): void {
  const picture = pictureAt(timeline, at);
  if (picture.target > fold.level) rise(fold, timeline, { picture, seenAt: at, due: at });
  else if (isNewlySet(fold, picture)) setByHand(fold, timeline, { picture, at });
  else if (fold.level > picture.target && mayFall(timeline, picture, at))
    fall(fold, timeline, { picture, at });
  fold.factors = picture.factors;
}

/** Somebody set the level since the fold looked last. */
const isNewlySet = (fold: Fold, { manual }: Picture): boolean =>
  manual !== null && !fold.factors.some((factor) => isOf(factor, manual));

const isOf = ({ rule, since }: RiskFactor, { entry, began }: Effect): boolean =>
  rule === entry.id && Date.parse(since) === began;

/** At once, also downwards; and told even where the level is what it was. */
function setByHand(fold: Fold, timeline: Timeline, { picture, at }: { picture: Picture; at: number }): void {
  const from = levelOfRank(fold.level);
  const falls = fold.level > picture.target;
  fold.level = picture.target;
  if (falls) fold.since = at;
  fold.changes.push({
    ...contextOf(timeline, picture, at),
    from,
    direction: falls ? Direction.DOWN : Direction.UP,
    causes: picture.factors.filter((factor) => isOf(factor, picture.manual!)),
  });
}

/** At 00:00 city time, with every input heard. */
function mayFall(timeline: Timeline, picture: Picture, at: number): boolean {
  const midnight = startOfCityDate(cityDate(new Date(at))).getTime() === at;
  return midnight && !picture.gap && !timeline.silentAt(at) && wayDown(timeline, at) !== null;
}

function rise(
  fold: Fold,
  timeline: Timeline,
  { picture, seenAt, due }: { picture: Picture; seenAt: number; due: number },
): void {
  const from = levelOfRank(fold.level);
  fold.level = picture.target;
  fold.since = due;
  fold.changes.push({
    ...contextOf(timeline, picture, seenAt),
    at: new Date(due),
    from,
    causes: causesOf(picture.factors, fold.factors),
  });
}

function fall(fold: Fold, timeline: Timeline, { picture, at }: { picture: Picture; at: number }): void {
  const entry = wayDown(timeline, at)!;
  const from = levelOfRank(fold.level);
  const lower = Math.max(picture.target, fold.level - entry.parameters.stepsPerDay);
  // an unrated subject is grey, and grey never turns blue by itself
  fold.level = lower === BLUE && picture.target === UNRATED ? UNRATED : lower;
  fold.since = at;
  const target = levelOfRank(picture.target);
  const cause: RiskFactor = {
    rule: entry.id,
    effect: entry.effect,
    basis: entry.basis,
    evidence: `上调因素已消除,目标等级 · raised no more, heading for ${target}`,
    certainty: entry.certainty,
    since: new Date(at).toISOString(),
    until: null,
    effects: [],
  };
  fold.changes.push({
    ...contextOf(timeline, picture, at),
    from,
    to: levelOfRank(fold.level),
    direction: Direction.DOWN,
    causes: [cause],
  });
}

const wayDown = (timeline: Timeline, at: number) => entryOf(timeline.ruleSetAt(at), 'step-down');

const contextOf = (timeline: Timeline, picture: Picture, at: number) => ({
  at: new Date(at),
  to: levelOfRank(picture.target),
  direction: Direction.UP,
  ruleSetVersion: timeline.ruleSetAt(at)?.version ?? 'none',
  degraded: picture.gap || picture.late || timeline.silentAt(at),
});

/** The factors with an effect that was not there before; when none is new, all that raise. */
function causesOf(factors: readonly RiskFactor[], before: readonly RiskFactor[]): RiskFactor[] {
  const raising = factors.filter(({ effects }) =>
    effects.some((effect) => /^(base|step|floor|override):/.test(effect)),
  );
  const known = new Set(before.flatMap(({ rule, effects }) => effects.map((effect) => `${rule} ${effect}`)));
  const fresh = raising.filter(({ rule, effects }) =>
    effects.some((effect) => !known.has(`${rule} ${effect}`)),
  );
  return fresh.length > 0 ? fresh : raising;
}

/** Since when, without a break, the target has been at least this. */
function beginningOf(target: number, timeline: Timeline, at: number): number {
  const past = timeline.moments.filter((moment) => moment <= at).reverse();
  let beginning = at;
  for (const moment of past) {
    if (targetAt(timeline, moment) < target) break;
    beginning = moment;
  }
  return beginning;
}

/** The next moment after `at` that can change anything: an effect begins or ends, or a level may fall. */
function nextMoment(fold: Fold, timeline: Timeline, at: number): number {
  const moment = timeline.moments.find((candidate) => candidate > at) ?? Infinity;
  const falling = fold.level > targetAt(timeline, at);
  const midnight = falling ? endOfCityDate(cityDate(new Date(at))).getTime() : Infinity;
  return Math.min(moment, midnight);
}

function close(fold: Fold, timeline: Timeline, at: number): Standing {
  const picture = pictureAt(timeline, at);
  return {
    at: new Date(at).toISOString(),
    level: levelOfRank(fold.level),
    inherent: levelOfRank(picture.inherent),
    target: levelOfRank(picture.target),
    score: fold.level === UNRATED ? 0 : Math.round((20 * fold.level + picture.weight) * 10) / 10,
    since: new Date(fold.since).toISOString(),
    ruleSetVersion: timeline.ruleSetAt(at)?.version ?? 'none',
    factors: picture.factors,
    ...(picture.manual && { override: overrideOf(picture.manual) }),
    degraded: picture.gap,
    stale: picture.silence,
    inputs: timeline.inputsAt(at),
  };
}

const overrideOf = ({ manual, ends }: Effect) => ({ ...manual!, until: new Date(ends).toISOString() });

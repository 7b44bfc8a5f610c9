import type { z } from 'zod';
import type { ViolationSeverity } from '../../../schema/hazmat/enums';
import type { Place, Trip } from './trip';

/** V01 to V23, in order. */
export const TRIP_RULE_IDS = [
  ...['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V08', 'V09', 'V10', 'V11', 'V12'],
  ...['V13', 'V14', 'V15', 'V16', 'V17', 'V18', 'V19', 'V20', 'V21', 'V22', 'V23'],
] as const;

export type TripRuleId = (typeof TRIP_RULE_IDS)[number];

/** One thing that is wrong. */
export interface Finding {
  /** Which part of the trip it is about: with the rule, what a finding is known by from one judgement to the next. */
  about: string;
  /** For people, 中文 · English. */
  message: string;
  /** @default that of the rule in its set */
  severity?: ViolationSeverity;
  /** Of what happened on the road: from when to when (null: it lasts), and where it began. */
  seen?: { from: string; to: string | null; lng: number | null; lat: number | null };
}

/** A pure function over the picture of a trip; knows no clock. Empty: nothing wrong. */
export interface TripRule<Schema extends z.ZodObject = z.ZodObject> {
  id: TripRuleId;
  /** The figures that it needs from its rule set. @default none */
  parameters?: Schema;
  findings(trip: Trip, figures: z.output<Schema>): Finding[];
  /** Why it could not be judged, or only in part, 中文 · English; null: it was judged. @default always judged */
  unjudged?(trip: Trip, figures: z.output<Schema>): string | null;
}

/** From the position before to the next one; `before` null: it is the first of the trip. */
export interface Move {
  before: Place | null;
  place: Place;
}

/**
 * A rule that is judged along the way. `step` folds the positions in the order of their times, one after another, into a
 * state that can be kept as JSON; findings are read from the state that the trip stands in.
 */
export interface RoadRule<
  State = unknown,
  Schema extends z.ZodObject = z.ZodObject,
> extends TripRule<Schema> {
  begin: State;
  step(state: State, move: Move, way: { trip: Trip; figures: z.output<Schema> }): State;
}

/** Keeps the figures of a rule between their schema and its functions. */
export const defineTripRule = <Schema extends z.ZodObject>(rule: TripRule<Schema>): TripRule =>
  rule as unknown as TripRule;

/** The same for a rule along the way. */
export const defineRoadRule = <State, Schema extends z.ZodObject>(rule: RoadRule<State, Schema>): RoadRule =>
  rule as unknown as RoadRule;

/** The state in which a trip stands by a rule along the way; null: it has no position. */
export const standingBy = <State>(trip: Trip, id: TripRuleId): State | null =>
  trip.road?.last ? ((trip.road.states[id] ?? null) as State | null) : null;

/** A rule as a rule set has it. */
export interface TripRuleEntry {
  id: TripRuleId;
  titleZh: string;
  severity: ViolationSeverity;
  /** Law and article. */
  basis: string;
  /** C certain (text of a law), L likely (common practice), P proposal of the hub. */
  certainty: 'C' | 'L' | 'P';
  /** First and last city date on which it holds; null: as its set. */
  validFrom: string | null;
  validTo: string | null;
  parameters: Record<string, unknown>;
}

/** The rules that hold for trips loaded on its dates (city dates, both included); two sets never hold on one date. */
export interface TripRuleSet {
  version: string;
  validFrom: string;
  validTo: string | null;
  rules: readonly TripRuleEntry[];
}

import { roadRules } from './all-rules';
import { entriesAt, ruleSetAt } from './judge';
import { tripRuleSets } from './rule-sets';
import type { RoadRule, TripRuleId } from './rule';
import type { Place, RoadStanding, Trip } from './trip';

const byId = new Map<TripRuleId, RoadRule>(roadRules.map((rule) => [rule.id, rule]));

/**
 * Carries a trip on by positions that follow on the last one, in the order of their times. Folded in pieces or at once, the
 * same positions come to the same standing.
 */
export function travel(trip: Trip, road: RoadStanding, places: readonly Place[]): RoadStanding {
  const set = ruleSetAt(tripRuleSets, trip.loadAt)!;
  const entries = entriesAt(set, trip.loadAt).filter(({ id }) => byId.has(id));
  let { last, first } = road;
  const states: Record<string, unknown> = { ...road.states };
  const way = { ...trip, road };
  for (const place of places) {
    for (const { id, parameters } of entries) {
      const rule = byId.get(id)!;
      const state = states[id] ?? rule.begin;
      states[id] = rule.step(state, { before: last, place }, { trip: way, figures: parameters });
    }
    last = place;
    first ??= place.at;
  }
  return { ...road, first, last, states };
}

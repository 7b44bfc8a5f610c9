import { inForce } from '../../kernel/risk/rule-set';
import { RULE_SETS } from '../../kernel/risk/rule-sets/rule-sets';
import { RuleSetState } from '../../schema/risk/enums';
import type { RuleSet } from '../../schema/risk/rule-set';

/** The rule sets that the hub ships, with the state that their dates give them. Shipped sets were proposed by nobody here. */
export function knownRuleSets(now: Date): RuleSet[] {
  return RULE_SETS.map((set) => ({
    ...set,
    state: stateOf(inForce(set), now.getTime()),
    proposedBy: null,
    approvedBy: null,
  }));
}

function stateOf({ from, to }: { from: number; to: number }, now: number): RuleSetState {
  if (now < from) return RuleSetState.APPROVED;
  return now < to ? RuleSetState.ACTIVE : RuleSetState.RETIRED;
}

import { inForce } from '../../kernel/risk/rule-set';
import { cnSxDefault } from '../../kernel/risk/rule-sets/cn-sx-default';
import { RuleSetState } from '../../schema/risk/enums';
import type { RuleSet } from '../../schema/risk/rule-set';

/** The rule sets that the hub ships, with the state that their dates give them. Shipped sets were proposed by nobody here. */
export function knownRuleSets(now: Date): RuleSet[] {
  return [cnSxDefault].map((set) => ({
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

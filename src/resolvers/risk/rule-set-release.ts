import type { HubContext } from '../../kernel/graphql/context';
import { approveRuleSet, proposeRuleSet } from '../../kernel/risk/release';
import type { RuleSet } from '../../schema/risk/rule-set';
import { knownRuleSets } from './rule-set-reads';

/** Files a proposal of the viewer's. */
export async function propose(
  asked: { document: unknown; note: string },
  context: HubContext,
): Promise<RuleSet> {
  const version = await context.commit(async (tx, now) => ({
    result: await proposeRuleSet(tx, { ...asked, by: context.viewer }, now),
  }));
  return ofVersion(version, context);
}

/** Releases in the viewer's name what another proposed. */
export async function approve(
  asked: { version: string; activeFrom: Date },
  context: HubContext,
): Promise<RuleSet> {
  await context.commit(async (tx, now) => ({
    result: await approveRuleSet(tx, { ...asked, by: context.viewer }, now),
  }));
  return ofVersion(asked.version, context);
}

const ofVersion = async (version: string, context: HubContext): Promise<RuleSet> =>
  (await knownRuleSets(context)).find((set) => set.version === version)!;

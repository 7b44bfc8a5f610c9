import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { DateTime, JSONValue } from '../../kernel/graphql/scalars';
import { RuleSet } from '../../schema/risk/rule-set';
import { approve, propose } from './rule-set-release';
import { knownRuleSets } from './rule-set-reads';

@Resolver(() => RuleSet)
export class RuleSetResolver {
  @Query(() => RuleSet, {
    nullable: true,
    description: '规则集;缺省为现行 · A rule set; without a version the one in force',
  })
  async ruleSet(
    @Arg('version', () => String, { nullable: true, description: '版本 · Version' }) version: string | null,
    @Ctx() context: HubContext,
  ): Promise<RuleSet | null> {
    const wanted = (set: RuleSet) => (version == null ? set.state === 'ACTIVE' : set.version === version);
    return (await knownRuleSets(context)).find(wanted) ?? null;
  }

  @Query(() => [RuleSet], {
    nullable: true,
    description: '全部规则集,新提出的在前 · All rule sets, the last proposed first',
  })
  ruleSets(@Ctx() context: HubContext): Promise<RuleSet[]> {
    return knownRuleSets(context);
  }

  @Mutation(() => RuleSet, {
    description:
      '提出规则集,由另一人批准;同一版本不得改文 · Proposes a rule set, which another person has to approve; a version never changes its text',
  })
  proposeRuleSet(
    @Arg('document', () => JSONValue, {
      description:
        '规则集全文:对象,或 YAML 文本(错误按行指出)· The whole document: an object, or the text of a YAML file, of which faults name the lines',
    })
    document: unknown,
    @Arg('note', () => String, { description: '说明,1 至 2000 字 · Why, 1 to 2,000 characters' })
    note: string,
    @Ctx() context: HubContext,
  ): Promise<RuleSet> {
    return propose({ document, note }, context);
  }

  @Mutation(() => RuleSet, {
    description: '批准规则集并定启用时刻;提出人不得批准 · Approves; who proposed it may not',
  })
  approveRuleSet(
    @Arg('version', () => String, { description: '版本 · Version' }) version: string,
    @Arg('activeFrom', () => DateTime, {
      description: '启用时刻,不早于现在 · From when it holds; not in the past',
    })
    activeFrom: Date,
    @Ctx() context: HubContext,
  ): Promise<RuleSet> {
    return approve({ version, activeFrom }, context);
  }
}

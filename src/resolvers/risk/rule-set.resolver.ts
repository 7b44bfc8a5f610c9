import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { RuleSet } from '../../schema/risk/rule-set';
import { knownRuleSets } from './rule-set-reads';

@Resolver(() => RuleSet)
export class RuleSetResolver {
  @Query(() => RuleSet, {
    nullable: true,
    description: '规则集;缺省为现行 · A rule set; without a version the one in force',
  })
  ruleSet(
    @Arg('version', () => String, { nullable: true, description: '版本 · Version' }) version: string | null,
    @Ctx() { clock }: HubContext,
  ): RuleSet | null {
    const wanted = (set: RuleSet) => (version == null ? set.state === 'ACTIVE' : set.version === version);
    return knownRuleSets(clock.now()).find(wanted) ?? null;
  }

  @Query(() => [RuleSet], { nullable: true, description: '全部规则集 · All rule sets' })
  ruleSets(@Ctx() { clock }: HubContext): RuleSet[] {
    return knownRuleSets(clock.now());
  }
}

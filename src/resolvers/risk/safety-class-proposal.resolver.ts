import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { EnterpriseRef } from '../../schema/risk/enterprise.ref';
import { SafetyClassProposal } from '../../schema/risk/safety-class-proposal';
import { proposalsIn } from './class-proposal-reads';

@Resolver(() => SafetyClassProposal)
export class SafetyClassProposalResolver {
  @Query(() => [SafetyClassProposal], {
    nullable: true,
    description:
      '区划内可提高安全分类的企业(R31),供主管人员决定 · Firms of a division that have earned a better safety class (R31), for the officer to decide',
  })
  @ToldBy('enterprise-registry')
  safetyClassProposals(
    @Arg('division', () => DivisionCode, { description: '行政区划 · Division' }) division: string,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
  ) {
    return proposalsIn({ division, first }, context);
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '企业 · The firm' })
  enterprise(@Root() { uscc }: SafetyClassProposal): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => Freshness, {
    description: '所依来源中最旧者的新鲜度 · The worst of the sources that it rests on',
  })
  freshness(@Root() { readFrom }: SafetyClassProposal, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.ofSources(readFrom);
  }
}

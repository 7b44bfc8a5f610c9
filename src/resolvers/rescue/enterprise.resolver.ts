import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { Consultation } from '../../entities/rescue/consultation';
import { RescueTeam } from '../../entities/rescue/rescue-team';
import type { HubContext } from '../../kernel/graphql/context';
import { ToldBy } from '../../kernel/graphql/told-by';
import { EnterpriseRef } from '../../schema/rescue/enterprise.ref';
import { teamsByAgreement } from './agreement-reads';
import { lastConsultations } from './consultation-reads';
import { needs } from './needs';

@Resolver(() => EnterpriseRef)
export class EnterpriseResolver {
  @FieldResolver(() => [Consultation], {
    nullable: true,
    description: '最近几次会诊,新的在前 · Its last consultations, the latest first',
  })
  @ToldBy('rescue-registry')
  consultations(
    @Root() { uscc }: EnterpriseRef,
    @Arg('last', () => Int, { nullable: true, defaultValue: 3, description: '次数,至多 500 · At most 500' })
    last: number | null,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return lastConsultations(uscc, last, { load, info });
  }

  @FieldResolver(() => [RescueTeam], {
    nullable: true,
    description: '自有应急队伍 · Teams of its own',
  })
  @ToldBy('rescue-registry')
  ownTeams(@Root() { uscc }: EnterpriseRef, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.many(RescueTeam, 'uscc', uscc, { info, also: needs.team });
  }

  @FieldResolver(() => [RescueTeam], {
    nullable: true,
    description:
      '签有救援协议且今日有效的队伍 · Teams that have to come by a rescue agreement that is valid today',
  })
  @ToldBy('rescue-registry')
  rescueAgreementWith(
    @Root() { uscc }: EnterpriseRef,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return teamsByAgreement(uscc, context, info);
  }
}

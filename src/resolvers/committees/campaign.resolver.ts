import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Campaign } from '../../entities/committees/campaign';
import { CampaignWeek } from '../../entities/committees/campaign-week';
import { MemberUnit } from '../../entities/committees/member-unit';
import type { HubContext } from '../../kernel/graphql/context';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { CampaignKind } from '../../schema/committees/enums';
import { campaignsIn, totalsOf, weeksOf } from './campaign-reads';
import { needs } from './needs';

@Resolver(() => Campaign)
export class CampaignResolver {
  @Query(() => Campaign, { nullable: true, description: '按编号查专项行动 · A campaign by its number' })
  campaign(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Campaign, 'id', id, { info, also: needs.campaign });
  }

  @Query(() => [Campaign], {
    nullable: true,
    description:
      '区划及其下级的专项行动,近者在前,至多 500 · Campaigns of a division and below, the latest first, at most 500',
  })
  @ToldBy('committee-registry')
  campaigns(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Arg('kind', () => CampaignKind, { nullable: true, description: '类型 · Kind' })
    kind: CampaignKind | null,
    @Arg('active', () => Boolean, {
      nullable: true,
      description: '今日进行中,或不在进行 · Under way today, or not',
    })
    active: boolean | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return campaignsIn({ division, kind, active }, context, info);
  }

  @FieldResolver(() => MemberUnit, { nullable: true, description: '牵头单位 · Lead unit' })
  leadUnit(@Root() { leadUnitId }: Campaign, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return leadUnitId === null ? null : load.one(MemberUnit, 'id', leadUnitId, { info });
  }

  @FieldResolver(() => Int, { description: '检查数,各周合计 · Checks made, over all weeks' })
  async checks(@Root() { id }: Campaign, @Ctx() context: HubContext) {
    return (await totalsOf(id, context)).checks;
  }

  @FieldResolver(() => Int, { description: '发现隐患数,各周合计 · Hazards found, over all weeks' })
  async hazardsFound(@Root() { id }: Campaign, @Ctx() context: HubContext) {
    return (await totalsOf(id, context)).hazards;
  }

  @FieldResolver(() => [CampaignWeek], {
    description: '周报,近者在前,至多 500 · Week by week, the latest first, at most 500',
  })
  weeks(@Root() { id }: Campaign, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return weeksOf(id, context, info);
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { RescueTeam } from '../../entities/rescue/rescue-team';
import { TeamDistance } from '../../entities/rescue/team-distance';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { First } from '../../kernel/graphql/page-arguments';
import { PointInput } from '../../kernel/graphql/point.input';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/rescue/admin-division.ref';
import { EnterpriseRef } from '../../schema/rescue/enterprise.ref';
import { RescueCapability } from '../../schema/rescue/enums';
import { SiteRef } from '../../schema/rescue/site.ref';
import { TeamFilter } from '../../schema/rescue/team-filter.input';
import { nearestTeams } from './nearest-teams';
import { needs } from './needs';
import { teamsBy } from './team-reads';

@Resolver(() => RescueTeam)
export class RescueTeamResolver {
  @Query(() => RescueTeam, { nullable: true, description: '按编号查队伍 · A team by its number' })
  rescueTeam(
    @Arg('id', () => ID, { description: '队伍编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(RescueTeam, 'id', id, { info, also: needs.team });
  }

  @Query(() => [RescueTeam], { nullable: true, description: '救援队伍,按编号排序 · Teams, by number' })
  @ToldBy('rescue-registry')
  rescueTeams(
    @Arg('filter', () => TeamFilter, { nullable: true, description: '筛选 · Filter' })
    filter: TeamFilter | null,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return teamsBy({ filter, first }, context, info);
  }

  @Query(() => [TeamDistance], {
    nullable: true,
    description:
      '最近的可出动队伍:待命且有人在岗;出动、到场、休整、停用的不算。数据源中断的队伍状态未知,默认不列;因此一支不剩时为空值 · The nearest teams that can be sent: READY with somebody on duty. Whether a team of a source that is down is ready is not known: it is left out by default, and when that leaves nobody the answer is null, not an empty list',
  })
  @ToldBy('rescue-registry')
  nearestTeams(
    @Arg('at', () => PointInput, { description: '地点 · Where they have to come to' }) at: PointInput,
    @Arg('capability', () => RescueCapability, { description: '救援类别 · What they have to be able of' })
    capability: RescueCapability,
    @Arg('limit', () => Int, {
      nullable: true,
      defaultValue: 5,
      description: '支数,至多 500 · At most 500',
    })
    limit: number | null,
    @Arg('includeUnknown', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: '也列状态未知的队伍,见 freshness · Also teams whose state is not known, see freshness',
    })
    includeUnknown: boolean | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return nearestTeams({ at, capability, limit, includeUnknown }, context, info);
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '驻地区划 · Where it is based' })
  division(@Root() { division: code }: RescueTeam): AdminDivisionRef {
    return { code };
  }

  @FieldResolver(() => SiteRef, { nullable: true, description: '驻扎场所 · The site where it is based' })
  base(@Root() { baseSiteId }: RescueTeam): SiteRef | null {
    return baseSiteId === null ? null : { id: baseSiteId };
  }

  @FieldResolver(() => EnterpriseRef, {
    nullable: true,
    description: '所属企业 · The firm whose team it is; of ENTERPRISE teams',
  })
  enterprise(@Root() { uscc }: RescueTeam): EnterpriseRef | null {
    return uscc === null ? null : { uscc };
  }

  @FieldResolver(() => Freshness, {
    description:
      '数据时效:数据源与本队报告周期中较差者 · The worse of its source and of its own interval of reporting',
  })
  freshness(@Root() team: RescueTeam, @Ctx() { freshness }: HubContext) {
    return freshness.of(team);
  }
}

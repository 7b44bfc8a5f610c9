import { Ctx, Query, Resolver } from 'type-graphql';
import { RestrictedArea } from '../../entities/hazmat/restricted-area';
import { RoadBan } from '../../entities/hazmat/road-ban';
import type { HubContext } from '../../kernel/graphql/context';
import { ToldBy } from '../../kernel/graphql/told-by';
import { restrictedAreasOn, roadBansFrom } from './road-reads';

@Resolver()
export class RoadResolver {
  @Query(() => [RestrictedArea], {
    nullable: true,
    description: '现行限制通行区域,至多 500 个 · Restricted areas that are valid today, at most 500',
  })
  @ToldBy('hazmat-permits')
  restrictedAreas(@Ctx() context: HubContext) {
    return restrictedAreasOn(context.clock.now(), context);
  }

  @Query(() => [RoadBan], {
    nullable: true,
    description:
      '现行及将至的禁行通告,先开始的在前,至多 500 条 · Bans in force or to come, the earliest first, at most 500',
  })
  @ToldBy('hazmat-permits')
  roadBans(@Ctx() context: HubContext) {
    return roadBansFrom(context.clock.now(), context);
  }
}

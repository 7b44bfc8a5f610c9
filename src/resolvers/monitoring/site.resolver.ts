import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Alarm } from '../../entities/monitoring/alarm';
import { Sensor } from '../../entities/monitoring/sensor';
import type { HubContext } from '../../kernel/graphql/context';
import { DateTime } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { SiteRef } from '../../schema/monitoring/site.ref';
import { findSite, lastSeenOf, openAlarmsOf, sensorsOf } from './site-reads';

@Resolver(() => SiteRef)
export class SiteRefResolver {
  @Query(() => SiteRef, { nullable: true, description: '有测点的场所 · A site where something is measured' })
  site(
    @Arg('id', () => ID, { description: '场所编号 · Number of the site' }) id: string,
    @Ctx() context: HubContext,
  ) {
    return findSite(id, context);
  }

  @FieldResolver(() => [Sensor], {
    nullable: true,
    description: '测点;可按监测量筛选 · Its measuring points',
  })
  @ToldBy('monitoring-platform')
  sensors(
    @Root() { id }: SiteRef,
    @Arg('quantity', () => [String], {
      nullable: true,
      description: '监测量,如 CH4 · Measured quantities, such as CH4',
    })
    quantity: string[] | null,
    @Arg('first', () => Int, { defaultValue: 500, description: '最多 500 · At most 500' }) first: number,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return sensorsOf(id, { quantity, first }, { context, info });
  }

  @FieldResolver(() => [Alarm], {
    nullable: true,
    description: '未恢复的报警 · Alarms whose value is not back',
  })
  @ToldBy('monitoring-platform')
  openAlarms(@Root() { id }: SiteRef, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return openAlarmsOf(id, context, info);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: '最近收到 · When anything was last received',
  })
  lastSeen(@Root() { id }: SiteRef, @Ctx() context: HubContext) {
    return lastSeenOf(id, context);
  }
}

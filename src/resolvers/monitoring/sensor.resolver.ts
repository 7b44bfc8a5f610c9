import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { LatestReading } from '../../entities/monitoring/latest-reading';
import { Sensor } from '../../entities/monitoring/sensor';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { DateTime, Duration } from '../../kernel/graphql/scalars';
import { Aggregate } from '../../schema/monitoring/aggregate';
import { SensorState } from '../../schema/monitoring/enums';
import { SiteRef } from '../../schema/monitoring/site.ref';
import { needs } from './needs';
import { historyOf } from './sensor-history';
import { freshnessOf, latestOf, stateOf } from './sensor-reads';

@Resolver(() => Sensor)
export class SensorResolver {
  @Query(() => Sensor, { nullable: true, description: '按编号查测点 · A measuring point by its number' })
  sensor(
    @Arg('id', () => ID, { description: '测点编号 · Number of the point' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Sensor, 'id', id, { info, also: needs.sensor });
  }

  @FieldResolver(() => SiteRef, { nullable: true, description: '所在场所 · Where it is' })
  site(@Root() { siteId }: Sensor) {
    return { id: siteId };
  }

  @FieldResolver(() => SensorState, { description: '测点状态 · What is most urgent to say of it now' })
  state(@Root() sensor: Sensor, @Ctx() context: HubContext) {
    return stateOf(sensor, context);
  }

  @FieldResolver(() => LatestReading, { nullable: true, description: '最新读数 · Latest reading' })
  latest(@Root() sensor: Sensor, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return latestOf(sensor, context, info);
  }

  @FieldResolver(() => [Aggregate], {
    description: `历史统计,略去空段;不限时长,各段无论取自原始读数、分钟或小时汇总均准确,不能准确的要求被拒绝并说明可用的取法 · History by buckets, empty ones left out, over any range: each is exact, whether it comes from readings or from what was summed up by the minute or hour; what cannot be exact is refused, saying what is allowed`,
  })
  history(
    @Root() sensor: Sensor,
    @Arg('from', () => DateTime, { description: '起(含)· From, inclusive' }) from: Date,
    @Arg('to', () => DateTime, { description: '止(不含)· To, exclusive' }) to: Date,
    @Arg('bucket', () => Duration, {
      nullable: true,
      description:
        '每段时长,自 from 起,至多 1000 段;缺省约 240 段,4 小时以上的起止扩至整分或整时 · Length of a bucket, counted from `from`; at most 1,000. Left out: about 240, and from 4 h on from and to are widened to whole minutes or hours',
    })
    bucket: string | null,
    @Ctx() context: HubContext,
  ) {
    return historyOf(sensor, { from, to, bucket: bucket ?? null }, context);
  }

  @FieldResolver(() => Freshness, { description: '数据时效 · By its own interval' })
  freshness(@Root() sensor: Sensor, @Ctx() context: HubContext) {
    return freshnessOf(sensor, context);
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Alarm } from '../../entities/monitoring/alarm';
import { AlarmConnection } from '../../entities/monitoring/alarm-connection';
import { Sensor } from '../../entities/monitoring/sensor';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AlarmFilter } from '../../schema/monitoring/alarm-filter.input';
import { SiteRef } from '../../schema/monitoring/site.ref';
import { acknowledgeOnce, alarmFreshness, pageOfAlarms } from './alarm-reads';
import { needs } from './needs';

@Resolver(() => Alarm)
export class AlarmResolver {
  @Query(() => Alarm, { nullable: true, description: '按编号查报警 · An alarm by its number' })
  alarm(
    @Arg('id', () => ID, { description: '报警编号 · Number of the alarm' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Alarm, 'id', id, { info, also: needs.alarm });
  }

  @Query(() => AlarmConnection, { nullable: true, description: '报警,新的在前 · Alarms, the latest first' })
  @ToldBy('monitoring-platform')
  alarms(
    @Arg('filter', () => AlarmFilter, { nullable: true, description: '筛选 · Filter' })
    filter: AlarmFilter | null,
    @First(50) first: number,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return pageOfAlarms({ filter, first, after, context, info });
  }

  @Mutation(() => Alarm, {
    description:
      '确认报警;同一 clientRequestId 只执行一次 · Acknowledges; the same clientRequestId is carried out once',
  })
  acknowledgeAlarm(
    @Arg('id', () => ID, { description: '报警编号 · Number of the alarm' }) id: string,
    @Arg('note', () => String, {
      description: '处置说明,1 至 2000 字 · What was done about it, 1 to 2,000 characters',
    })
    note: string,
    @Arg('clientRequestId', () => ID, {
      description: '请求编号:重发不重复 · The client’s own number: sending it again changes nothing',
    })
    clientRequestId: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return acknowledgeOnce({ id, note, clientRequestId }, context, info);
  }

  @FieldResolver(() => Sensor, { description: '测点 · The measuring point' })
  sensor(@Root() { sensorId }: Alarm, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Sensor, 'id', sensorId, { info, also: needs.sensor });
  }

  @FieldResolver(() => SiteRef, { nullable: true, description: '场所 · Where it is' })
  site(@Root() { siteId }: Alarm) {
    return { id: siteId };
  }

  @FieldResolver(() => Freshness, { description: '数据时效 · How fresh its point is' })
  freshness(@Root() alarm: Alarm, @Ctx() context: HubContext) {
    return alarmFreshness(alarm, context);
  }
}

import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { In, Like } from 'typeorm';
import type { Context } from '../context';
import { Alarm, Reading, Sensor } from '../entities/monitoring';
import { Site } from '../entities/registry';
import { AlarmConnection, AlarmFilter } from '../shapes';

const PAGE = 50;

@Resolver(() => Alarm)
export class AlarmResolver {
  @Query(() => AlarmConnection)
  async alarms(
    @Arg('filter', () => AlarmFilter) { division, state, severity }: AlarmFilter,
    @Ctx() { dataSource }: Context,
  ): Promise<AlarmConnection> {
    const nodes = await dataSource.getRepository(Alarm).find({
      where: {
        enterprise: { division: Like(`${division}%`) },
        state: In(state),
        severity: In(severity),
      },
      order: { openedAt: 'DESC', id: 'DESC' },
      take: PAGE,
    });
    return { nodes };
  }

  @FieldResolver(() => Sensor)
  sensor(@Root() { sensorId }: Alarm, @Ctx() { loaders }: Context) {
    return loaders.sensor.load(sensorId);
  }

  @FieldResolver(() => Site)
  site(@Root() { siteId }: Alarm, @Ctx() { loaders }: Context) {
    return loaders.site.load(siteId);
  }
}

@Resolver(() => Sensor)
export class SensorResolver {
  @FieldResolver(() => Reading, { nullable: true })
  async latest(@Root() { id }: Sensor, @Ctx() { loaders }: Context) {
    const latest = await loaders.reading.load(id);
    return latest?.at ? latest : null;
  }
}

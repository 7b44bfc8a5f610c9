import { Arg, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { LatestReading } from '../../entities/monitoring/latest-reading';
import type { HubContext } from '../../kernel/graphql/context';
import { followReadings, type ReadingsArgs } from './live-readings';

@Resolver(() => LatestReading)
export class ReadingResolver {
  @Subscription(() => LatestReading, {
    description:
      '实时读数;过密时取最新 · Readings as they come, each point at most so often; the latest wins',
    subscribe: ({ args, context }: { args: ReadingsArgs; context: HubContext }) =>
      followReadings(args, context),
  })
  readings(
    @Arg('sensorIds', () => [ID], { description: '测点,1 至 200 个 · 1 to 200 points' }) _sensorIds: string[],
    @Arg('maxPerSecond', () => Int, {
      nullable: true,
      defaultValue: 1,
      description: '每测点每秒至多几条,1 至 20 · Of each point at most so many a second, 1 to 20',
    })
    _maxPerSecond: number,
    @Root() reading: LatestReading,
  ) {
    return reading;
  }
}

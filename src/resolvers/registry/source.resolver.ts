import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Float, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Source } from '../../entities/registry/source';
import type { HubContext } from '../../kernel/graphql/context';
import { SourceState } from '../../schema/registry/enums';
import { listSources, NEEDED_OF_SOURCE } from './source-list';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => [Source], { nullable: true, description: '全部数据源 · Every source that this hub knows' })
  sources(@Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return listSources(context, info);
  }

  @Query(() => Source, { nullable: true, description: '按编号查数据源 · A source by its name' })
  source(
    @Arg('id', () => ID, { description: '数据源 · Its name' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Source, 'id', id, { info, also: NEEDED_OF_SOURCE });
  }

  @FieldResolver(() => SourceState, { description: '状态 · Whether it is talking' })
  state(@Root() { id }: Source, @Ctx() { freshness }: HubContext) {
    return freshness.sourceState(id);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: '距最近收到(秒)· Seconds since it was last heard',
  })
  lagSeconds(@Root() { lastReceivedAt }: Source, @Ctx() { clock }: HubContext) {
    return lastReceivedAt && Math.max(0, clock.now().getTime() - lastReceivedAt.getTime()) / 1000;
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Finding } from '../../entities/committees/finding';
import { MemberUnit } from '../../entities/committees/member-unit';
import { Patrol } from '../../entities/committees/patrol';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { ToldBy } from '../../kernel/graphql/told-by';
import { PatrolFilter } from '../../schema/committees/patrol-filter.input';
import { unitsById } from './committee-reads';
import { needs } from './needs';
import { findingsOfPatrol, patrolsIn } from './patrol-reads';

@Resolver(() => Patrol)
export class PatrolResolver {
  @Query(() => Patrol, { nullable: true, description: '按编号查巡查 · A patrol by its number' })
  patrol(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Patrol, 'id', id, { info, also: needs.patrol });
  }

  @Query(() => [Patrol], {
    nullable: true,
    description: '巡查、督查,近者在前,至多 500 · Patrols, the latest first, at most 500',
  })
  @ToldBy('committee-registry')
  patrols(
    @Arg('filter', () => PatrolFilter, { nullable: true, description: '筛选 · Filter' })
    filter: PatrolFilter | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return patrolsIn(filter, context, info);
  }

  @FieldResolver(() => [MemberUnit], {
    description:
      '被巡查单位,至多 500;尚未登记者不列 · Units that it visits, at most 500; those not registered yet are left out',
  })
  targets(@Root() { targetIds }: Patrol, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return unitsById(targetIds, context, info);
  }

  @FieldResolver(() => [Finding], {
    description: '发现的问题,期限早者在前,至多 500 · What it found, by due date, at most 500',
  })
  findings(@Root() { id }: Patrol, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return findingsOfPatrol(id, context, info);
  }

  @FieldResolver(() => Freshness, { description: '数据时效 · How far this can be trusted now' })
  freshness(@Root() patrol: Patrol, @Ctx() { freshness }: HubContext) {
    return freshness.of(patrol);
  }
}

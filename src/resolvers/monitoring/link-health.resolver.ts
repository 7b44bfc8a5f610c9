import { Arg, Ctx, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { LinkHealth } from '../../schema/monitoring/link-health';
import { linkHealthOf, unassignedPoints } from './link-health';

@Resolver(() => LinkHealth)
export class LinkHealthResolver {
  @Query(() => LinkHealth, {
    nullable: true,
    description:
      '区划内测点联网状况;无测点且平台失联为空值 · How well the points of a division are heard; null: no point is known, and the platform is not heard',
  })
  linkHealth(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Ctx() context: HubContext,
  ) {
    return linkHealthOf(division, context);
  }
  @FieldResolver(() => Int)
  unassigned(@Ctx() context: HubContext) {
    return unassignedPoints(context);
  }
}

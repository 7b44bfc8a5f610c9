import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { AdminDivision } from '../../schema/registry/admin-division';
import { ViewerType } from '../../schema/registry/viewer';
import { divisionByCode } from './division-lookup';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { nullable: true, description: '当前用户 · Who is asking, as the hub sees it' })
  viewer(@Ctx() { viewer }: HubContext) {
    return viewer;
  }

  @FieldResolver(() => [AdminDivision], { description: '管辖区划 · Divisions in charge' })
  divisions(@Root() { divisions }: ViewerType) {
    return divisions.map((code) => divisionByCode(code)).filter((division) => division !== null);
  }
}

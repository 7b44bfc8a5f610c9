import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { MemberUnit } from '../../entities/committees/member-unit';
import { ResponsibilityLetter } from '../../entities/committees/responsibility-letter';
import type { HubContext } from '../../kernel/graphql/context';

@Resolver(() => ResponsibilityLetter)
export class ResponsibilityLetterResolver {
  @FieldResolver(() => MemberUnit, { description: '下达单位 · Unit that handed it down' })
  fromUnit(
    @Root() { fromUnitId }: ResponsibilityLetter,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(MemberUnit, 'id', fromUnitId, { info });
  }

  @FieldResolver(() => MemberUnit, { description: '签订单位 · Unit that signed it' })
  toUnit(
    @Root() { toUnitId }: ResponsibilityLetter,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(MemberUnit, 'id', toUnitId, { info });
  }
}

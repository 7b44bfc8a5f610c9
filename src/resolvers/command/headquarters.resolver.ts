import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Headquarters } from '../../entities/command/headquarters';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/command/admin-division.ref';
import { MemberUnitRef } from '../../schema/command/member-unit.ref';
import { needs } from './needs';
import { inDivision, rowsOf } from './rows-of';

@Resolver(() => Headquarters)
export class HeadquartersResolver {
  @Query(() => [Headquarters], {
    nullable: true,
    description: '指挥部,总指挥部在前,至多 500 · Headquarters, the general ones first, at most 500',
  })
  @ToldBy('command-centre')
  headquarters(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const asked = { where: [inDivision(division)], orderBy: 'general desc, id', also: needs.headquarters };
    return rowsOf(Headquarters, asked, { context, info });
  }

  @Query(() => Headquarters, { nullable: true, description: '按编号查指挥部 · A headquarters by its number' })
  headquartersById(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Headquarters, 'id', id, { info, also: needs.headquarters });
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '区划 · Division' })
  division(@Root() { division }: Headquarters): AdminDivisionRef {
    return { code: division };
  }

  @FieldResolver(() => MemberUnitRef, { nullable: true, description: '牵头单位 · Lead unit' })
  leadUnit(@Root() { leadUnitId }: Headquarters): MemberUnitRef | null {
    return leadUnitId === null ? null : { id: leadUnitId };
  }

  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() headquarters: Headquarters, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(headquarters);
  }
}

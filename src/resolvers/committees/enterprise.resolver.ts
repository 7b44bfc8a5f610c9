import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Committee } from '../../entities/committees/committee';
import { MemberUnit } from '../../entities/committees/member-unit';
import type { HubContext } from '../../kernel/graphql/context';
import { EnterpriseRef } from '../../schema/committees/enterprise.ref';
import { committeeById } from './committee-reads';
import { committeeOf, unitOf } from './supervision-reads';

@Resolver(() => EnterpriseRef)
export class EnterpriseResolver {
  @FieldResolver(() => Committee, {
    nullable: true,
    description: '监管专委会:按行业和区划 · The special committee in charge of it, by industry and division',
  })
  async supervisingCommittee(
    @Root() { uscc }: EnterpriseRef,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const id = await committeeOf(uscc, context);
    return id && committeeById(id, context, info);
  }

  @FieldResolver(() => MemberUnit, {
    nullable: true,
    description:
      '监管单位:今日负有“管行业”职责者 · The unit that manages its industry today, and so its safety',
  })
  async supervisingUnit(
    @Root() { uscc }: EnterpriseRef,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const id = await unitOf(uscc, context);
    return id && context.load.one(MemberUnit, 'id', id, { info });
  }
}

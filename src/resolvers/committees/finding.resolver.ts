import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Finding } from '../../entities/committees/finding';
import { MemberUnit } from '../../entities/committees/member-unit';
import { Patrol } from '../../entities/committees/patrol';
import { findingStateOn } from '../../entities/committees/states';
import { cityDate } from '../../kernel/clock';
import type { HubContext } from '../../kernel/graphql/context';
import { EnterpriseRef } from '../../schema/committees/enterprise.ref';
import { Disposition, FindingState } from '../../schema/committees/enums';
import { needs, shown } from './needs';

@Resolver(() => Finding)
export class FindingResolver {
  @Query(() => Finding, { nullable: true, description: '按编号查问题 · A finding by its number' })
  finding(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Finding, 'id', id, { info, also: needs.finding, where: shown.finding });
  }

  @FieldResolver(() => Patrol, { nullable: true, description: '所属巡查 · The patrol that found it' })
  patrol(@Root() { patrolId }: Finding, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Patrol, 'id', patrolId, { info, also: needs.patrol });
  }

  @FieldResolver(() => MemberUnit, { description: '责任单位 · The unit that has to put it right' })
  unit(@Root() { unitId }: Finding, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(MemberUnit, 'id', unitId, { info });
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '涉及企业 · The firm that it is about' })
  enterprise(@Root() { uscc }: Finding): EnterpriseRef | null {
    return uscc === null ? null : { uscc };
  }

  @FieldResolver(() => FindingState, { description: '今日状态 · Where it stands today' })
  state(@Root() finding: Finding, @Ctx() { clock }: HubContext) {
    return findingStateOn(finding, cityDate(clock.now()));
  }

  @FieldResolver(() => [Disposition], { description: '处置,早者在前 · What it led to, the earliest first' })
  dispositions(@Root() { dispositionLog }: Finding) {
    return dispositionLog.map(({ kind }) => kind);
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { unitSubject } from '../../kernel/risk/subjects';
import { MajorHazardUnitRef } from '../../schema/risk/major-hazard-unit.ref';
import { RiskState } from '../../schema/risk/risk-state';
import { riskStateOf } from './risk-state-of';

@Resolver(() => MajorHazardUnitRef)
export class MajorHazardUnitResolver {
  @FieldResolver(() => RiskState, { nullable: true, description: '风险状态 · Where the unit stands' })
  risk(@Root() { id }: MajorHazardUnitRef, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return riskStateOf(unitSubject(id), { info }, context);
  }
}

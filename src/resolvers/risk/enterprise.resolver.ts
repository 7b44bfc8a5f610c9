import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Float, Info, Int, Resolver, Root } from 'type-graphql';
import { Hazard } from '../../entities/risk/hazard';
import { SafetyPromise } from '../../entities/risk/safety-promise';
import type { HubContext } from '../../kernel/graphql/context';
import { First } from '../../kernel/graphql/page-arguments';
import { DateTime } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { EnterpriseRef } from '../../schema/risk/enterprise.ref';
import { HazardState } from '../../schema/risk/enums';
import { RiskChange } from '../../schema/risk/risk-change';
import { RiskState } from '../../schema/risk/risk-state';
import { SafetyClassProposal } from '../../schema/risk/safety-class-proposal';
import { SupervisionPlan } from '../../schema/risk/supervision-plan';
import { proposalOf } from './class-proposal-reads';
import { closureRateOfFirm } from './closure-rate';
import { hazardsOf } from './hazard-reads';
import { lastPromises } from './promise-reads';
import { riskHistoryOf } from './risk-change-reads';
import { riskStateOf } from './risk-state-of';
import { supervisionOf } from './supervision-reads';

@Resolver(() => EnterpriseRef)
export class EnterpriseResolver {
  @FieldResolver(() => RiskState, {
    nullable: true,
    description: '风险状态;asOf 为当时系统所知 · Where it stands; asOf shows what the hub knew then',
  })
  risk(
    @Root() { uscc }: EnterpriseRef,
    @Arg('asOf', () => DateTime, {
      nullable: true,
      description: '截至时刻,缺省为现在 · Moment, by default now',
    })
    asOf: Date | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return riskStateOf(uscc, { asOf, info }, context);
  }

  @FieldResolver(() => [RiskChange], {
    nullable: true,
    description: '企业自 from 起的等级变化,旧者在前 · Its own changes since `from`, the oldest first',
  })
  riskHistory(
    @Root() { uscc }: EnterpriseRef,
    @Arg('from', () => DateTime, { description: '起始时刻 · Since' }) from: Date,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return riskHistoryOf(uscc, { from, first, info }, context);
  }

  @FieldResolver(() => [Hazard], {
    nullable: true,
    description:
      '隐患,未销号者在前;缺省为全部状态 · Its hazards, open ones first; without states all of them',
  })
  @ToldBy('dual-prevention')
  hazards(
    @Root() { uscc }: EnterpriseRef,
    @Arg('state', () => [HazardState], { nullable: true, description: '状态 · States' })
    state: HazardState[] | null,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return hazardsOf(uscc, state, { load, info });
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      '隐患整改率(0–1):近 12 个月发现的隐患中已销号者所占比例;无隐患或来源失联时为空 · Closure rate, 0 to 1: of the hazards found in the last 12 months the share that is closed; null when there are none or their source is not heard',
  })
  hazardClosureRate(@Root() { uscc }: EnterpriseRef, @Ctx() context: HubContext) {
    return closureRateOfFirm(uscc, context);
  }

  @FieldResolver(() => [SafetyPromise], {
    nullable: true,
    description: '最近的安全承诺公告,新的在前 · Its last safety promises, the latest day first',
  })
  @ToldBy('dual-prevention')
  promises(
    @Root() { uscc }: EnterpriseRef,
    @Arg('last', () => Int, { nullable: true, defaultValue: 7, description: '条数,至多 500 · At most 500' })
    last: number | null,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return lastPromises(uscc, last, { load, info });
  }

  @FieldResolver(() => SupervisionPlan, {
    nullable: true,
    description: '该年度监管计划 · Its supervision plan of a year',
  })
  supervision(
    @Root() { uscc }: EnterpriseRef,
    @Arg('year', () => Int, { description: '年度 · Year' }) year: number,
    @Ctx() context: HubContext,
  ) {
    return supervisionOf(uscc, year, context);
  }

  @FieldResolver(() => SafetyClassProposal, {
    nullable: true,
    description:
      '提高安全分类的建议(R31),由人决定;空:无建议,或所知不足 12 个月 · A better safety class that it has earned (R31), for people to decide; null: none, or too little is known of the last 12 months',
  })
  safetyClassProposal(@Root() { uscc }: EnterpriseRef, @Ctx() context: HubContext) {
    return proposalOf(uscc, context);
  }
}

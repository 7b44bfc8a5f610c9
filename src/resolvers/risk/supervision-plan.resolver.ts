import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { CheckRecord } from '../../entities/risk/check-record';
import { Hazard } from '../../entities/risk/hazard';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { First } from '../../kernel/graphql/page-arguments';
import { CalendarDate, DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { EnterpriseRef } from '../../schema/risk/enterprise.ref';
import { SupervisionPlan } from '../../schema/risk/supervision-plan';
import { checksIn, reinspectionsIn, supervisionDue } from './supervision-reads';

@Resolver(() => SupervisionPlan)
export class SupervisionPlanResolver {
  @Query(() => [SupervisionPlan], {
    nullable: true,
    description:
      '区划内到该日(含)应检查或应复查隐患的企业,以及橙红风险而受上限限制的企业 · Who must be visited up to and including a date of this year, by plan or to re-inspect a hazard; at the end those at orange or red whom the cap keeps from a visit',
  })
  @ToldBy('enterprise-registry')
  supervisionDue(
    @Arg('division', () => DivisionCode, { description: '行政区划 · Division' }) division: string,
    @Arg('before', () => CalendarDate, { description: '截止日期(含)· Up to and including' }) before: string,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
  ) {
    return supervisionDue({ division, before, first }, context);
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '企业 · The firm' })
  enterprise(@Root() { uscc }: SupervisionPlan): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => [CheckRecord], {
    description: '当年检查记录,新者在前 · All checks of the year, the latest first',
  })
  checks(@Root() plan: SupervisionPlan, @Ctx() context: HubContext) {
    return checksIn(plan, context);
  }

  @FieldResolver(() => [Hazard], {
    description:
      '本年待复查的重大或挂牌督办隐患,期限早者在前 · Hazards, major or listed for supervision, to re-inspect by the end of the year, the earliest date first',
  })
  reinspections(
    @Root() plan: SupervisionPlan,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Hazard[]> {
    return reinspectionsIn(plan, context, info);
  }

  @FieldResolver(() => Freshness, {
    description:
      '所依数据(检查记录、主数据、风险等级)中最旧者的新鲜度;来源失联时 done 与 nextDueOn 或已过时 · The worst of what it is worked out from: checks, the register, the level; while a source is not heard, done and nextDueOn may be behind',
  })
  freshness(@Root() { readFrom }: SupervisionPlan, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.worst(readFrom.map((sources) => freshness.ofSources(sources)));
  }
}

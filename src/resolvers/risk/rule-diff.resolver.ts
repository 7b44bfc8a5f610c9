import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { DateTime, DivisionCode } from '../../kernel/graphql/scalars';
import { AdminDivisionRef } from '../../schema/risk/admin-division.ref';
import { EventPeriodInput } from '../../schema/risk/event-period.input';
import { RuleDiff, RuleDiffTold } from '../../schema/risk/rule-diff';
import { rehearse } from './rehearsal';

@Resolver(() => RuleDiffTold)
export class RuleDiffResolver {
  @Query(() => RuleDiff, {
    nullable: true,
    description:
      '预演规则集或保障期:缺省按现状,给出 from、to 则按该段历史重算 · Rehearses a rule set, an event period or both: on the present state, or on a span of history',
  })
  simulate(
    @Arg('ruleSetVersion', () => String, { description: '规则集版本 · Version of a rule set' })
    ruleSetVersion: string,
    @Arg('division', () => DivisionCode, { description: '区划 · Division' }) division: string,
    @Arg('period', () => EventPeriodInput, {
      nullable: true,
      description: '拟发布的保障期,按此刻开始计 · An event period that might be declared, as if it began now',
    })
    period: EventPeriodInput | null,
    @Arg('from', () => DateTime, {
      nullable: true,
      description: '历史区间起 · Begin of a span of history',
    })
    from: Date | null,
    @Arg('to', () => DateTime, {
      nullable: true,
      description: '历史区间止,缺省为此刻,至多 92 天 · Its end, by default now, at most 92 days later',
    })
    to: Date | null,
    @Ctx() context: HubContext,
  ): Promise<RuleDiff> {
    return rehearse({ ruleSetVersion, division, period, from, to }, context);
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '区划 · Division' })
  division(@Root() { divisionCode }: RuleDiffTold): AdminDivisionRef | null {
    return divisionCode === null ? null : { code: divisionCode };
  }
}

import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { optionalDivision } from '../../kernel/reference/divisions';
import { AdminDivisionRef } from '../../schema/risk/admin-division.ref';
import { EventPeriod } from '../../schema/risk/event-period';
import { EventPeriodInput } from '../../schema/risk/event-period.input';
import { declare, end } from './event-period-declaration';
import { eventPeriods, effectsOf } from './event-period-reads';

@Resolver(() => EventPeriod)
export class EventPeriodResolver {
  @Query(() => [EventPeriod], {
    nullable: true,
    description: '重大活动保障期,近者在前,至多 500 · Event periods, the latest first, at most 500',
  })
  eventPeriods(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '涉及的区划 · Division that they touch',
    })
    division: string | null,
    @Arg('active', () => Boolean, { nullable: true, description: '此刻是否生效 · In force now, or not' })
    active: boolean | null,
    @Ctx() { sql, clock }: HubContext,
  ) {
    const touching = optionalDivision('division', division);
    return eventPeriods(sql, { touching, active, at: clock.now() });
  }

  @Mutation(() => EventPeriod, {
    description:
      '发布重大活动保障期;先以 simulate 的 period 预演 · Declares an event period; rehearse it first with simulate(period:)',
  })
  declareEventPeriod(
    @Arg('input', () => EventPeriodInput, { description: '保障期 · The period' }) input: EventPeriodInput,
    @Ctx() context: HubContext,
  ): Promise<EventPeriod> {
    return declare(input, context);
  }

  @Mutation(() => EventPeriod, {
    description: '即刻结束或取消保障期 · Calls an event period off from now on, also one that is to begin',
  })
  endEventPeriod(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() context: HubContext,
  ): Promise<EventPeriod> {
    return end(id, context);
  }

  @FieldResolver(() => [AdminDivisionRef], {
    nullable: 'itemsAndList',
    description: '范围 · Divisions that it covers',
  })
  areas(@Root() { divisionCodes }: EventPeriod): AdminDivisionRef[] {
    return divisionCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => [String], {
    description: '措施,依其开始时的规则集 · What it brings, by the rules that hold when it begins',
  })
  effects(@Root() period: EventPeriod, @Ctx() context: HubContext): Promise<string[]> {
    return effectsOf(period, context);
  }
}

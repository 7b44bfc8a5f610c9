import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { EventPeriod } from '../../entities/risk/event-period';
import type { HubContext } from '../../kernel/graphql/context';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { optionalDivision } from '../../kernel/reference/divisions';
import { AdminDivisionRef } from '../../schema/risk/admin-division.ref';
import { eventPeriods } from './event-period-reads';

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

  @FieldResolver(() => [AdminDivisionRef], {
    nullable: 'itemsAndList',
    description: '范围 · Divisions that it covers',
  })
  areas(@Root() { divisionCodes }: EventPeriod): AdminDivisionRef[] {
    return divisionCodes.map((code) => ({ code }));
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { DutyShift } from '../../entities/command/duty-shift';
import { endOfCityDate, startOfCityDate } from '../../kernel/clock';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { CalendarDate, DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/command/admin-division.ref';
import { MemberUnitRef } from '../../schema/command/member-unit.ref';
import { needs } from './needs';
import { inDivision, rowsOf } from './rows-of';

@Resolver(() => DutyShift)
export class DutyShiftResolver {
  @Query(() => [DutyShift], {
    nullable: true,
    description:
      '值班表:触及该日的班次,跨零点者在内,至多 500 · Shifts that touch the day, across midnight too, at most 500',
  })
  @ToldBy('command-centre')
  dutyRoster(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Arg('on', () => CalendarDate, { description: '日期(北京时间)· Day, in city time' }) on: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const during = condition`ends_at > ${startOfCityDate(on)} and starts_at < ${endOfCityDate(on)}`;
    const asked = { where: [inDivision(division), during], orderBy: 'starts_at, id', also: needs.shift };
    return rowsOf(DutyShift, asked, { context, info });
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '区划 · Division' })
  division(@Root() { division }: DutyShift): AdminDivisionRef {
    return { code: division };
  }

  @FieldResolver(() => MemberUnitRef, { nullable: true, description: '值班单位 · Unit on duty' })
  unit(@Root() { unitId }: DutyShift): MemberUnitRef | null {
    return unitId === null ? null : { id: unitId };
  }

  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() shift: DutyShift, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(shift);
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Assessment } from '../../entities/committees/assessment';
import { Committee } from '../../entities/committees/committee';
import { Duty } from '../../entities/committees/duty';
import { MemberUnit } from '../../entities/committees/member-unit';
import { ResponsibilityLetter } from '../../entities/committees/responsibility-letter';
import type { HubContext } from '../../kernel/graphql/context';
import { CalendarDate, DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/committees/admin-division.ref';
import { UnitKind } from '../../schema/committees/enums';
import * as reads from './member-unit-reads';

@Resolver(() => MemberUnit)
export class MemberUnitResolver {
  @Query(() => MemberUnit, { nullable: true, description: '按编号查成员单位 · A member unit by its number' })
  unit(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(MemberUnit, 'id', id, { info });
  }

  @Query(() => [MemberUnit], {
    nullable: true,
    description:
      '区划及其下级的成员单位,按编号排序,至多 500 · Member units of a division and below, by number, at most 500',
  })
  @ToldBy('committee-registry')
  units(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Arg('kind', () => UnitKind, { nullable: true, description: '类型 · Kind' }) kind: UnitKind | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.unitsIn({ division, kind }, context, info);
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '所在区划 · Its division' })
  division(@Root() { division }: MemberUnit): AdminDivisionRef {
    return { code: division };
  }

  @FieldResolver(() => [Committee], {
    description: '所属委员会,牵头的也在内,至多 500 · Committees that it leads or belongs to, at most 500',
  })
  committees(@Root() { id }: MemberUnit, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return reads.committeesWith(id, context, info);
  }

  @FieldResolver(() => [String], {
    description: '今日有效的监管职责,至多 500 · Its supervision duties that hold today, at most 500',
  })
  duties(@Root() { id }: MemberUnit, @Ctx() context: HubContext) {
    return reads.dutiesToday(id, context);
  }

  @FieldResolver(() => [Duty], {
    description:
      '监管职责及其有效期,起始早者在前,至多 500 · Its supervision duties with their days, the earliest first, at most 500',
  })
  dutyList(
    @Root() { id }: MemberUnit,
    @Arg('on', () => CalendarDate, {
      nullable: true,
      description:
        '在该日有效的;缺省为全部,已变更的也在内 · Those that hold on this day; without it all, past and coming',
    })
    on: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.dutiesOf(id, { on, info }, context);
  }

  @FieldResolver(() => [ResponsibilityLetter], {
    description:
      '该年度下达与签订的责任书,至多 500 · Letters of that year that it handed down or signed, at most 500',
  })
  letters(
    @Root() { id }: MemberUnit,
    @Arg('year', () => Int, { description: '年度 · Year' }) year: number,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.lettersOf(id, year, context, info);
  }

  @FieldResolver(() => Assessment, {
    nullable: true,
    description: '该年度考核 · Its assessment of that year',
  })
  assessment(
    @Root() { id }: MemberUnit,
    @Arg('year', () => Int, { description: '年度 · Year' }) year: number,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.assessmentOf(id, year, context, info);
  }
}

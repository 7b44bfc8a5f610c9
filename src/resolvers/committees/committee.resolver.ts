import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { Committee } from '../../entities/committees/committee';
import { Finding } from '../../entities/committees/finding';
import { Meeting } from '../../entities/committees/meeting';
import { MemberUnit } from '../../entities/committees/member-unit';
import { Post } from '../../entities/committees/post';
import { committeeStateOn } from '../../entities/committees/states';
import { Task } from '../../entities/committees/task';
import { cityDate } from '../../kernel/clock';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { CalendarDate, DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { CommitteeStage } from '../../schema/committees/committee-stage';
import { CommitteeState, FindingState, PostKind, TaskState } from '../../schema/committees/enums';
import { SupervisedEnterpriseConnection } from '../../schema/committees/supervised-enterprise-connection';
import * as reads from './committee-reads';
import { supervisedPage } from './supervised-page';

@Resolver(() => Committee)
export class CommitteeResolver {
  @Query(() => Committee, { nullable: true, description: '按编号查委员会 · A committee by its number' })
  committee(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.committeeById(id, context, info);
  }

  @Query(() => [Committee], {
    nullable: true,
    description:
      '区划及其下级的安委会、安委办、专委会,至多 500 · Committees of a division and below, at most 500',
  })
  @ToldBy('committee-registry')
  committees(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.committeesIn(division, context, info);
  }

  @FieldResolver(() => CommitteeState, { description: '今日的设立进程 · How far it has come today' })
  state(@Root() { stages }: Committee, @Ctx() { clock }: HubContext) {
    return committeeStateOn(stages, cityDate(clock.now()));
  }

  @FieldResolver(() => CalendarDate, {
    nullable: true,
    description: '实体化运行日期;尚未运行为空 · Since when it operates; null while it does not',
  })
  startedOn(@Root() committee: Committee, @Ctx() { clock }: HubContext) {
    return reads.startedOn(committee, cityDate(clock.now()));
  }

  @FieldResolver(() => Post, { nullable: true, description: '第一主任 · First director' })
  async firstDirector(@Root() { id, firstDirector }: Committee, @Ctx() { load }: HubContext) {
    if (!firstDirector || !(await load.one(MemberUnit, 'id', firstDirector.unitId))) return null;
    return reads.directorPost(id, PostKind.FIRST_DIRECTOR, firstDirector);
  }

  @FieldResolver(() => Post, { description: '主任 · Director' })
  director(@Root() { id, director }: Committee) {
    return reads.directorPost(id, PostKind.DIRECTOR, director);
  }

  @FieldResolver(() => MemberUnit, { description: '牵头单位 · Lead unit' })
  leadUnit(@Root() { leadUnitId }: Committee, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(MemberUnit, 'id', leadUnitId, { info });
  }

  @FieldResolver(() => [MemberUnit], {
    description:
      '成员单位,至多 500;尚未登记者不列 · Members, at most 500; those not registered yet are left out',
  })
  members(@Root() { memberIds }: Committee, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return reads.unitsById(memberIds, context, info);
  }

  @FieldResolver(() => SupervisedEnterpriseConnection, {
    nullable: true,
    description: '所监管企业,按代码排序 · Firms that it is in charge of, by code',
  })
  enterprises(
    @Root() { id }: Committee,
    @First(20) first: number | null,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return supervisedPage({ committee: id, first, after }, context, info);
  }

  @FieldResolver(() => [Meeting], {
    description: '最近的会议,近者在前 · Its latest meetings, the latest first',
  })
  meetings(
    @Root() { id }: Committee,
    @Arg('last', () => Int, { nullable: true, defaultValue: 5, description: '条数,至多 500 · At most 500' })
    last: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.meetingsOf(id, last, context, info);
  }

  @FieldResolver(() => [Finding], {
    description:
      '巡查问题,期限早者在前,至多 500:指明由其负责的,及其成员单位未指明负责者的 · Findings that it answers for, and those of its units that name no committee; by due date, at most 500',
  })
  findings(
    @Root() { id }: Committee,
    @Arg('state', () => [FindingState], { nullable: true, description: '状态 · States' })
    state: FindingState[] | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.findingsOf(id, state, context, info);
  }

  @FieldResolver(() => [Task], {
    description: '任务,期限早者在前,至多 500 · Tasks that it gave out, by due date, at most 500',
  })
  tasks(
    @Root() { id }: Committee,
    @Arg('state', () => [TaskState], { nullable: true, description: '状态 · States' })
    state: TaskState[] | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return reads.tasksOf(id, state, context, info);
  }

  @FieldResolver(() => [CommitteeStage], {
    description: '设立进程,早者在前 · The steps of its life, the earliest first',
  })
  history(@Root() { stages }: Committee) {
    return stages;
  }

  @FieldResolver(() => Freshness, { description: '数据时效 · How far this can be trusted now' })
  freshness(@Root() committee: Committee, @Ctx() { freshness }: HubContext) {
    return freshness.of(committee);
  }
}

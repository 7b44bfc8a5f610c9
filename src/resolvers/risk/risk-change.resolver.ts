import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Info,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { DateTime } from '../../kernel/graphql/scalars';
import { RiskLevel } from '../../kernel/risk/levels';
import { AdminDivisionRef } from '../../schema/risk/admin-division.ref';
import { EnterpriseRef } from '../../schema/risk/enterprise.ref';
import { MajorHazardUnitRef } from '../../schema/risk/major-hazard-unit.ref';
import { RiskChange } from '../../schema/risk/risk-change';
import { RiskChangeConnection } from '../../schema/risk/risk-change-connection';
import { RiskFilter } from '../../schema/risk/risk-filter.input';
import { changeOfEvent } from './risk-change-of';
import { riskChangeById } from './risk-change-reads';
import { riskLog } from './risk-log';
import { override } from './risk-override';

interface RiskLevelChangedArgs {
  filter?: RiskFilter | null;
  after?: string | null;
}

@Resolver(() => RiskChange)
export class RiskChangeResolver {
  @Query(() => RiskChange, { nullable: true, description: '一次等级变化 · One change' })
  riskChange(@Arg('id', () => ID, { description: '编号 · Number' }) id: string, @Ctx() context: HubContext) {
    return riskChangeById(id, context);
  }

  @Query(() => RiskChangeConnection, {
    nullable: true,
    description:
      '等级变化日志:与 riskLevelChanged 同源,按游标拉取 · The pull twin of riskLevelChanged: the same log by cursor; without one from the oldest kept; go on from endCursor',
  })
  riskChanges(
    @AfterOldest() after: string | null,
    @Arg('filter', () => RiskFilter, { nullable: true, description: '筛选 · Filter' })
    filter: RiskFilter | null,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return logPage({ context, info, filter: riskLog(filter), first, after, toNode: changeOfEvent });
  }

  @Mutation(() => RiskChange, {
    description:
      '人工调整等级,至多 30 天,不得低于法定底线;其后新增因素照常上调;同一 clientRequestId 只执行一次 · Sets a level by hand, for 30 days at most and never below a legal floor; what begins later still raises it; the same clientRequestId is carried out once',
  })
  overrideRisk(
    @Arg('subject', () => ID, {
      description:
        '企业统一社会信用代码,或 unit: 加重大危险源编号 · USCC of a firm, or unit: and the number of a hazard unit',
    })
    subject: string,
    @Arg('level', () => RiskLevel, { description: '等级 · Level' }) level: RiskLevel,
    @Arg('reason', () => String, { description: '理由,1 至 2000 字 · Why, 1 to 2,000 characters' })
    reason: string,
    @Arg('basis', () => String, { description: '依据,1 至 2000 字 · On what basis, 1 to 2,000 characters' })
    basis: string,
    @Arg('until', () => DateTime, { description: '有效期至 · Until' }) until: Date,
    @Arg('clientRequestId', () => ID, {
      description: '请求编号:重发不重复 · The client’s own number: sending it again changes nothing',
    })
    clientRequestId: string,
    @Ctx() context: HubContext,
  ): Promise<RiskChange> {
    return override({ subject, level, reason, basis, until, clientRequestId }, context);
  }

  @Subscription(() => RiskChange, {
    description:
      '等级变化:自游标起按序补发,再实时;无游标自此刻起;游标早于日志则 RESYNC_REQUIRED · Every change after the cursor, in order, then live. Without a cursor: live from now. A cursor older than the log is refused with RESYNC_REQUIRED',
    subscribe: ({ args, context }: { args: RiskLevelChangedArgs; context: HubContext }) =>
      context.events.subscribe(riskLog(args.filter), args.after ?? null),
  })
  riskLevelChanged(
    @Arg('filter', () => RiskFilter, { nullable: true, description: '筛选 · Filter' })
    _filter: RiskFilter | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
  ): RiskChange {
    return changeOfEvent(event);
  }

  @FieldResolver(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor(@Root() { seq }: RiskChange, @Ctx() { cursors }: HubContext): string {
    return cursors.encodeSeq(seq);
  }

  @FieldResolver(() => EnterpriseRef, {
    nullable: true,
    description:
      '企业;unit 不为 null 时为该单元所属企业,from、to 为单元的等级 · The firm; where unit is not null the firm that it belongs to, and from and to are the levels of the unit',
  })
  enterprise(@Root() { uscc }: RiskChange): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => MajorHazardUnitRef, {
    nullable: true,
    description: '重大危险源单元;企业本身的变化为 null · The unit; null when the firm itself changed',
  })
  unit(@Root() { unitId }: RiskChange): MajorHazardUnitRef | null {
    return unitId === null ? null : { id: unitId };
  }

  @FieldResolver(() => Boolean, {
    description:
      '区划、行业或专委会已变,原处亦收到一次 · It went to another division, industry or committee, and is heard once more by who asked for the old one',
  })
  moved(@Root() { left }: RiskChange): boolean {
    return left !== null;
  }

  @FieldResolver(() => AdminDivisionRef, {
    nullable: true,
    description: '迁出的区划 · The division that it was in before, when it moved',
  })
  movedFrom(@Root() { left }: RiskChange): AdminDivisionRef | null {
    return left?.division == null ? null : { code: left.division };
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '当时的区划 · Its division then' })
  division(@Root() { divisionCode }: RiskChange): AdminDivisionRef | null {
    return divisionCode === null ? null : { code: divisionCode };
  }
}

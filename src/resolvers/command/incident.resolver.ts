import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Headquarters } from '../../entities/command/headquarters';
import { Incident } from '../../entities/command/incident';
import {
  casualtiesFollowedUntil,
  reportBasis,
  reportDueAt,
  reportedLate,
  reportingChain,
} from '../../entities/command/reporting-chain';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { First } from '../../kernel/graphql/page-arguments';
import { pageSize } from '../../kernel/graphql/paging';
import { DateTime, DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/command/admin-division.ref';
import { EnterpriseRef } from '../../schema/command/enterprise.ref';
import { IncidentLogEntry } from '../../schema/command/incident-log-entry';
import { IncidentReport } from '../../schema/command/incident-report';
import { RescueTeamRef } from '../../schema/command/rescue-team.ref';
import { WaybillRef } from '../../schema/command/waybill.ref';
import { incidentsOf } from './incident-reads';
import { needs } from './needs';

@Resolver(() => Incident)
export class IncidentResolver {
  @Query(() => Incident, { nullable: true, description: '按编号查事件 · An incident by its number' })
  incident(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Incident, 'id', id, { info, also: needs.incident });
  }

  @Query(() => [Incident], {
    nullable: true,
    description:
      '突发事件,新的在前,演练亦在其中 · Incidents, the latest first; drills are among them, marked by drill and title',
  })
  @ToldBy('command-centre')
  incidents(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '区划(含下级)· Division with all below it',
    })
    division: string | null,
    @Arg('open', () => Boolean, {
      nullable: true,
      defaultValue: true,
      description: '未结束(缺省)或已结束;null 为全部 · Open ones, by default, or closed ones; null: both',
    })
    open: boolean | null,
    @Arg('drill', () => Boolean, {
      nullable: true,
      description: '仅演练,或仅真实 · Drills alone, or real ones alone',
    })
    drill: boolean | null,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return incidentsOf({ division, open, drill, first }, context, info);
  }

  @FieldResolver(() => DateTime, {
    description:
      '下一次上报的时限;均已上报则为末次时限 · When the next report upward is due; once all are made, when the last one was',
  })
  reportDueAt(@Root() incident: Incident): Date {
    return reportDueAt(incident);
  }

  @FieldResolver(() => Boolean, {
    description: '迟报:首报晚于发生后一小时 · The first report came more than an hour after it happened',
  })
  reportedLate(@Root() incident: Incident): boolean {
    return reportedLate(incident);
  }

  @FieldResolver(() => [IncidentReport], {
    description: '逐级报告链 · The chain of reports upward, each with its clock',
  })
  reports(@Root() incident: Incident, @Ctx() { clock }: HubContext): IncidentReport[] {
    return reportingChain(incident, clock.now());
  }

  @FieldResolver(() => String, {
    description:
      '时限依据,末尾为确定性 · Basis of the clocks, with its certainty (C certain, P proposed here)',
  })
  reportBasis(@Root() incident: Incident): string {
    return reportBasis(incident);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      '伤亡变化补报截止:30 日,道路交通与火灾 7 日;非事故为 null · Until when changed casualties are reported: 30 days, 7 for road accidents and fires; null when it is no accident',
  })
  casualtiesFollowedUntil(@Root() incident: Incident): Date | null {
    return casualtiesFollowedUntil(incident);
  }

  @FieldResolver(() => [IncidentLogEntry], {
    description: '处置记录,新的在前 · What the command centre noted, the latest first',
  })
  log(@Root() { log }: Incident, @First(50) first: number | null): IncidentLogEntry[] {
    const latestFirst = log.toSorted((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime());
    return latestFirst.slice(0, pageSize(first));
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '区划 · Division that it is in' })
  division(@Root() { division }: Incident): AdminDivisionRef {
    return { code: division };
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '涉事企业 · The firm' })
  enterprise(@Root() { uscc }: Incident): EnterpriseRef | null {
    return uscc === null ? null : { uscc };
  }

  @FieldResolver(() => WaybillRef, { nullable: true, description: '涉事运单 · The waybill of the load' })
  waybill(@Root() { waybillId }: Incident): WaybillRef | null {
    return waybillId === null ? null : { id: waybillId };
  }

  @FieldResolver(() => Headquarters, { nullable: true, description: '负责的指挥部 · Headquarters in charge' })
  headquarters(
    @Root() { headquartersId }: Incident,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    if (headquartersId === null) return null;
    return load.one(Headquarters, 'id', headquartersId, { info, also: needs.headquarters });
  }

  @FieldResolver(() => [RescueTeamRef], {
    nullable: 'itemsAndList',
    description: '出动队伍 · Teams assigned to it',
  })
  teams(@Root() { teamIds }: Incident): RescueTeamRef[] {
    return teamIds.map((id) => ({ id }));
  }

  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() incident: Incident, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(incident);
  }
}

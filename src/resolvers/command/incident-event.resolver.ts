import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Incident } from '../../entities/command/incident';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { AdminDivisionRef } from '../../schema/command/admin-division.ref';
import { IncidentEvent } from '../../schema/command/incident-event';
import { IncidentEventConnection } from '../../schema/command/incident-event-connection';
import { incidentEventFor, incidentLog } from './incident-log';
import { needs } from './needs';

interface IncidentChangedArgs {
  division?: string | null;
  after?: string | null;
}

@Resolver(() => IncidentEvent)
export class IncidentEventResolver {
  @Query(() => IncidentEventConnection, {
    nullable: true,
    description:
      '事件变化日志,旧的在前 · Changes of incidents after the cursor, in order: the pull twin of incidentChanged',
  })
  incidentEvents(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '区划(含下级)· Division with all below it',
    })
    division: string | null,
    @First(100) first: number | null,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    const toNode = incidentEventFor(division);
    return logPage({ context, filter: incidentLog(division), first, after, toNode });
  }

  @Subscription(() => IncidentEvent, {
    description:
      '事件变化:自游标起补发,再实时 · Every change after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: IncidentChangedArgs; context: HubContext }) =>
      context.events.subscribe(incidentLog(args.division), args.after ?? null),
  })
  incidentChanged(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description:
        '区划(含下级);移出时通知一次 · Division with all below it; what moves out of it is told once as leaving',
    })
    division: string | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): IncidentEvent {
    return incidentEventFor(division)(event, context);
  }

  @FieldResolver(() => Incident, { nullable: true, description: '事件现状 · The incident as it is now' })
  incident(
    @Root() { incidentId }: IncidentEvent,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Incident, 'id', incidentId, { info, also: needs.incident });
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '当时的区划 · Where it was then' })
  division(@Root() { divisionCode }: IncidentEvent): AdminDivisionRef {
    return { code: divisionCode };
  }
}

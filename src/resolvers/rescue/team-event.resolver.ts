import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { RescueTeam } from '../../entities/rescue/rescue-team';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { RescueCapability } from '../../schema/rescue/enums';
import { TeamEvent } from '../../schema/rescue/team-event';
import { TeamEventConnection } from '../../schema/rescue/team-event-connection';
import { needs } from './needs';
import { teamLog, toTeamEvent, type TeamLogArgs } from './team-log';

@Resolver(() => TeamEvent)
export class TeamEventResolver {
  @Query(() => TeamEventConnection, {
    nullable: true,
    description:
      '队伍状态变化日志,旧的在前 · Changes of teams after the cursor, in order: the pull twin of teamStateChanged',
  })
  teamEvents(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '队伍驻地区划及其下级 · Teams of this division or below',
    })
    division: string | null,
    @Arg('capability', () => [RescueCapability], {
      nullable: true,
      description: '具备其中任一类别 · Able of at least one of these',
    })
    capability: RescueCapability[] | null,
    @First(100) first: number | null,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    return logPage({ context, filter: teamLog({ division, capability }), first, after, toNode: toTeamEvent });
  }

  @Subscription(() => TeamEvent, {
    description:
      '队伍状态变化:自游标起补发,再实时 · Every change of state after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: TeamLogArgs & { after?: string | null }; context: HubContext }) =>
      context.events.subscribe(teamLog(args), args.after ?? null),
  })
  teamStateChanged(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '队伍驻地区划及其下级 · Teams of this division or below',
    })
    _division: string | null,
    @Arg('capability', () => [RescueCapability], {
      nullable: true,
      description: '具备其中任一类别 · Able of at least one of these',
    })
    _capability: RescueCapability[] | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): TeamEvent {
    return toTeamEvent(event, context);
  }

  @FieldResolver(() => RescueTeam, { nullable: true, description: '队伍现状 · The team as it is now' })
  team(@Root() { teamId }: TeamEvent, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(RescueTeam, 'id', teamId, { info, also: needs.team });
  }
}

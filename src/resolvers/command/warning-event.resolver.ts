import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Warning } from '../../entities/command/warning';
import type { LoggedEvent } from '../../kernel/events/event';
import type { HubContext } from '../../kernel/graphql/context';
import { logPage } from '../../kernel/graphql/log-page';
import { AfterNow, AfterOldest, First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { AdminDivisionRef } from '../../schema/command/admin-division.ref';
import { WarningEvent } from '../../schema/command/warning-event';
import { WarningEventConnection } from '../../schema/command/warning-event-connection';
import { needs } from './needs';
import { warningEventFor, warningLog } from './warning-log';

interface WarningIssuedArgs {
  division?: string | null;
  after?: string | null;
}

@Resolver(() => WarningEvent)
export class WarningEventResolver {
  @Query(() => WarningEventConnection, {
    nullable: true,
    description:
      '预警变化日志,旧的在前 · Changes of warnings after the cursor, in order: the pull twin of warningIssued',
  })
  warningEvents(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description: '预警涉及的区划 · Division that they touch',
    })
    division: string | null,
    @First(100) first: number | null,
    @AfterOldest() after: string | null,
    @Ctx() context: HubContext,
  ) {
    const toNode = warningEventFor(division);
    return logPage({ context, filter: warningLog(division), first, after, toNode });
  }

  @Subscription(() => WarningEvent, {
    description:
      '预警发布、更新与解除:自游标起补发,再实时 · Warnings issued, changed and lifted: every change after the cursor, in order, then live; without a cursor live from now',
    subscribe: ({ args, context }: { args: WarningIssuedArgs; context: HubContext }) =>
      context.events.subscribe(warningLog(args.division), args.after ?? null),
  })
  warningIssued(
    @Arg('division', () => DivisionCode, {
      nullable: true,
      description:
        '预警涉及的区划;不再涉及时通知一次 · Division that they touch; what no longer touches it is told once as leaving',
    })
    division: string | null,
    @AfterNow() _after: string | null,
    @Root() event: LoggedEvent,
    @Ctx() context: HubContext,
  ): WarningEvent {
    return warningEventFor(division)(event, context);
  }

  @FieldResolver(() => Warning, { nullable: true, description: '预警现状 · The warning as it is now' })
  warning(
    @Root() { warningId }: WarningEvent,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Warning, 'id', warningId, { info, also: needs.warning });
  }

  @FieldResolver(() => [AdminDivisionRef], {
    nullable: 'itemsAndList',
    description: '当时的范围 · Divisions that it covered then',
  })
  areas(@Root() { areaCodes }: WarningEvent): AdminDivisionRef[] {
    return areaCodes.map((code) => ({ code }));
  }
}

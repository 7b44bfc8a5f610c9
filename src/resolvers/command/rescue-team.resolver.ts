import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Incident } from '../../entities/command/incident';
import type { HubContext } from '../../kernel/graphql/context';
import { RescueTeamRef } from '../../schema/command/rescue-team.ref';
import { assignmentOf } from './incident-reads';

@Resolver(() => RescueTeamRef)
export class RescueTeamResolver {
  @FieldResolver(() => Incident, {
    nullable: true,
    description:
      '所在任务:未结束的事件,多起时取最新,真实先于演练 · The open incident that it is assigned to; of several the latest, real ones before drills',
  })
  assignedTo(@Root() { id }: RescueTeamRef, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return assignmentOf(id, context, info);
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { Committee } from '../../entities/committees/committee';
import { Meeting } from '../../entities/committees/meeting';
import { MemberUnit } from '../../entities/committees/member-unit';
import { Task } from '../../entities/committees/task';
import type { HubContext } from '../../kernel/graphql/context';
import { First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { MeetingKind } from '../../schema/committees/enums';
import { committeeById } from './committee-reads';
import { decisionsOf, meetingsIn } from './work-reads';

@Resolver(() => Meeting)
export class MeetingResolver {
  @Query(() => [Meeting], {
    nullable: true,
    description: '区划及其下级的会议,近者在前 · Meetings of a division and below, the latest first',
  })
  @ToldBy('committee-registry')
  meetings(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Arg('kind', () => MeetingKind, { nullable: true, description: '类型 · Kind' }) kind: MeetingKind | null,
    @First(20) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return meetingsIn({ division, kind, first }, context, info);
  }

  @FieldResolver(() => Committee, {
    nullable: true,
    description:
      '所属委员会;党委、政府会议为空 · The committee; null for meetings of party committee and government',
  })
  committee(@Root() { committeeId }: Meeting, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return committeeId === null ? null : committeeById(committeeId, context, info);
  }

  @FieldResolver(() => MemberUnit, { nullable: true, description: '提请单位 · Unit that asked for it' })
  requestedBy(
    @Root() { requestedById }: Meeting,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return requestedById === null ? null : load.one(MemberUnit, 'id', requestedById, { info });
  }

  @FieldResolver(() => [Task], {
    description: '议定事项,期限早者在前,至多 500 · Tasks that it decided, by due date, at most 500',
  })
  decisions(@Root() { id }: Meeting, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return decisionsOf(id, context, info);
  }
}

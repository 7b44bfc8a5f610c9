import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { Committee } from '../../entities/committees/committee';
import { MemberUnit } from '../../entities/committees/member-unit';
import { taskStateOn } from '../../entities/committees/states';
import { Task } from '../../entities/committees/task';
import { cityDate } from '../../kernel/clock';
import type { HubContext } from '../../kernel/graphql/context';
import { TaskState } from '../../schema/committees/enums';
import { committeeById } from './committee-reads';

@Resolver(() => Task)
export class TaskResolver {
  @FieldResolver(() => MemberUnit, { description: '责任单位 · The unit that has to do it' })
  owner(@Root() { ownerId }: Task, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(MemberUnit, 'id', ownerId, { info });
  }

  @FieldResolver(() => Committee, {
    nullable: true,
    description: '下达的委员会 · The committee that gave it out',
  })
  issuedBy(@Root() { committeeId }: Task, @Ctx() context: HubContext, @Info() info: GraphQLResolveInfo) {
    return committeeById(committeeId, context, info);
  }

  @FieldResolver(() => TaskState, { description: '今日状态 · Where it stands today' })
  state(@Root() task: Task, @Ctx() { clock }: HubContext) {
    return taskStateOn(task, cityDate(clock.now()));
  }
}

import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { In, IsNull } from 'typeorm';
import { committeeStateOn, findingStateOn, taskStateOn } from '../../../src/entities/committees/states';
import { FindingState, TaskState } from '../../../src/schema/committees/enums';
import type { Context } from '../context';
import { Assessment, Charge, Committee, Finding, MemberUnit, Task } from '../entities/committees';
import { SupervisedEnterpriseConnection } from '../shapes';

const present = <Row>(rows: (Row | null | Error)[]): Row[] => rows.filter((row) => row !== null) as Row[];

@Resolver(() => Committee)
export class CommitteeResolver {
  @Query(() => Committee, { nullable: true })
  committee(@Arg('id', () => ID) id: string, @Ctx() { loaders }: Context) {
    return loaders.committee.load(id);
  }

  @FieldResolver(() => String)
  state(@Root() { stages }: Committee, @Ctx() { today }: Context): string {
    return committeeStateOn(stages, today);
  }

  @FieldResolver(() => [MemberUnit])
  async members(@Root() { memberIds }: Committee, @Ctx() { loaders }: Context) {
    return present(await loaders.unit.loadMany(memberIds));
  }

  @FieldResolver(() => [Task])
  async tasks(
    @Root() { id }: Committee,
    @Arg('state', () => [TaskState]) states: TaskState[],
    @Ctx() { loaders, today }: Context,
  ) {
    const tasks = await loaders.tasks.load(id);
    return tasks.filter((task) => states.includes(taskStateOn(task, today)));
  }

  @FieldResolver(() => [Finding])
  async findings(
    @Root() { id, memberIds, leadUnitId }: Committee,
    @Arg('state', () => [FindingState]) states: FindingState[],
    @Ctx() { dataSource, today }: Context,
  ) {
    const findings = await dataSource.getRepository(Finding).find({
      where: [{ committeeId: id }, { committeeId: IsNull(), unitId: In([...memberIds, leadUnitId]) }],
      order: { dueOn: { direction: 'ASC', nulls: 'LAST' }, id: 'ASC' },
    });
    return findings.filter((finding) => states.includes(findingStateOn(finding, today)));
  }

  @FieldResolver(() => SupervisedEnterpriseConnection)
  async enterprises(
    @Root() { id }: Committee,
    @Arg('first', () => Int) first: number,
    @Ctx() { dataSource, loaders }: Context,
  ): Promise<SupervisedEnterpriseConnection> {
    const charges = await dataSource.getRepository(Charge).find({
      where: { committee: id, registered: true },
      order: { uscc: 'ASC' },
      take: first,
    });
    return { nodes: present(await loaders.enterprise.loadMany(charges.map(({ uscc }) => uscc))) };
  }
}

@Resolver(() => MemberUnit)
export class MemberUnitResolver {
  @FieldResolver(() => Assessment, { nullable: true })
  async assessment(
    @Root() { id }: MemberUnit,
    @Arg('year', () => Int) year: number,
    @Ctx() { loaders }: Context,
  ) {
    const [assessment] = await loaders.assessment(year).load(id);
    return assessment ?? null;
  }
}

@Resolver(() => Task)
export class TaskResolver {
  @FieldResolver(() => MemberUnit)
  owner(@Root() { ownerId }: Task, @Ctx() { loaders }: Context) {
    return loaders.unit.load(ownerId);
  }
}

@Resolver(() => Finding)
export class FindingResolver {
  @FieldResolver(() => MemberUnit)
  unit(@Root() { unitId }: Finding, @Ctx() { loaders }: Context) {
    return loaders.unit.load(unitId);
  }
}

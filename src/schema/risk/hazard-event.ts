import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { HazardGrade, HazardState } from './enums';

/** `hazardId` leads to the hazard as it is now. */
@ObjectType({
  description:
    '隐患状态变化 · A step of a hazard in the log: what changed and how it stood then; joins below it answer as of now',
})
export class HazardEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  @Field(() => HazardState, { description: '变为何状态 · State after' })
  kind!: HazardState;

  @Field(() => HazardState, { nullable: true, description: '原状态 · State before; null when it was new' })
  previous!: HazardState | null;

  @Field(() => HazardGrade, { description: '隐患等级 · Grade then' })
  grade!: HazardGrade;

  hazardId!: string;
}

import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { TeamState } from './enums';

/** `teamId` leads to the team as it is now. */
@ObjectType({
  description:
    '队伍状态变化 · A step of the log: what changed and how it stood then; joins below it answer as of now',
})
export class TeamEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  @Field(() => TeamState, { description: '变为何状态 · State that it went to' })
  kind!: TeamState;

  @Field(() => TeamState, { nullable: true, description: '原状态 · State before; null when it was new' })
  previous!: TeamState | null;

  @Field(() => Int, { description: '当时在岗人数 · Members on duty then' })
  onDuty!: number;

  teamId!: string;
}

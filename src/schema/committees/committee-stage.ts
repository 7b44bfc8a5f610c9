import { Field, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { CommitteeState } from './enums';

@ObjectType({ description: '设立进程中的一步 · A step in the life of a committee' })
export class CommitteeStage {
  @Field(() => CommitteeState, { description: '进入何状态 · State that it entered' })
  state!: CommitteeState;

  @Field(() => CalendarDate, { description: '日期,可在将来 · On which day; may lie ahead' })
  on!: string;
}

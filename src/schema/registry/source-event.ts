import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { SourceState } from './enums';

/** A step of the log. `sourceId` leads to the source as it is now. */
@ObjectType({
  description: '数据源状态变化 · What changed and how it stood then; joins below it answer as of now',
})
export class SourceEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '游标,断线后由此续传 · Cursor to go on from' })
  cursor!: string;

  @Field(() => DateTime, { description: '时刻 · When' })
  at!: Date;

  @Field(() => SourceState, { description: '变为 · State that it went to' })
  state!: SourceState;

  sourceId!: string;
}

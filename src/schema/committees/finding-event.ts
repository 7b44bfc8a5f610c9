import { Field, ID, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../../kernel/graphql/scalars';
import { Disposition } from './enums';

/** `findingId` leads to the finding as it is now. */
@ObjectType({
  description: '问题处置 · A disposition of a finding in the log; joins below it answer as of now',
})
export class FindingEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => DateTime, { description: '登记时刻 · When the registry told of it' })
  at!: Date;

  @Field(() => Disposition, { description: '处置 · What was done' })
  kind!: Disposition;

  @Field(() => CalendarDate, { description: '处置日期 · On which day it was done' })
  on!: string;

  findingId!: string;
}

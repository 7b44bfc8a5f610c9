import { Field, Float, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { AlarmSeverity } from './alarm-severity';
import { AlarmState } from './enums';

/** `alarmId` leads to the alarm as it is now. */
@ObjectType({
  description:
    '报警变化 · A step of the log: what changed and how it stood then; joins below it answer as of now',
})
export class AlarmEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  @Field(() => AlarmState, { description: '变为何状态 · State that it went to' })
  kind!: AlarmState;

  @Field(() => AlarmSeverity, { description: '报警等级 · Level' })
  severity!: AlarmSeverity;

  @Field(() => Float, { nullable: true, description: '当时峰值 · Worst value until then' })
  peak!: number | null;

  alarmId!: string;
}

import { Field, InputType } from 'type-graphql';
import { DateTime, DivisionCode, USCC } from '../../kernel/graphql/scalars';
import { AlarmSeverity } from './alarm-severity';
import { AlarmState } from './enums';

@InputType({ description: '报警筛选条件 · Which alarms; every condition narrows' })
export class AlarmFilter {
  @Field(() => DivisionCode, {
    nullable: true,
    description: '企业所在区划及其下级 · Firms of this division or below',
  })
  division?: string | null;

  @Field(() => [USCC], { nullable: true, description: '企业 · Of these firms' })
  uscc?: string[] | null;

  @Field(() => [AlarmSeverity], { nullable: true, description: '等级 · Of these levels' })
  severity?: AlarmSeverity[] | null;

  @Field(() => [AlarmState], { nullable: true, description: '处置状态 · In one of these states' })
  state?: AlarmState[] | null;

  @Field(() => DateTime, { nullable: true, description: '此时刻起 · Opened (events: happened) at or after' })
  since?: Date | null;
}

import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { ReportLevel, ReportState } from './enums';

@ObjectType({
  description:
    '逐级报告的一步 · One step of the chain by which an incident is reported upward, with its clock',
})
export class IncidentReport {
  @Field(() => ReportLevel, { description: '报告方 · Who reports' })
  from!: ReportLevel;

  @Field(() => ReportLevel, { description: '接报方 · Who is reported to' })
  to!: ReportLevel;

  @Field(() => DateTime, { description: '时限 · When it is due at the latest' })
  dueAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '报告时刻 · When it was made; null: not yet' })
  reportedAt!: Date | null;

  @Field(() => ReportState, { description: '状态 · How it stands against its clock now' })
  state!: ReportState;

  @Field(() => Int, { description: '迟报秒数,未迟为 0 · Seconds past its time, 0 when in time' })
  lateSeconds!: number;
}

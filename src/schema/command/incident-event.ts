import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { EventCategory, IncidentChange, IncidentGrade, ResponseLevel } from './enums';

/** `incidentId` leads to the incident as it is now, `divisionCode` to where it was then. */
@ObjectType({
  description:
    '事件变化 · A step of the log: what changed and how it stood then; joins below it answer as of now',
})
export class IncidentEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  @Field(() => IncidentChange, { description: '变化 · What happened' })
  kind!: IncidentChange;

  @Field(() => Boolean, { description: '演练 · Part of a drill, not real' })
  drill!: boolean;

  @Field(() => String, { description: '当时的标题 · Title then' })
  title!: string;

  @Field(() => EventCategory, { description: '类别 · Kind of event' })
  category!: EventCategory;

  @Field(() => IncidentGrade, { nullable: true, description: '当时的事故等级 · Grade then' })
  grade!: IncidentGrade | null;

  @Field(() => ResponseLevel, { nullable: true, description: '当时的响应级别 · Response then' })
  response!: ResponseLevel | null;

  @Field(() => ResponseLevel, { nullable: true, description: '原响应级别 · Response before' })
  previousResponse!: ResponseLevel | null;

  @Field(() => Boolean, {
    description:
      '移出所筛选的区划,此后不再通知 · It left the division asked for: the last that is told of it',
  })
  leaving!: boolean;

  incidentId!: string;

  divisionCode!: string;
}

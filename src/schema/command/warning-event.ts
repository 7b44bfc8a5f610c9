import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { EventCategory, WarningChange, WarningColour } from './enums';

/** `warningId` leads to the warning as it is now, `areaCodes` to where it was in force then. */
@ObjectType({
  description:
    '预警变化 · A step of the log: what changed and how it stood then; joins below it answer as of now',
})
export class WarningEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  @Field(() => WarningChange, { description: '变化 · What happened' })
  kind!: WarningChange;

  @Field(() => Boolean, { description: '演练 · Part of a drill, not real' })
  drill!: boolean;

  @Field(() => String, { description: '当时的标题 · Headline then' })
  headline!: string;

  @Field(() => WarningColour, { description: '当时的预警级别 · Colour then' })
  colour!: WarningColour;

  @Field(() => EventCategory, { description: '类别 · Kind of event' })
  category!: EventCategory;

  @Field(() => Boolean, {
    description:
      '不再涉及所筛选的区划,此后不再通知 · It no longer touches the division asked for: the last that is told of it',
  })
  leaving!: boolean;

  warningId!: string;

  areaCodes!: string[];
}

import { Field, ID, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { ResponseLevel } from './enums';

/** Kept within its headquarters. */
@ObjectType({ description: '应急预案 · The plan that a headquarters works by' })
export class Plan {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '名称 · Title' })
  title!: string;

  @Field(() => String, { description: '版本 · Version' })
  version!: string;

  @Field(() => CalendarDate, { nullable: true, description: '修订日期 · When it was revised' })
  revisedOn!: string | null;

  @Field(() => [ResponseLevel], { description: '响应级别 · Levels of response that it knows' })
  responseLevels!: ResponseLevel[];
}

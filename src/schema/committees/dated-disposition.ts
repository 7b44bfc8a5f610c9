import { Field, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { Disposition } from './enums';

@ObjectType({ description: '处置记录 · What a finding led to, and when' })
export class DatedDisposition {
  @Field(() => Disposition, { description: '处置 · What was done' })
  kind!: Disposition;

  @Field(() => CalendarDate, { description: '日期 · On which day' })
  on!: string;
}

import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';

/** Kept within its incident; `at` is text in the database. */
@ObjectType({ description: '处置记录 · An entry of an incident’s log' })
export class IncidentLogEntry {
  @Field(() => DateTime, { description: '时刻 · When' })
  at!: Date;

  @Field(() => String, { description: '席位 · Seat of the command centre that wrote it' })
  seat!: string;

  @Field(() => String, { description: '内容 · What was noted' })
  text!: string;
}

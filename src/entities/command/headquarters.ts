import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { EventCategory } from '../../schema/command/enums';
import { Plan } from '../../schema/command/plan';

/** Keyed by `id`. The general headquarters stands above the special ones of its division. */
@ObjectType({ description: '应急指挥部 · A command headquarters' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'command' })
export class Headquarters extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('boolean')
  @Field(() => Boolean, { description: '总指挥部 · The general headquarters, above the special ones' })
  general!: boolean;

  @Column('text')
  @Field(() => EventCategory, { description: '主管类别 · Kind of event that it leads first' })
  category!: EventCategory;

  @Column('text', { array: true })
  @Field(() => [EventCategory], { description: '所管类别 · Kinds of event that it leads' })
  categories!: EventCategory[];

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => String, { description: '指挥长职务 · Post of its commander' })
  commanderTitle!: string;

  @Column('text', { nullable: true })
  leadUnitId!: string | null;

  @Column('jsonb', { nullable: true })
  @Field(() => Plan, { nullable: true, description: '应急预案 · The plan that it works by' })
  plan!: Plan | null;
}

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { PatrolKind, SafetyAspect } from '../../schema/committees/enums';

/** Keyed by `id`. Once it has an archive number it does not change any more: the database refuses. */
@ObjectType({ description: '巡查、督查 · A patrol of units' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'committees' })
export class Patrol extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => PatrolKind, { description: '类型 · Kind' })
  kind!: PatrolKind;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text', { array: true })
  targetIds!: string[];

  @Column('text', { array: true })
  @Field(() => [String], { description: '巡查内容 · What it looks at, in its own words' })
  aspects!: string[];

  @Column('text', { array: true })
  @Field(() => [SafetyAspect], { description: '属七个方面中的哪些 · Which of the seven aspects these are' })
  aspectKinds!: SafetyAspect[];

  @Column('date', { name: 'begins_on' })
  @Field(() => CalendarDate, { description: '开始日期 · First day' })
  from!: string;

  @Column('date', { name: 'ends_on', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '结束日期 · Last day' })
  to!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '档号;建档后不再更改 · Archive number; nothing changes after it',
  })
  archiveNo!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '建档日期 · When it was archived' })
  archivedOn!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '报告日期 · When the report went to party committee and government',
  })
  reportedOn!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '报告文号 · Number of the report' })
  reportDocument!: string | null;
}

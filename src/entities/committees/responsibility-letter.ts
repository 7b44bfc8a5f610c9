import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';

/** Keyed by `id`. */
@ObjectType({ description: '安全生产目标责任书 · A letter of responsibility, signed level by level' })
@Entity({ schema: 'committees' })
export class ResponsibilityLetter extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('integer')
  @Field(() => Int, { description: '年度 · Year' })
  year!: number;

  @Column('text')
  fromUnitId!: string;

  @Column('text')
  toUnitId!: string;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '签订日期 · When it was signed' })
  signedOn!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], { description: '目标 · What is promised' })
  items!: string[];
}

import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';

/** Keyed by `id`. */
@ObjectType({ description: '安全生产信息半月刊 · An issue of the internal journal' })
@Entity({ schema: 'committees' })
export class Bulletin extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => String, { description: '期号 · Issue' })
  issue!: string;

  @Column('date')
  @Field(() => CalendarDate, { description: '刊发日期 · When it came out' })
  publishedOn!: string;

  @Column('text', { array: true })
  @Field(() => [String], { description: '篇目 · Items' })
  items!: string[];
}

import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../kernel/graphql/scalars';

/** Keyed by `id`. The hub's own record, of no source system; a period is active from `from` until `to`. */
@ObjectType({ description: '重大活动保障期 · A period of major events with tightened supervision' })
@Entity({ schema: 'risk' })
export class EventPeriod {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('timestamptz', { name: 'starts_at' })
  @Field(() => DateTime, { description: '开始 · Begins' })
  from!: Date;

  @Column('timestamptz', { name: 'ends_at' })
  @Field(() => DateTime, { description: '结束 · Ends' })
  to!: Date;

  @Column('text', { array: true })
  divisionCodes!: string[];

  @Column('text', { array: true })
  @Field(() => [String], { description: '措施 · What it brings' })
  effects!: string[];
}

import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime } from '../../kernel/graphql/scalars';

/** Keyed by `id`. */
@ObjectType({ description: '履职台账 · What a leader did for safety, with proof' })
@Entity({ schema: 'committees' })
export class DutyLedgerEntry extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  postId!: string;

  /** Where it was. */
  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => String, { description: '履职内容 · What was done' })
  action!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '时间 · When' })
  at!: Date;

  @Column('text', { nullable: true })
  uscc!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], { description: '佐证 · Evidence' })
  evidence!: string[];
}

import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';

/** Keyed by `division`, `year` and `purpose`. */
@ObjectType({ description: '安全监管专项经费 · The yearly fund for supervision' })
@Entity({ schema: 'committees' })
export class Fund extends Sourced {
  @PrimaryColumn('text')
  division!: string;

  @PrimaryColumn('integer')
  @Field(() => Int, { description: '年度 · Year' })
  year!: number;

  @PrimaryColumn('text')
  @Field(() => String, { description: '用途 · Purpose' })
  purpose!: string;

  @Column('double precision')
  @Field(() => Float, { description: '金额(元)· Amount, yuan' })
  amountYuan!: number;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '已支出(元)· Spent so far, yuan' })
  spentYuan!: number | null;
}

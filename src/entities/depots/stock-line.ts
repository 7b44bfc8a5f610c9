import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate, DateTime } from '../../kernel/graphql/scalars';

/** Keyed by `id`: one batch of one material in one depot. It shows once its depot and its material are known. */
@ObjectType({ description: '库存批次 · A batch of one material in one depot' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'depots' })
export class StockLine extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number in the inventory' })
  id!: string;

  @Column('text')
  depotId!: string;

  @Column('text')
  materialCode!: string;

  @Column('double precision')
  @Field(() => Float, { description: '账面数量 · Quantity on the books' })
  qty!: number;

  @Column('double precision')
  @Field(() => Float, { description: '已预留数量 · Of which promised already' })
  reserved!: number;

  /** Worked out by the database. */
  @Column('double precision')
  @Field(() => Float, {
    description: '可用数量:数量减去已预留,未计有效期 · Net of reservations, whether good or past its date',
  })
  available!: number;

  @Column('double precision')
  @Field(() => Float, { description: '最低储备量 · Least that should be there, net of reservations' })
  minQty!: number;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '有效期至(当日有效),为空即不限 · Last day on which it is good; null: it does not run out',
  })
  expiresOn!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '最近盘点日 · When it was last counted; null: never',
  })
  countedOn!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: '注销时刻,为空即在账 · From when it is off the books; null: on them',
  })
  outOfUseSince!: Date | null;
}

import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime } from '../../kernel/graphql/scalars';

/** Keyed by `id`. What a person saw; nothing of it is worked out. */
@ObjectType({ description: '路面检查记录 · A check of a vehicle on the road' })
@Entity({ schema: 'hazmat' })
export class RoadsideCheck extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  /** null: the check names the vehicle only. */
  @Column('text', { nullable: true })
  waybillId!: string | null;

  @Column('text')
  vehicleKey!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '检查时刻 · When' })
  at!: Date;

  @Column('text')
  @Field(() => String, { description: '检查单位 · By whom' })
  authority!: string;

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: '有危险货物标志(GB 13392);空为未查 · It bears its marks; null: not looked at',
  })
  marks!: boolean | null;

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: '有安全标示牌(GB 20300);空为未查 · It bears its safety plate; null: not looked at',
  })
  plates!: boolean | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '备注 · Note' })
  note!: string | null;
}

import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime, GeoJSON } from '../../kernel/graphql/scalars';
import { TripStage } from '../../schema/hazmat/enums';
import type { StoredGoods } from '../../schema/hazmat/goods-line';
import { LoadingCheck } from '../../schema/hazmat/loading-check';
import type { UnjudgedRule } from './rules/judge';
import type { StoredViolation } from './stored-violation';

/** Keyed by `id`. The columns from `legal` on are the hub's own and change with what the trip depends on. */
@ObjectType({ description: '危险货物运单 · A waybill: one trip with hazardous goods' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'hazmat' })
export class Waybill extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '运单号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => TripStage, { description: '环节 · Where it stands' })
  stage!: TripStage;

  @Column('text')
  consignorUscc!: string;

  @Column('text')
  consigneeUscc!: string;

  @Column('text')
  carrierUscc!: string;

  @Column('text')
  vehicleKey!: string;

  @Column('text', { nullable: true })
  trailerKey!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '罐体编号 · Number of the tank' })
  tankId!: string | null;

  @Column('text')
  driverNumber!: string;

  @Column('text', { nullable: true })
  escortNumber!: string | null;

  @Column('jsonb')
  storedGoods!: StoredGoods[];

  @Column('text', { array: true })
  uns!: string[];

  /** Primary classes with what they are part of: 1.1D, 1.1, 1. */
  @Column('text', { array: true })
  classes!: string[];

  /** What the trip depends on (@see partsOf). */
  @Column('text', { array: true })
  parts!: string[];

  @Column('timestamptz')
  @Field(() => DateTime, { description: '装货时刻 · When it is loaded' })
  loadAt!: Date;

  /** Unloaded, or planned to be. */
  @Column('timestamptz')
  @Field(() => DateTime, {
    description: '卸货完成或预计完成 · When it is unloaded, or planned to be',
  })
  endsAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '派单时刻 · When it was dispatched' })
  dispatchedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '装货完成 · When loading was done' })
  loadedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '出发 · When it departed' })
  departedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '到达 · When it arrived' })
  arrivedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '卸货完成 · When it was unloaded' })
  unloadedAt!: Date | null;

  @Column('text', { nullable: true })
  originId!: string | null;

  @Column('text', { nullable: true })
  destinationId!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '起运地 · Origin as written' })
  originText!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '目的地 · Destination as written' })
  destinationText!: string | null;

  @Column('jsonb', { nullable: true })
  @Field(() => GeoJSON, { nullable: true, description: '路线(CGCS2000)· Route' })
  route!: object | null;

  @Column('jsonb', { nullable: true })
  @Field(() => LoadingCheck, { nullable: true, description: '装货查验 · Check before loading' })
  loadingCheck!: LoadingCheck | null;

  @Column('text', { array: true })
  passNumbers!: string[];

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, {
    nullable: true,
    description: '行经高速公路;空为未载明 · Whether it uses motorways; null: not said',
  })
  motorway!: boolean | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: '卸货质量(千克);空为未载明 · What was unloaded, in kilograms; null: not said',
  })
  unloadedKg!: number | null;

  /** Null until it was judged, which is in the transaction that brings it. */
  @Column('boolean', { nullable: true })
  legal!: boolean | null;

  @Column('jsonb')
  violations!: StoredViolation[];

  @Column('jsonb')
  notJudged!: UnjudgedRule[];

  @Column('timestamptz', { nullable: true })
  judgedAt!: Date | null;

  @Column('text', { nullable: true })
  ruleSetVersion!: string | null;

  /** Something that it depends on has changed; it is judged again within seconds. */
  @Column('boolean')
  recheck!: boolean;

  /** Its number was used for a trip before. */
  @Column('boolean')
  reused!: boolean;

  /** Since when it is not positioned, as told by SIGNAL_LOST; null: it is. */
  @Column('timestamptz', { nullable: true })
  signalLostSince!: Date | null;
}

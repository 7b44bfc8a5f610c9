import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import type { Crs } from '../../kernel/geo/coordinates';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { RescueCapability, TeamKind, TeamState } from '../../schema/rescue/enums';

/** Keyed by `id`. `lng` and `lat` are CGCS2000; the position as it came is kept beside with its CRS. */
@ObjectType({ description: '救援队伍 · A rescue team' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'rescue' })
export class RescueTeam extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '队伍编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text', { array: true })
  @Field(() => [RescueCapability], { description: '救援类别 · What it is able to rescue from' })
  capabilities!: RescueCapability[];

  @Column('text')
  @Field(() => TeamKind, { description: '队伍类型 · Whose team it is' })
  kind!: TeamKind;

  /** The firm whose team it is; of ENTERPRISE teams. */
  @Column('text', { nullable: true })
  uscc!: string | null;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => DivisionCode, { description: '登记的区划代码 · Division code as its register has it' })
  divisionRaw!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '区划对应说明 · Why the division differs from the registered code; null when it does not',
  })
  divisionNote!: string | null;

  @Column('text', { nullable: true })
  baseSiteId!: string | null;

  @Column('double precision')
  @Field(() => Float, { description: '驻地经度(CGCS2000)· Longitude of its base' })
  lng!: number;

  @Column('double precision')
  @Field(() => Float, { description: '驻地纬度(CGCS2000)· Latitude of its base' })
  lat!: number;

  @Column('double precision')
  rawLng!: number;

  @Column('double precision')
  rawLat!: number;

  @Column('text')
  rawCrs!: Crs;

  @Column('integer')
  @Field(() => Int, { description: '编制人数 · Members' })
  members!: number;

  @Column('integer')
  @Field(() => Int, { description: '在岗人数 · Members on duty now' })
  onDuty!: number;

  @Column('text')
  @Field(() => TeamState, { description: '状态 · Where it stands, as last reported; see freshness' })
  state!: TeamState;

  @Column('integer', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: '出动时限(秒);未报为空 · Seconds from the call to driving off; null when it is not known',
  })
  turnoutSeconds!: number | null;

  @Column('text', { array: true })
  @Field(() => [String], { description: '装备 · Equipment' })
  equipment!: string[];

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '值班电话(脱敏)· Duty phone, masked' })
  phoneMasked!: string | null;

  /** It promises to report at least this often, whether or not anything has changed. */
  @Column('integer')
  intervalSeconds!: number;
}

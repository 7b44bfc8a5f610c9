import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import type { Crs } from '../../kernel/geo/coordinates';
import { DateTime } from '../../kernel/graphql/scalars';
import { ReserveMode } from '../../schema/depots/enums';

/** Keyed by `id`. `lng` and `lat` are CGCS2000; the position as it came is kept beside with its CRS. */
@ObjectType({ description: '应急物资储备库 · A place where emergency materials are held ready' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'depots' })
export class Depot extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number in the inventory' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  /** In force today. */
  @Column('text')
  division!: string;

  @Column('text')
  divisionRaw!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '区划对应说明 · Why the division differs from the code that came; null when it does not',
  })
  divisionNote!: string | null;

  @Column('double precision')
  @Field(() => Float, { description: '经度(CGCS2000)· Longitude' })
  lng!: number;

  @Column('double precision')
  @Field(() => Float, { description: '纬度(CGCS2000)· Latitude' })
  lat!: number;

  @Column('double precision')
  rawLng!: number;

  @Column('double precision')
  rawLat!: number;

  @Column('text')
  rawCrs!: Crs;

  /** null: no firm keeps it. */
  @Column('text', { nullable: true })
  keeperUscc!: string | null;

  @Column('text')
  @Field(() => ReserveMode, { description: '储备方式 · In what form its stock is held' })
  mode!: ReserveMode;

  @Column('boolean')
  @Field(() => Boolean, { description: '全天可调用 · Stock can be drawn at any hour' })
  openAllHours!: boolean;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      '停用时刻,为空即在用;停用后不列出、不参与查找 · From when it is out of use; null: in use. Then it is neither listed nor found',
  })
  outOfUseSince!: Date | null;
}

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DivisionCode, GeoJSON } from '../../kernel/graphql/scalars';
import { Crs } from '../../schema/registry/enums';
import { SiteExposure } from '../../schema/registry/site-exposure';

/** Keyed by `id`. `lng`, `lat` and `boundary` are CGCS2000; the position as it came is kept beside with its CRS. */
@ObjectType({ description: '生产经营场所 · A place where a firm works' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'registry' })
export class Site extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '场所编号 · Number in the register' })
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  @Field(() => String, { description: '场所名称 · Name' })
  name!: string;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => DivisionCode, { description: '登记的区划代码 · Division code as the register has it' })
  divisionRaw!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '区划对应说明 · Why the division differs from the registered code; null when it does not',
  })
  divisionNote!: string | null;

  @Column('double precision')
  lng!: number;

  @Column('double precision')
  lat!: number;

  @Column('double precision')
  rawLng!: number;

  @Column('double precision')
  rawLat!: number;

  @Column('text')
  rawCrs!: Crs;

  @Column('jsonb', { nullable: true })
  @Field(() => GeoJSON, { nullable: true, description: '边界(CGCS2000)· Boundary, GeoJSON geometry' })
  boundary!: object | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '煤矿编码 · Code of the coal mine' })
  mineCode!: string | null;

  @Column('text', { array: true })
  @Field(() => [SiteExposure], { description: '暴露标签 · What endangers it from outside' })
  exposures!: SiteExposure[];
}

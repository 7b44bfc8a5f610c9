import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime, DivisionCode, GeoJSON } from '../../kernel/graphql/scalars';
import { BanKind, BannedRoads } from '../../schema/hazmat/enums';
import { DayHours } from '../../schema/hazmat/day-hours';

/** Keyed by `id`. */
@ObjectType({ description: '禁行通告 · A time at which roads are closed to hazardous goods' })
@Entity({ schema: 'hazmat' })
export class RoadBan extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => BanKind, { description: '类别 · Kind' })
  kind!: BanKind;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text', { nullable: true })
  @Field(() => DivisionCode, { nullable: true, description: '发布地区 · Whose ban it is' })
  division!: string | null;

  @Column('text')
  @Field(() => BannedRoads, { description: '禁行道路 · On which roads' })
  roads!: BannedRoads;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '起 · From' })
  startsAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '止;空为长期 · To; null: until further notice' })
  endsAt!: Date | null;

  @Column('jsonb', { nullable: true })
  @Field(() => [DayHours], {
    nullable: true,
    description: '每日禁行时段;空为全天 · Times of the day; null: all day',
  })
  hours!: DayHours[] | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: '禁行的类别或项别;空为全部 · Classes and divisions that it is for; null: all',
  })
  classes!: string[] | null;

  @Column('jsonb', { nullable: true })
  @Field(() => GeoJSON, {
    nullable: true,
    description: '范围(CGCS2000);空为名录所辖全部 · Where; null: everywhere the list speaks for',
  })
  area!: object | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '依据 · Legal basis' })
  basis!: string | null;
}

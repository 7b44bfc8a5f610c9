import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate, GeoJSON } from '../../kernel/graphql/scalars';
import { AreaKind } from '../../schema/hazmat/enums';
import { DayHours } from '../../schema/hazmat/day-hours';

/** Keyed by `id`. */
@ObjectType({ description: '限制通行区域 · Where goods may not pass' })
@Entity({ schema: 'hazmat' })
export class RestrictedArea extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text')
  @Field(() => AreaKind, { description: '类别 · Kind' })
  kind!: AreaKind;

  @Column('jsonb')
  @Field(() => GeoJSON, { description: '范围(CGCS2000)· Its outline' })
  area!: object;

  @Column('date')
  @Field(() => CalendarDate, { description: '有效期自 · Valid from' })
  validFrom!: string;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: '有效期至(当日有效);空为长期 · Valid through; null: until further notice',
  })
  validTo!: string | null;

  @Column('jsonb', { nullable: true })
  @Field(() => [DayHours], {
    nullable: true,
    description: '每日限行时段;空为全天 · Times of the day; null: all day',
  })
  hours!: DayHours[] | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: '限制的类别或项别;空为全部 · Classes and divisions that it keeps out; null: all',
  })
  classes!: string[] | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '依据 · Legal basis' })
  basis!: string | null;
}

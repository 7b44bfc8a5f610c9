import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime, GeoJSON } from '../../kernel/graphql/scalars';
import { DayHours } from '../../schema/hazmat/day-hours';
import { PassKind } from '../../schema/hazmat/enums';
import { Withdrawable } from './withdrawable';

/** Keyed by `number`. */
@ObjectType({ description: '通行证、运输许可证 · A pass or permit for one load' })
@Entity({ schema: 'hazmat' })
export class Pass extends Withdrawable {
  @PrimaryColumn('text')
  @Field(() => String, { description: '证号 · Number' })
  number!: string;

  @Column('text')
  @Field(() => PassKind, { description: '类别 · Kind' })
  kind!: PassKind;

  @Column('text')
  @Field(() => String, { description: '签发机关 · Who issued it' })
  issuer!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '起 · Valid from' })
  validFrom!: Date;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '止 · Valid to' })
  validTo!: Date;

  @Column('text', { nullable: true })
  vehicleKey!: string | null;

  @Column('jsonb', { nullable: true })
  @Field(() => GeoJSON, { nullable: true, description: '批准路线(CGCS2000)· Approved route' })
  route!: object | null;

  @Column('jsonb', { nullable: true })
  @Field(() => [DayHours], {
    nullable: true,
    description: '批准的每日通行时段;空为不限 · Approved times of the day; null: any',
  })
  hours!: DayHours[] | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: '准许进入的限制通行区域(编号)· Restricted areas that it opens, by their numbers',
  })
  areas!: string[] | null;
}

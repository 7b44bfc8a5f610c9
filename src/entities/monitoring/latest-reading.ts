import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../kernel/graphql/scalars';
import { Quality } from '../../schema/monitoring/enums';

/** One row per point, made with it; `at` is null until the first reading. Also the shape of a live reading. */
@ObjectType('Reading', { description: '读数 · One value of a measuring point' })
@Entity({ schema: 'monitoring', name: 'latest' })
export class LatestReading {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '测点编号 · Number of the point' })
  sensorId!: string;

  /** From when the hub has known the point. */
  @Column('timestamptz')
  since!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { description: '采集时刻 · Time of the device' })
  at!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { description: '收到时刻 · When the hub received it' })
  receivedAt!: Date | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '数值 · Value in the unit of the point' })
  value!: number | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '文字值 · Value in words' })
  text!: string | null;

  @Column('text', { nullable: true })
  @Field(() => Quality, { description: '数据质量 · Quality' })
  quality!: Quality | null;

  @Column('boolean', { nullable: true })
  @Field(() => Boolean, { nullable: true, description: '标校中 · In calibration, not judged' })
  calibrating!: boolean | null;

  /** Of the last reading that told something about the danger, @see isUsable. */
  @Column('timestamptz', { nullable: true })
  usableAt!: Date | null;
}

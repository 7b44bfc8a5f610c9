import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime } from '../../kernel/graphql/scalars';
import { Aggregation } from '../../schema/monitoring/enums';
import { Limit } from '../../schema/monitoring/limit';

/** Keyed by `id`, the platform's number of the point. What it measures is in LatestReading and monitoring.history. */
@ObjectType({ description: '测点 · A measuring point' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'monitoring' })
export class Sensor extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '测点编号 · Number in the platform' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '测点代码 · Code at the site' })
  code!: string;

  @Column('text')
  siteId!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  @Field(() => String, { description: '安装地点 · Where it is' })
  place!: string;

  @Column('text')
  @Field(() => String, { description: '监测量 · What it measures' })
  quantity!: string;

  @Column('text')
  @Field(() => String, { description: '单位 · Unit' })
  unit!: string;

  @Column('double precision', { array: true, nullable: true })
  @Field(() => [Float], { nullable: true, description: '量程 [下限, 上限] · Measuring range' })
  range!: number[] | null;

  @Column('jsonb')
  @Field(() => [Limit], { description: '限值 · Limits' })
  limits!: Limit[];

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '限值批准文号 · Number of the approval of its limits; null: the platform names none',
  })
  limitsApproval!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      '停用时刻,为空即在用;停用后不计其失联,读数仍存储并判断 · From when it is out of use; null: in use. Its silence does not count then, its readings are kept and judged all the same',
  })
  outOfUseSince!: Date | null;

  /** As the source says; null: it does not. */
  @Column('text', { nullable: true })
  aggregationTold!: Aggregation | null;

  /** Worked out by the database. */
  @Column('text')
  @Field(() => Aggregation, {
    description:
      '时段代表值的取法:开关量、状态和累计量取末值,其余取平均 · What stands for a stretch of time: the last value of a state or a running total, else the mean',
  })
  aggregation!: Aggregation;

  @Column('double precision')
  @Field(() => Float, { description: '采集间隔(秒)· Seconds between readings' })
  intervalSeconds!: number;
}

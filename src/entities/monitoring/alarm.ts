import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../kernel/graphql/scalars';
import { AlarmSeverity } from '../../schema/monitoring/alarm-severity';
import { AlarmState } from '../../schema/monitoring/enums';
import { LimitKind } from '../../schema/monitoring/limit-kind';

/** Keyed by `id`; at most one per point and kind is not cleared. Judged by the hub, so it is no row of a source. */
@ObjectType({ description: '报警 · An alarm of a measuring point' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'monitoring' })
export class Alarm {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  sensorId!: string;

  @Column('text')
  siteId!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  source!: string;

  @Column('text')
  @Field(() => LimitKind, { description: '越过的限值 · Kind of limit that was passed' })
  kind!: LimitKind;

  @Column('text')
  @Field(() => AlarmSeverity, { description: '报警等级 · Level' })
  severity!: AlarmSeverity;

  @Column('text')
  @Field(() => AlarmState, { description: '处置状态 · Where it stands' })
  state!: AlarmState;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '开始时刻 · When it opened' })
  openedAt!: Date;

  @Column('timestamptz')
  @Field(() => DateTime, {
    description:
      '发现时刻,迟到的读数致其晚于开始 · When the hub found it: later than it opened, when readings came late',
  })
  foundAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '确认时刻 · When it was acknowledged' })
  ackedAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '确认人 · Who acknowledged it' })
  ackedBy!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '确认说明 · What was noted' })
  ackNote!: string | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '恢复时刻 · When the value was back' })
  clearedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '关闭时刻 · When it was both back and acknowledged' })
  closedAt!: Date | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '峰值 · Worst value' })
  peak!: number | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '限值 · The limit when it opened' })
  limitValue!: number | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '被何抑制 · What suppresses it' })
  suppressedBy!: string | null;
}

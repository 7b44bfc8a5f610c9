import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime, DivisionCode } from '../../kernel/graphql/scalars';
import { AccidentKind, EventCategory, IncidentGrade, ResponseLevel } from '../../schema/command/enums';
import type { IncidentLogEntry } from '../../schema/command/incident-log-entry';
import type { MadeReport } from './reporting-chain';

/** Keyed by `id`. `division` is the code in force today; `lng` and `lat` are CGCS2000, the raw ones as they came. */
@ObjectType({ description: '突发事件 · An incident that the command centre handles' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'command' })
export class Incident extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Its number in the command centre' })
  id!: string;

  @Column('boolean')
  @Field(() => Boolean, { description: '演练 · A drill, not real; its title says so too' })
  drill!: boolean;

  @Column('text')
  @Field(() => String, { description: '标题 · Title' })
  title!: string;

  @Column('text')
  @Field(() => String, {
    description: '事件编码(GB/T 35561-2017 格式)· Event code in the form of GB/T 35561-2017',
  })
  code!: string;

  @Column('text')
  @Field(() => EventCategory, { description: '类别 · Kind of event' })
  category!: EventCategory;

  @Column('text', { nullable: true })
  @Field(() => AccidentKind, {
    nullable: true,
    description: '事故类型 · Kind of accident; null when it is none',
  })
  accidentKind!: AccidentKind | null;

  @Column('text', { nullable: true })
  @Field(() => IncidentGrade, {
    nullable: true,
    description:
      '事故等级:上报等级与按伤亡损失推算等级取重 · Grade: the worse of what was given and what the casualties and losses make',
  })
  grade!: IncidentGrade | null;

  @Column('text', { nullable: true })
  @Field(() => IncidentGrade, { nullable: true, description: '上报等级 · Grade as it was given' })
  gradeGiven!: IncidentGrade | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '定级时刻 · Since when the present grade is known' })
  gradeSince!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => ResponseLevel, {
    nullable: true,
    description: '应急响应级别 · Response; null: none was begun',
  })
  response!: ResponseLevel | null;

  @Column('timestamptz', { name: 'happened_at' })
  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '接报时刻 · When the firm’s first report came in' })
  reportedAt!: Date;

  @Column('jsonb')
  reportsUp!: MadeReport[];

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '结束时刻 · When it was closed; null: it is open' })
  closedAt!: Date | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '经度(CGCS2000)· Longitude' })
  lng!: number | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '纬度(CGCS2000)· Latitude' })
  lat!: number | null;

  @Column('double precision', { nullable: true })
  rawLng!: number | null;

  @Column('double precision', { nullable: true })
  rawLat!: number | null;

  @Column('text', { nullable: true })
  rawCrs!: string | null;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => DivisionCode, { description: '上报的区划代码 · Division code as it was sent' })
  divisionRaw!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '区划对应说明 · Why the division differs from the code that was sent; null when it does not',
  })
  divisionNote!: string | null;

  @Column('text', { nullable: true })
  uscc!: string | null;

  @Column('text', { nullable: true })
  waybillId!: string | null;

  @Column('text', { nullable: true })
  headquartersId!: string | null;

  @Column('text', { array: true })
  teamIds!: string[];

  @Column('integer', { nullable: true })
  @Field(() => Int, { nullable: true, description: '死亡人数 · Deaths; null: not known' })
  deaths!: number | null;

  @Column('integer', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: '受伤人数(含重伤)· Injured, the gravely injured among them',
  })
  injured!: number | null;

  @Column('integer', { nullable: true })
  @Field(() => Int, { nullable: true, description: '重伤人数 · Gravely injured' })
  gravelyInjured!: number | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '直接经济损失(元)· Direct loss in yuan' })
  lossYuan!: number | null;

  @Column('jsonb')
  log!: IncidentLogEntry[];
}

import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { RiskLevel } from '../../kernel/risk/levels';
import { AssessmentMethod } from '../../schema/risk/enums';

/** Keyed by `id`; its value and level are worked out when it comes in, @see assessRiskPoint. */
@ObjectType({ description: '风险点 · A risk point of the dual prevention mechanism, assessed by LEC or LS' })
@Entity({ schema: 'risk' })
export class RiskPoint extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Its number in the dual prevention platform' })
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text')
  @Field(() => AssessmentMethod, { description: '评估方法 · How it was assessed' })
  method!: AssessmentMethod;

  @Column('double precision')
  @Field(() => Float, { description: '可能性 L · Likelihood' })
  l!: number;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '暴露频率 E(LEC)· Exposure, LEC only' })
  e!: number | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '后果 C(LEC)· Consequence, LEC only' })
  c!: number | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '严重性 S(LS)· Severity, LS only' })
  s!: number | null;

  @Column('double precision')
  @Field(() => Float, { description: '风险值 · The product of the figures, or as imported' })
  value!: number;

  @Column('text')
  @Field(() => RiskLevel, { description: '风险等级 · Level by the four-colour folding of the method' })
  level!: RiskLevel;

  @Column('date')
  @Field(() => CalendarDate, { description: '评估日期 · When it was assessed' })
  assessedOn!: string;

  @Column('text', { array: true })
  @Field(() => [String], { description: '管控措施 · Control measures' })
  controls!: string[];
}

import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { CampaignKind, SafetyAspect } from '../../schema/committees/enums';

/** Keyed by `id`. */
@ObjectType({
  description: '专项行动 · A drive with a scope and dates: special rectification, safety month, education',
})
@Directive('@key(fields: "id")')
@Entity({ schema: 'committees' })
export class Campaign extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text')
  @Field(() => CampaignKind, { description: '类型 · Kind' })
  kind!: CampaignKind;

  @Column('date', { name: 'begins_on' })
  @Field(() => CalendarDate, { description: '开始日期 · First day' })
  from!: string;

  @Column('date', { name: 'ends_on', nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '结束日期(当日有效)· Last day' })
  to!: string | null;

  @Column('text', { nullable: true })
  leadUnitId!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], {
    description: '行业(Industry 的取值)· Industries, as the enum Industry names them',
  })
  industries!: string[];

  @Column('text', { array: true })
  @Field(() => [SafetyAspect], { description: '方面 · Aspects that it serves' })
  aspects!: SafetyAspect[];
}

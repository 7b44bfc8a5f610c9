import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { DateTime } from '../../kernel/graphql/scalars';
import { EventCategory, WarningColour } from '../../schema/command/enums';

/** Keyed by `id`. `liftedAt` is what the source said, or its end once that has passed. `areaCodes` are those in force today. */
@ObjectType({ description: '预警 · A public warning' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'command' })
export class Warning extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('boolean')
  @Field(() => Boolean, { description: '演练 · A drill, not real; its headline says so too' })
  drill!: boolean;

  @Column('text')
  @Field(() => String, { description: '标题 · Headline' })
  headline!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '内容 · What is to be expected' })
  description!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '防御指南 · What to do' })
  instruction!: string | null;

  @Column('text')
  @Field(() => WarningColour, { description: '预警级别 · Colour' })
  colour!: WarningColour;

  @Column('text')
  @Field(() => EventCategory, { description: '类别 · Kind of event' })
  category!: EventCategory;

  @Column('text')
  @Field(() => String, {
    description: '事件编码(GB/T 35561-2017 格式)· Event code in the form of GB/T 35561-2017',
  })
  code!: string;

  @Column('text')
  @Field(() => String, { description: '预警事项,如暴雨 · What it warns of' })
  event!: string;

  @Column('text')
  @Field(() => String, { description: '发布单位 · Who issued it' })
  issuedBy!: string;

  @Column('text', { array: true })
  areaCodes!: string[];

  @Column('text', { array: true })
  @Field(() => [String], {
    description: '未能识别的区划代码 · Codes that were sent as areas and exist in no list of divisions',
  })
  unknownAreas!: string[];

  @Column('timestamptz')
  @Field(() => DateTime, { description: '发布时刻 · When it was first issued' })
  issuedAt!: Date;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '更新时刻 · When it was last revised' })
  revisedAt!: Date | null;

  @Column('timestamptz', { name: 'effective_at' })
  @Field(() => DateTime, { description: '生效 · In force from' })
  effective!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: '截止;为空即至解除 · In force until; null: until it is lifted',
  })
  expires!: Date | null;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '解除或失效时刻 · When it was lifted or lapsed' })
  liftedAt!: Date | null;
}

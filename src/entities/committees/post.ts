import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate, DivisionCode } from '../../kernel/graphql/scalars';
import { PostKind } from '../../schema/committees/enums';

/** Keyed by `id`. The name is masked before it is stored. `division` is in force today, `divisionRaw` as the post was made. */
@ObjectType({ description: '岗位 · A post; who holds it is masked' })
@Entity({ schema: 'committees' })
export class Post extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => PostKind, { description: '类别 · Kind' })
  kind!: PostKind;

  @Column('text')
  @Field(() => String, { description: '职务 · Title' })
  title!: string;

  @Column('text')
  unitId!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '任职者(脱敏)· Who holds it, masked' })
  holderMasked!: string | null;

  @Column('text', { nullable: true })
  division!: string | null;

  @Column('text', { nullable: true })
  @Field(() => DivisionCode, {
    nullable: true,
    description: '任命时的区划代码 · Division code as the post was made',
  })
  divisionRaw!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '区划对应说明 · Why the division differs from that code; null when it does not',
  })
  divisionNote!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '专业 · Speciality' })
  speciality!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], { description: '职责清单 · What the post is answerable for' })
  dutyList!: string[];

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '依据的责任制规定及版本 · Rule on duties, with its version',
  })
  regime!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '任职起 · First day' })
  validFrom!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '任职止(当日有效)· Last day' })
  validTo!: string | null;
}

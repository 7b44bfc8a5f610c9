import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { USCC } from '../../kernel/graphql/scalars';
import { UnitKind } from '../../schema/committees/enums';

/** Keyed by `id`. */
@ObjectType({ description: '安委会成员单位 · A member unit of the safety committee' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'committees' })
export class MemberUnit extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text', { nullable: true })
  @Field(() => USCC, { nullable: true, description: '统一社会信用代码 · Unified social credit code' })
  uscc!: string | null;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text')
  @Field(() => UnitKind, { description: '类型 · Kind' })
  kind!: UnitKind;

  /** In force today; of a township its own. */
  @Column('text')
  division!: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '值班电话 · Phone of its duty room' })
  dutyPhone!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], { description: '内设机构 · Its departments' })
  departments!: string[];
}

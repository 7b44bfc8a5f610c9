import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import type { GradedChemical } from '../../kernel/reference/gb18218';
import { HazardUnitKind, MajorHazardLevel } from '../../schema/registry/enums';

/** Keyed by `id`. Graded when it comes in (@see gradeUnit); its inputs are kept, so an old grading can be worked out again. */
@ObjectType({ description: '重大危险源单元 · A major hazard unit, graded by GB 18218' })
@Directive('@key(fields: "id")')
@Entity({ schema: 'registry' })
export class MajorHazardUnit extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '单元编号 · Number in the register' })
  id!: string;

  @Column('text')
  siteId!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  @Field(() => HazardUnitKind, { description: '单元类型 · Production or storage unit' })
  kind!: HazardUnitKind;

  @Column('double precision', { nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: 'S = Σ q/Q;小于 1 不构成重大危险源 · Below 1 it is no major hazard',
  })
  s!: number | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: 'R = α · Σ β·q/Q;缺系数时为空 · Null when a coefficient is missing, see gradingFault',
  })
  r!: number | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '无法分级的原因 · Why it could not be graded' })
  gradingFault!: string | null;

  @Column('text', { nullable: true })
  @Field(() => MajorHazardLevel, { nullable: true, description: '级别(一级最重)· Level, 1 is the worst' })
  level!: MajorHazardLevel | null;

  @Column('double precision')
  @Field(() => Float, { description: 'α 校正系数(厂外暴露人员)· Factor for the persons exposed' })
  alpha!: number;

  @Column('integer')
  @Field(() => Int, { description: '厂界外 500 m 内常住人数 · Persons within 500 m outside the boundary' })
  exposedPersons!: number;

  @Column('text')
  @Field(() => String, { description: '分级依据 · Standard of the grading' })
  standard!: string;

  @Column('jsonb')
  chemicals!: GradedChemical[];
}

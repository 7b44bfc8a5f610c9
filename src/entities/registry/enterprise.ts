import { Directive, Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate, DivisionCode, USCC } from '../../kernel/graphql/scalars';
import { OperatingStatus, SafetyClass, StandardisationGrade } from '../../schema/registry/enums';
import { Honour } from '../../schema/registry/honour';
import { Industry } from '../../schema/registry/industry';
import { ResponsiblePerson } from '../../schema/registry/responsible-person';

/** Keyed by `uscc`. `division` is the code in force today, `divisionRaw` the code as the register has it. */
@ObjectType({ description: '企业 · A firm in the city register' })
@Directive('@key(fields: "uscc")')
@Entity({ schema: 'registry' })
export class Enterprise extends Sourced {
  @PrimaryColumn('text')
  @Field(() => USCC, { description: '统一社会信用代码 · Unified social credit code' })
  uscc!: string;

  @Column('text')
  @Field(() => String, { description: '企业名称 · Name' })
  name!: string;

  @Column('text')
  @Field(() => Industry, { description: '行业 · Trade' })
  industry!: Industry;

  @Column('text')
  @Field(() => OperatingStatus, { description: '经营状态 · Whether it is running' })
  status!: OperatingStatus;

  @Column('text')
  division!: string;

  @Column('text')
  @Field(() => DivisionCode, { description: '登记的区划代码 · Division code as the register has it' })
  divisionRaw!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '区划对应说明 · Why the division differs from the registered code; null when it does not',
  })
  divisionNote!: string | null;

  @Column('text')
  @Field(() => StandardisationGrade, { description: '标准化等级 · Standardisation grade, as granted' })
  standardisationGrade!: StandardisationGrade;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '标准化有效期至 · Last day of the grade' })
  gradeExpiresOn!: string | null;

  @Column('text', { nullable: true })
  @Field(() => SafetyClass, { nullable: true, description: '安全分类 · Safety class of its sector' })
  safetyClass!: SafetyClass | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '停用日期,自该日起不再等待其测点 · First day out of use; from then on nobody waits for its points',
  })
  outOfUseOn!: string | null;

  @Column('jsonb')
  @Field(() => [Honour], { description: '荣誉 · Titles held' })
  honours!: Honour[];

  @Column('jsonb', { nullable: true })
  @Field(() => [ResponsiblePerson], {
    nullable: true,
    description:
      '安全责任人(企业主体责任);空值:登记库未提供 · Who answers for its safety; null: the register does not say, an empty list: nobody is registered',
  })
  responsiblePersons!: ResponsiblePerson[] | null;
}

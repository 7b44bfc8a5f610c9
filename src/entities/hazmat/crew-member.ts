import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { CrewRole } from '../../schema/hazmat/enums';
import { Withdrawable } from './withdrawable';

/** A person by their certificate of competence 从业资格证, keyed by its number, which is shown masked if it is an identity number. */
@ObjectType({ description: '从业人员 · A person by their certificate of competence' })
@Entity({ schema: 'hazmat' })
export class CrewMember extends Withdrawable {
  @PrimaryColumn('text')
  number!: string;

  /** Masked before it is stored. */
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '姓名(脱敏)· Name, masked' })
  nameMasked!: string | null;

  @Column('text')
  @Field(() => CrewRole, { description: '岗位 · Part' })
  role!: CrewRole;

  /** GENERAL, HIGHLY_TOXIC, EXPLOSIVE, RADIOACTIVE. */
  @Column('text', { array: true })
  @Field(() => [String], {
    description:
      '资格类别:GENERAL、HIGHLY_TOXIC、EXPLOSIVE、RADIOACTIVE · For which goods; each stands apart',
  })
  categories!: string[];

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '有效期至(当日有效)· Valid through' })
  validTo!: string | null;
}

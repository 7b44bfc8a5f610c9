import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { LicenceKind, LicenceState } from '../../schema/registry/licence-enums';

/** Keyed by `number`. `state` is the issuer's word: VALID, SUSPENDED or REVOKED; @see licenceStateOn. */
@ObjectType({ description: '证照 · A licence of a firm' })
@Entity({ schema: 'registry' })
export class Licence extends Sourced {
  @PrimaryColumn('text')
  @Field(() => String, { description: '证照编号 · Number' })
  number!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  @Field(() => LicenceKind, { description: '证照类型 · Kind' })
  kind!: LicenceKind;

  @Column('text', { array: true })
  @Field(() => [String], { description: '许可范围 · What it allows' })
  scope!: string[];

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '发证机关 · Issuer' })
  issuedBy!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '有效期自 · First day' })
  validFrom!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '有效期至(当日有效)· Last day' })
  validTo!: string | null;

  @Column('text')
  state!: LicenceState;

  @Column('integer', { nullable: true })
  @Field(() => Int, { nullable: true, description: '承诺时限(日)· Days promised at the approval window' })
  promisedDays!: number | null;

  @Column('integer', { nullable: true })
  @Field(() => Int, { nullable: true, description: '实际用时(日)· Days taken' })
  actualDays!: number | null;
}

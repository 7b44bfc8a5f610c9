import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { Withdrawable } from './withdrawable';

/** Keyed by `number`. */
@ObjectType({ description: '承运人危险货物运输许可 · A carrier’s licence for hazardous goods' })
@Entity({ schema: 'hazmat' })
export class TransportLicence extends Withdrawable {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '证号 · Number' })
  number!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  @Field(() => String, {
    description:
      '类别:COMMERCIAL 道路运输经营许可证、OWN_ACCOUNT 道路危险货物运输许可证 · For hire or own account',
  })
  kind!: string;

  @Column('text', { array: true })
  @Field(() => [String], { description: '许可类别或项别 · Classes and divisions that it takes in' })
  scope!: string[];

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '有效期自 · Valid from' })
  validFrom!: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '有效期至(当日有效)· Valid through' })
  validTo!: string | null;
}

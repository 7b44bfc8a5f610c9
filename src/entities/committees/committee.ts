import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CommitteeTier } from '../../schema/committees/enums';
import type { CommitteeStage } from '../../schema/committees/committee-stage';
import type { Director } from './director';

/** Keyed by `id`. Its state follows from `stages` and the day. Its directors hold posts that are named here. */
@ObjectType({
  description: '委员会:安委会、安委办、专委会 · The safety committee, its office, or a special committee',
})
@Directive('@key(fields: "id")')
@Entity({ schema: 'committees' })
export class Committee extends Sourced {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Column('text')
  @Field(() => CommitteeTier, { description: '组织层级 · Tier' })
  tier!: CommitteeTier;

  /** In force today. */
  @Column('text')
  division!: string;

  @Column('text')
  leadUnitId!: string;

  @Column('text', { array: true })
  memberIds!: string[];

  @Column('text', { array: true })
  @Field(() => [String], {
    description: '监管行业(Industry 的取值)· Industries that it answers for, as the enum Industry names them',
  })
  industries!: string[];

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      '职能由何机构承担;自行运作为空 · Existing organ that holds its function; null when it stands on its own',
  })
  heldBy!: string | null;

  /** The earliest first; may lie ahead. */
  @Column('jsonb')
  stages!: CommitteeStage[];

  @Column('jsonb', { nullable: true })
  firstDirector!: Director | null;

  @Column('jsonb')
  director!: Director;
}

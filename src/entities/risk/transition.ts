import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import type { TransitionKind } from '../../schema/risk/transition-kind';

/** Keyed by `id`. A start-up, shutdown, resumption or handover of a firm; only the rules read it. */
@Entity({ schema: 'risk' })
export class Transition extends Sourced {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  kind!: TransitionKind;

  @Column('timestamptz')
  startsAt!: Date;

  @Column('timestamptz', { nullable: true })
  signedOffAt!: Date | null;

  /** By post, not by name. */
  @Column('text', { nullable: true })
  signedOffBy!: string | null;
}

import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';

/** Keyed by `id`: a firm without a team of its own has signed that this one comes, from one date to another, both included. */
@Entity({ schema: 'rescue' })
export class RescueAgreement extends Sourced {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  @Column('text')
  teamId!: string;

  @Column('date')
  validFrom!: string;

  @Column('date')
  validTo!: string;
}

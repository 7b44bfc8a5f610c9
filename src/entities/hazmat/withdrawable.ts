import { Column } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';

/** A permit as a register has it. Whether it has expired is for the clock, not for the register. */
export abstract class Withdrawable extends Sourced {
  /** VALID, SUSPENDED, REVOKED or CANCELLED. */
  @Column('text', { name: 'state' })
  registeredState!: string;

  /** Since when it is withdrawn; null: the register does not say. */
  @Column('timestamptz', { nullable: true })
  stateSince!: Date | null;
}

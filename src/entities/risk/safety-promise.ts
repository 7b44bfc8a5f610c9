import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';

/** Keyed by `id`. The safety promise 安全承诺公告 that a firm published for a day; only the rules read it. */
@Entity({ schema: 'risk' })
export class SafetyPromise extends Sourced {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  /** City date that it is for. */
  @Column('date', { name: 'promised_on' })
  on!: string;

  @Column('timestamptz')
  publishedAt!: Date;
}

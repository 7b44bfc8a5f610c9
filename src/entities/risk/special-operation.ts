import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import type { SpecialOperationKind } from '../../schema/risk/special-operation-kind';

/** Keyed by `id`, the number of its permit 作业票. A special operation 特殊作业 (GB 30871); only the rules read it. */
@Entity({ schema: 'risk' })
export class SpecialOperation extends Sourced {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  /** Major hazard unit in whose area it is; null: in none. */
  @Column('text', { nullable: true })
  unitId!: string | null;

  @Column('text')
  kind!: SpecialOperationKind;

  /** As the permit has it, 特级 一级 二级; null: the kind has none. */
  @Column('text', { nullable: true })
  grade!: string | null;

  @Column('timestamptz')
  startsAt!: Date;

  @Column('timestamptz')
  endsAt!: Date;

  /** When it was over before its permit ran out; before `startsAt` when it never began. */
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;
}

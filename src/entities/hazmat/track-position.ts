import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import type { Crs } from '../../kernel/geo/coordinates';

/** Where a vehicle was at one moment, CGCS2000; each position is a row of its own, in whatever order they come. */
@Entity({ schema: 'hazmat', name: 'track' })
export class TrackPosition extends Sourced {
  @PrimaryColumn('text')
  key!: string;

  @PrimaryColumn('timestamptz')
  at!: Date;

  @Column('double precision')
  lng!: number;

  @Column('double precision')
  lat!: number;

  @Column('double precision', { nullable: true })
  speedKmh!: number | null;

  @Column('text')
  rawCrs!: Crs;

  /** MOTORWAY or OTHER; null: the platform does not say. */
  @Column('text', { nullable: true })
  road!: 'MOTORWAY' | 'OTHER' | null;

  /** By the sign; null: the platform does not say. */
  @Column('double precision', { nullable: true })
  limitKmh!: number | null;
}

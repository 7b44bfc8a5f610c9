import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import type { Crs } from '../../kernel/geo/coordinates';

/** The latest position of a vehicle, CGCS2000, with the raw one beside it. Those before are in the track (@see TrackPosition). */
@Entity({ schema: 'hazmat' })
export class VehiclePosition extends Sourced {
  @PrimaryColumn('text')
  key!: string;

  @Column('timestamptz')
  at!: Date;

  @Column('double precision')
  lng!: number;

  @Column('double precision')
  lat!: number;

  @Column('double precision', { nullable: true })
  speedKmh!: number | null;

  @Column('double precision')
  rawLng!: number;

  @Column('double precision')
  rawLat!: number;

  @Column('text')
  rawCrs!: Crs;
}

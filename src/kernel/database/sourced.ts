import { Column } from 'typeorm';

/** What every row that came from a source system carries; written by the store, never by a connector. */
export abstract class Sourced {
  @Column('text')
  source!: string;

  /** When the source says that this state was true: the version of the row. */
  @Column('timestamptz')
  observedAt!: Date;

  @Column('timestamptz')
  receivedAt!: Date;

  /** Of the values, so that a repeated record is seen as unchanged. */
  @Column('text')
  digest!: string;
}

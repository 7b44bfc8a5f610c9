import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../kernel/graphql/scalars';

/** Keyed by `id`. The kernel's table, written by ingest alone; `raw` holds the bytes. */
@ObjectType({
  description: '拒收记录 · A record that could not be taken in, kept as it came, with the reason',
})
@Entity({ schema: 'hub' })
export class RejectedRecord {
  @PrimaryColumn('bigint')
  @Field(() => ID, { description: '编号 · Number' })
  id!: number;

  @Column('text')
  source!: string;

  @Column('text')
  @Field(() => String, { description: '数据流 · Kind of record' })
  stream!: string;

  @Column('text')
  @Field(() => String, { description: '来处(主题、路径或文件)· Topic, path or file that it came by' })
  channel!: string;

  @Column('timestamptz')
  @Field(() => DateTime, { description: '收到时刻 · When it was received' })
  receivedAt!: Date;

  @Column('text')
  @Field(() => String, { description: '拒收原因 · Why it was refused' })
  reason!: string;

  @Column('bytea')
  raw!: Buffer;
}

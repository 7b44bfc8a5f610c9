import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../kernel/graphql/scalars';
import { SettledAs } from '../../schema/registry/settled-as';

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

  @Column('text', { array: true })
  @Field(() => [String], {
    description:
      '所涉在册企业;未了结前其等级只升不降 · Registered firms that it names; until it is settled their levels hold or rise',
  })
  firms!: string[];

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '了结时刻 · When it was settled' })
  settledAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => SettledAs, { nullable: true, description: '如何了结 · How' })
  settledAs!: SettledAs | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '由谁了结 · By whom it was dismissed' })
  settledBy!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '了结理由 · Why' })
  settledBecause!: string | null;

  @Column('bytea')
  raw!: Buffer;
}

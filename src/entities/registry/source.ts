import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../kernel/graphql/scalars';

/** Keyed by `id`, the connector's name. The kernel's table, written by ingest alone. */
@ObjectType({
  description:
    '数据源 · A department system as the hub sees it: is it talking, how late, how much was refused',
})
@Directive('@key(fields: "id")')
@Entity({ schema: 'hub' })
export class Source {
  @PrimaryColumn('text')
  @Field(() => ID, { description: '名称 · Name of its connector' })
  id!: string;

  @Column('text')
  @Field(() => String, { description: '所属子图 · Subgraph that it feeds' })
  subgraph!: string;

  @Column('text')
  @Field(() => String, { description: '传输方式 · How it is reached' })
  transport!: string;

  @Column('text')
  @Field(() => String, { description: '主管单位 · Whose system it is' })
  owner!: string;

  @Column('double precision')
  @Field(() => Float, { description: '承诺节拍(秒)· Seconds within which it promises to be heard' })
  rhythmSeconds!: number;

  @Column('timestamptz', { nullable: true })
  @Field(() => DateTime, { nullable: true, description: '最近收到 · When it was last heard' })
  lastReceivedAt!: Date | null;

  @Column('bigint')
  @Field(() => Float, { description: '收到 = 已存 + 未变 + 被取代 + 拒收 · Records received' })
  received!: number;

  @Column('bigint')
  @Field(() => Float, { description: '已存 · Stored' })
  stored!: number;

  @Column('bigint')
  @Field(() => Float, { description: '未变 · Repeated without change' })
  unchanged!: number;

  @Column('bigint')
  @Field(() => Float, { description: '被取代 · Older than what was known' })
  superseded!: number;

  @Column('bigint')
  @Field(() => Float, { description: '拒收 · Refused, see rejectedRecords' })
  rejected!: number;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '最近错误 · Last fault of reaching it' })
  lastError!: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: '检查点 · How far it was read' })
  checkpoint!: string | null;
}

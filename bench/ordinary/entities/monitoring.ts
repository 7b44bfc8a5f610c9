import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Enterprise } from './registry';

@ObjectType()
export class Limit {
  @Field()
  kind!: string;

  @Field(() => Float)
  value!: number;

  @Field(() => String, { nullable: true })
  basis?: string | null;
}

@ObjectType()
@Entity({ schema: 'monitoring' })
export class Sensor {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  siteId!: string;

  @Field()
  @Column('text')
  place!: string;

  @Field()
  @Column('text')
  quantity!: string;

  @Field()
  @Column('text')
  unit!: string;

  @Field(() => [Limit])
  @Column('jsonb')
  limits!: Limit[];
}

@ObjectType()
@Entity({ schema: 'monitoring', name: 'latest' })
export class Reading {
  @PrimaryColumn('text')
  sensorId!: string;

  @Field(() => GraphQLDateTime)
  @Column('timestamptz', { nullable: true })
  at!: Date | null;

  @Field(() => Float, { nullable: true })
  @Column('double precision', { nullable: true })
  value!: number | null;

  @Field(() => String)
  @Column('text', { nullable: true })
  quality!: string | null;
}

@ObjectType()
@Entity({ schema: 'monitoring' })
export class Alarm {
  @Field(() => ID)
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  sensorId!: string;

  @Column('text')
  siteId!: string;

  @ManyToOne(() => Enterprise)
  @JoinColumn({ name: 'uscc' })
  enterprise!: Enterprise;

  @Field()
  @Column('text')
  kind!: string;

  @Column('text')
  severity!: string;

  @Column('text')
  state!: string;

  @Field(() => GraphQLDateTime)
  @Column('timestamptz')
  openedAt!: Date;

  @Field(() => Float, { nullable: true })
  @Column('double precision', { nullable: true })
  peak!: number | null;
}

import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RiskFactor as StoredFactor } from '../../../src/kernel/risk/standing';

@ObjectType()
export class RiskFactor {
  @Field()
  rule!: string;

  @Field()
  effect!: string;

  @Field()
  basis!: string;

  @Field()
  evidence!: string;

  @Field()
  certainty!: string;

  @Field(() => String, { nullable: true })
  until!: string | null;
}

interface StoredStanding {
  level: string;
  inherent: string;
  score: number;
  since: string;
  ruleSetVersion: string;
  factors: StoredFactor[];
  stale: boolean;
}

@ObjectType()
@Entity({ schema: 'hub', name: 'risk_state' })
export class RiskState {
  @PrimaryColumn('text')
  subject!: string;

  @Column('jsonb')
  standing!: StoredStanding;

  @Field()
  get inherent(): string {
    return this.standing.inherent;
  }

  @Field()
  get dynamic(): string {
    return this.standing.level;
  }

  @Field(() => Float)
  get score(): number {
    return this.standing.score;
  }

  @Field()
  get since(): string {
    return this.standing.since;
  }

  @Field()
  get ruleSetVersion(): string {
    return this.standing.ruleSetVersion;
  }

  @Field(() => [RiskFactor])
  get factors(): RiskFactor[] {
    return this.standing.factors;
  }
}

@ObjectType()
@Entity({ schema: 'hub', name: 'risk_change' })
export class RiskChange {
  @Field(() => ID)
  @PrimaryColumn('text')
  id!: string;

  @Column('bigint')
  seq!: string;

  @Column('text')
  uscc!: string;

  @Column('text', { nullable: true })
  unit!: string | null;

  @Field(() => GraphQLDateTime)
  @Column('timestamptz')
  at!: Date;

  @Field(() => String, { nullable: true })
  @Column('text', { name: 'from_level', nullable: true })
  from!: string | null;

  @Field()
  @Column('text', { name: 'to_level' })
  to!: string;

  @Field(() => [RiskFactor])
  @Column('jsonb')
  causes!: RiskFactor[];
}

@Entity({ schema: 'hub', name: 'source_silence' })
export class SourceSilence {
  @PrimaryColumn('text')
  source!: string;

  @PrimaryColumn('timestamptz')
  from!: Date;

  @Column('timestamptz', { nullable: true })
  to!: Date | null;
}

@ObjectType()
@Entity({ schema: 'risk' })
export class Hazard {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  @Field()
  @Column('text')
  grade!: string;

  @Field()
  @Column('text')
  title!: string;

  @Field()
  @Column('date')
  dueOn!: string;

  @Column('text')
  state!: string;
}

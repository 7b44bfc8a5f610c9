import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { RiskFactor as StoredFactor } from '../../src/kernel/risk/standing';

// The same tables as the hub's, mapped the way the type-graphql and TypeORM guides show.

@ObjectType()
@Entity({ schema: 'registry', name: 'enterprise' })
export class Enterprise {
  @Field(() => ID)
  @PrimaryColumn('text')
  uscc!: string;

  @Field()
  @Column('text')
  name!: string;

  @Field()
  @Column('text')
  industry!: string;

  @Column('text')
  division!: string;

  @Column('text')
  status!: string;

  @Column('jsonb')
  honours!: unknown;
}

@ObjectType()
export class GeoPoint {
  @Field(() => Float)
  lng!: number;

  @Field(() => Float)
  lat!: number;

  @Field()
  crs!: string;
}

@ObjectType()
@Entity({ schema: 'registry', name: 'site' })
export class Site {
  @Field(() => ID)
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  @Field()
  @Column('text')
  name!: string;

  @Column('double precision')
  lng!: number;

  @Column('double precision')
  lat!: number;

  @Field(() => GeoPoint)
  get position(): GeoPoint {
    return { lng: this.lng, lat: this.lat, crs: 'CGCS2000' };
  }
}

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

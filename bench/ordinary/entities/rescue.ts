import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

@ObjectType()
@Entity({ schema: 'rescue' })
export class RescueTeam {
  @PrimaryColumn('text')
  id!: string;

  @Field()
  @Column('text')
  name!: string;

  @Field(() => [String])
  @Column('text', { array: true })
  capabilities!: string[];

  @Column('text', { nullable: true })
  uscc!: string | null;

  @Column('double precision')
  lng!: number;

  @Column('double precision')
  lat!: number;

  @Field(() => Int)
  @Column('integer')
  onDuty!: number;

  @Field()
  @Column('text')
  state!: string;

  @Field(() => Int, { nullable: true })
  @Column('integer', { nullable: true })
  turnoutSeconds!: number | null;
}

@ObjectType()
export class TeamDistance {
  @Field(() => RescueTeam)
  team!: RescueTeam;

  @Field(() => Float)
  km!: number;

  @Field(() => Float, { nullable: true })
  etaMinutes!: number | null;
}

@Entity({ schema: 'rescue' })
export class RescueAgreement {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  @ManyToOne(() => RescueTeam)
  @JoinColumn({ name: 'team_id' })
  team!: RescueTeam | null;

  @Column('date')
  validFrom!: string;

  @Column('date')
  validTo!: string;
}

@ObjectType()
@Entity({ schema: 'rescue' })
export class Consultation {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  @Field()
  @Column('date', { name: 'held_on' })
  on!: string;

  @Field(() => Int)
  @Column('integer')
  findings!: number;
}

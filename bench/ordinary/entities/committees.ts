import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { CommitteeStage } from '../../../src/schema/committees/committee-stage';
import type { DatedDisposition } from '../../../src/schema/committees/dated-disposition';
import type { FindingState, TaskState } from '../../../src/schema/committees/enums';

@ObjectType()
export class Post {
  @Field()
  title!: string;
}

@ObjectType()
@Entity({ schema: 'committees' })
export class MemberUnit {
  @PrimaryColumn('text')
  id!: string;

  @Field()
  @Column('text')
  name!: string;

  @Column('text')
  division!: string;
}

@ObjectType()
@Entity({ schema: 'committees' })
export class Committee {
  @PrimaryColumn('text')
  id!: string;

  @Field()
  @Column('text')
  name!: string;

  @Column('text')
  leadUnitId!: string;

  @Column('text', { array: true })
  memberIds!: string[];

  @Column('jsonb', { array: true })
  stages!: CommitteeStage[];

  @Field(() => Post)
  @Column('jsonb')
  director!: Post;
}

/** Which committee is in charge of a firm. */
@Entity({ schema: 'hub', name: 'subject' })
export class Charge {
  @PrimaryColumn('text')
  uscc!: string;

  @Column('text', { nullable: true })
  committee!: string | null;

  @Column('boolean')
  registered!: boolean;
}

@Entity({ schema: 'committees' })
export class Duty {
  @PrimaryColumn('text')
  id!: string;

  @ManyToOne(() => MemberUnit)
  @JoinColumn({ name: 'unit_id' })
  unit!: MemberUnit;

  @Column('text')
  kind!: string;

  @Column('text', { array: true })
  industries!: string[];

  @Column('date')
  validFrom!: string;

  @Column('date', { nullable: true })
  validTo!: string | null;
}

@ObjectType()
@Entity({ schema: 'committees' })
export class Assessment {
  @PrimaryColumn('text')
  unitId!: string;

  @PrimaryColumn('integer')
  year!: number;

  @Field(() => Float)
  @Column('double precision')
  score!: number;

  @Field(() => Int, { nullable: true })
  @Column('integer', { nullable: true })
  rank!: number | null;
}

@ObjectType()
@Entity({ schema: 'committees' })
export class Task {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  committeeId!: string;

  @Column('text')
  ownerId!: string;

  @Field()
  @Column('text')
  title!: string;

  @Field()
  @Column('date')
  dueOn!: string;

  @Column('text')
  reportedState!: TaskState;
}

@ObjectType()
@Entity({ schema: 'committees' })
export class Finding {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  unitId!: string;

  @Column('text', { nullable: true })
  committeeId!: string | null;

  @Field()
  @Column('text')
  text!: string;

  @Field(() => String, { nullable: true })
  @Column('date', { nullable: true })
  dueOn!: string | null;

  @Column('text')
  reportedState!: FindingState;

  @Column('jsonb')
  dispositionLog!: DatedDisposition[];

  @Field(() => [String])
  get dispositions(): string[] {
    return this.dispositionLog.map(({ kind }) => kind);
  }
}

import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { dangerousGoods } from '../../../src/kernel/reference/dangerous-goods';
import type { StoredGoods } from '../../../src/schema/hazmat/goods-line';
import { Enterprise } from './registry';

@ObjectType()
@Entity({ schema: 'hazmat' })
export class VehiclePosition {
  @PrimaryColumn('text')
  key!: string;

  @Field(() => GraphQLDateTime)
  @Column('timestamptz')
  at!: Date;

  @Field(() => Float)
  @Column('double precision')
  lng!: number;

  @Field(() => Float)
  @Column('double precision')
  lat!: number;

  @Field(() => Float, { nullable: true })
  @Column('double precision', { nullable: true })
  speedKmh!: number | null;
}

@ObjectType()
@Entity({ schema: 'hazmat' })
export class Vehicle {
  @PrimaryColumn('text')
  key!: string;

  @Field()
  @Column('text')
  plate!: string;
}

@ObjectType()
@Entity({ schema: 'hazmat' })
export class Pass {
  @PrimaryColumn('text')
  number!: string;

  @Field()
  @Column('text')
  kind!: string;

  @Field(() => GraphQLDateTime)
  @Column('timestamptz')
  validTo!: Date;
}

@ObjectType()
export class DangerousGood {
  @Field()
  un!: string;

  @Field()
  nameZh!: string;

  @Field(() => Boolean, { nullable: true })
  highlyToxic!: boolean | null;
}

@ObjectType()
export class GoodsLine {
  @Field(() => DangerousGood)
  good!: DangerousGood;

  @Field(() => Float)
  massKg!: number;
}

@ObjectType()
export class Violation {
  @Field()
  rule!: string;
}

@ObjectType()
export class TripVerdict {
  @Field()
  legal!: boolean;

  @Field(() => [Violation])
  violations!: Violation[];
}

@ObjectType()
@Entity({ schema: 'hazmat' })
export class Waybill {
  @Field(() => ID)
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  stage!: string;

  @Column('text')
  consigneeUscc!: string;

  @Column('text')
  carrierUscc!: string;

  @ManyToOne(() => Enterprise)
  @JoinColumn({ name: 'consignor_uscc' })
  consignor!: Enterprise;

  @ManyToOne(() => Enterprise)
  @JoinColumn({ name: 'consignee_uscc' })
  consignee!: Enterprise;

  @ManyToOne(() => Enterprise)
  @JoinColumn({ name: 'carrier_uscc' })
  carriedBy!: Enterprise;

  @Column('text')
  vehicleKey!: string;

  @Column('jsonb')
  storedGoods!: StoredGoods[];

  @Column('text', { array: true })
  classes!: string[];

  @Field(() => GraphQLDateTime)
  @Column('timestamptz')
  loadAt!: Date;

  @Column('text', { nullable: true })
  destinationId!: string | null;

  @Column('text', { array: true })
  passNumbers!: string[];

  @Column('boolean', { nullable: true })
  legal!: boolean | null;

  @Column('jsonb')
  violations!: Violation[];

  @Field(() => [GoodsLine])
  get goods(): GoodsLine[] {
    return this.storedGoods.map(({ un, properName, highlyToxic, massKg }) => ({
      good: dangerousGoods(un) ?? { un, nameZh: properName, highlyToxic },
      massKg,
    }));
  }

  @Field(() => TripVerdict)
  get verdict(): TripVerdict {
    return { legal: this.legal!, violations: this.violations };
  }
}

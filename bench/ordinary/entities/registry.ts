import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { toGcj02, type Crs } from '../../../src/kernel/geo/coordinates';
import { GeoJSON } from '../scalars';

// The same tables as the hub's, mapped the way the type-graphql and TypeORM guides show; columns that no operation
// needs are left out, which spares this side the reading of them.

@ObjectType()
@Entity({ schema: 'registry' })
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

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  safetyClass!: string | null;
}

@ObjectType()
export class GeoPoint {
  @Field(() => Float)
  lng!: number;

  @Field(() => Float)
  lat!: number;

  @Field(() => String)
  crs!: Crs;

  @Field(() => [Float])
  get gcj02(): number[] {
    return toGcj02(this);
  }
}

@ObjectType()
@Entity({ schema: 'registry' })
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

  @Field(() => GeoJSON, { nullable: true })
  @Column('jsonb', { nullable: true })
  boundary!: object | null;

  @Field(() => GeoPoint)
  get position(): GeoPoint {
    return Object.assign(new GeoPoint(), { lng: this.lng, lat: this.lat, crs: 'CGCS2000' });
  }
}

@ObjectType()
@Entity({ schema: 'registry' })
export class Licence {
  @PrimaryColumn('text')
  number!: string;

  @Column('text')
  uscc!: string;

  @Field()
  @Column('text')
  kind!: string;

  @Field(() => String, { nullable: true })
  @Column('date', { nullable: true })
  validTo!: string | null;

  @Column('text', { name: 'state' })
  registeredState!: string;
}

@ObjectType()
export class HazardUnitChemical {
  @Field()
  name!: string;

  @Field(() => String, { nullable: true })
  cas!: string | null;

  @Field(() => Float)
  qDesignMaxT!: number;

  qCriticalT!: number | null;
}

@ObjectType()
@Entity({ schema: 'registry' })
export class MajorHazardUnit {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  uscc!: string;

  @Field(() => String, { nullable: true })
  @Column('text', { nullable: true })
  level!: string | null;

  @Field(() => Float, { nullable: true })
  @Column('double precision', { nullable: true })
  r!: number | null;

  @Field(() => Int)
  @Column('integer')
  exposedPersons!: number;

  @Column('jsonb', { name: 'chemicals' })
  declared!: HazardUnitChemical[];

  @Field(() => [HazardUnitChemical])
  get chemicals(): HazardUnitChemical[] {
    return this.declared.filter(({ qCriticalT }) => qCriticalT !== null);
  }
}

import { Directive, Field, Float, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { Withdrawable } from './withdrawable';

/** The key of a vehicle: a plate alone is given out once in each colour. */
export const vehicleKey = (plate: string, plateColour: string): string => `${plate} ${plateColour}`;

/** Keyed by plate and colour, as one text in `key`. The state of its certificate is that of the row. */
@ObjectType({ description: '危险货物运输车辆 · A vehicle or trailer for hazardous goods' })
@Directive('@key(fields: "plate plateColour")')
@Entity({ schema: 'hazmat' })
export class Vehicle extends Withdrawable {
  @PrimaryColumn('text')
  key!: string;

  @Column('text')
  @Field(() => String, { description: '车牌号 · Plate' })
  plate!: string;

  @Column('text')
  @Field(() => String, { description: '车牌颜色 · Colour of the plate' })
  plateColour!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: '类型:TRACTOR、TRAILER、TANK_TRUCK、VAN_TRUCK · Kind of vehicle',
  })
  kind!: string | null;

  @Column('text', { nullable: true })
  carrierUscc!: string | null;

  @Column('text', { nullable: true })
  certificateNumber!: string | null;

  @Column('date', { nullable: true })
  certificateValidTo!: string | null;

  @Column('text', { array: true })
  @Field(() => [String], {
    description: '道路运输证类别 · Classes and divisions of its transport certificate',
  })
  scope!: string[];

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: '检验有效期至 · Inspected through' })
  inspectionDue!: string | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, { nullable: true, description: '核定载质量(千克)· Rated load in kilograms' })
  ratedLoadKg!: number | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description: '罐体适装介质(联合国编号);空为非罐体 · UN numbers that its tank may hold; null: no tank',
  })
  tankMedia!: string[] | null;

  @Column('text', { array: true, nullable: true })
  @Field(() => [String], {
    nullable: true,
    description:
      '压力容器使用登记证介质(联合国编号);空为非压力容器 · UN numbers on its pressure vessel certificate; null: none',
  })
  vesselMedia!: string[] | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      '车身:TANK 罐体、TANK_CONTAINER 罐式集装箱、CONTAINER 集装箱、VAN 厢式、OTHER 其他;空为登记未载明 · What carries the load; null: the register does not say',
  })
  body!: string | null;

  @Column('double precision', { nullable: true })
  @Field(() => Float, {
    nullable: true,
    description:
      '罐体容积(立方米);空为登记未载明 · Volume of its tank in m³; null: the register does not say',
  })
  tankVolumeM3!: number | null;
}

import { Field, Float, ID, InputType } from 'type-graphql';
import { DateTime, GeoJSON, USCC } from '../../kernel/graphql/scalars';

@InputType({ description: '货物 · Goods of one UN number' })
export class TripGoodsInput {
  @Field(() => String, { description: '联合国编号(四位)· UN number, four digits' })
  un!: string;

  @Field(() => Float, { description: '质量(千克)· Mass in kilograms' })
  massKg!: number;

  @Field(() => String, { nullable: true, description: '包装类别:I、II、III · Packing group' })
  packingGroup?: string | null;
}

@InputType({ description: '拟行运输 · A trip that is planned' })
export class TripInput {
  @Field(() => USCC, { description: '托运人 · Consignor' })
  consignor!: string;

  @Field(() => USCC, { description: '收货人 · Consignee' })
  consignee!: string;

  @Field(() => USCC, { description: '承运人 · Carrier' })
  carrier!: string;

  @Field(() => String, { description: '车牌号 · Plate' })
  plate!: string;

  @Field(() => String, { description: '车牌颜色,如 黄色 · Colour of the plate' })
  plateColour!: string;

  @Field(() => String, { nullable: true, description: '挂车号牌 · Plate of the trailer' })
  trailerPlate?: string | null;

  @Field(() => String, { nullable: true, description: '挂车号牌颜色 · Colour of the plate of the trailer' })
  trailerPlateColour?: string | null;

  @Field(() => String, { description: '驾驶员从业资格证号 · Certificate of the driver' })
  driverCertificate!: string;

  @Field(() => String, { nullable: true, description: '押运员从业资格证号 · Certificate of the escort' })
  escortCertificate?: string | null;

  @Field(() => String, { description: '联合国编号(四位)· UN number, four digits' })
  un!: string;

  @Field(() => Float, { description: '质量(千克)· Mass in kilograms' })
  massKg!: number;

  @Field(() => String, { nullable: true, description: '包装类别:I、II、III · Packing group' })
  packingGroup?: string | null;

  @Field(() => [TripGoodsInput], {
    nullable: true,
    description: '同车其他货物 · Other goods in the same load',
  })
  otherGoods?: TripGoodsInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '行经高速公路;空为未知,涉及高速公路禁行的规则不予判定 · Whether it uses motorways; null: not known, so bans of motorways are not judged',
  })
  motorway?: boolean | null;

  @Field(() => DateTime, {
    description: '装货时刻,按此时有效的规则判定 · When it is loaded: judged by the rules valid then',
  })
  loadAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      '预计卸货完成;缺省为装货后 8 小时 · When it will be unloaded; by default 8 hours after loading',
  })
  endsAt?: Date | null;

  @Field(() => GeoJSON, {
    nullable: true,
    description: '路线(CGCS2000 折线)· Route, a line in CGCS2000',
  })
  route?: object | null;

  @Field(() => [String], { nullable: true, description: '通行证号 · Numbers of its passes' })
  passNumbers?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: '本次行程已有的运单,不与自身冲突 · The trip’s own waybill, which it does not overlap with',
  })
  waybill?: string | null;
}

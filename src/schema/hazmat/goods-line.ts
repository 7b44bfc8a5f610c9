import { Field, Float, ObjectType } from 'type-graphql';
import { DangerousGood } from './dangerous-good';

@ObjectType({ description: '运单货物 · A line of goods on a waybill' })
export class GoodsLine {
  @Field(() => DangerousGood, { description: '危险货物 · The goods' })
  good!: DangerousGood;

  @Field(() => String, { description: '运输名称 · Proper shipping name' })
  properName!: string;

  @Field(() => String, { nullable: true, description: '包装类别 · Packing group' })
  packingGroup!: string | null;

  @Field(() => Float, { description: '质量(千克)· Mass in kilograms' })
  massKg!: number;

  @Field(() => String, { nullable: true, description: '包装或罐体 · Packaging' })
  packaging!: string | null;
}

/** A line as it is stored. `class`, `highlyToxic`: by the shipped table, else as the waybill says. */
export interface StoredGoods {
  un: string;
  properName: string;
  class: string | null;
  highlyToxic: boolean | null;
  packingGroup: string | null;
  massKg: number;
  packaging: string | null;
}

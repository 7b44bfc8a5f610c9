import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType({ description: '危险货物 · Goods under one UN number' })
@Directive('@key(fields: "un")')
export class DangerousGood {
  @Field(() => String, { description: '联合国编号(四位)· UN number, four digits' })
  un!: string;

  @Field(() => String, { description: '中文名称 · Name in Chinese' })
  nameZh!: string;

  @Field(() => String, { nullable: true, description: '英文名称 · Name in English' })
  nameEn!: string | null;

  @Field(() => String, { description: '类别或项别,如 2.3 · Class or division, such as 2.3' })
  class!: string;

  @Field(() => [String], { description: '次要危险性 · Subsidiary hazards' })
  subsidiary!: string[];

  @Field(() => [String], { description: '包装类别 · Packing groups' })
  packingGroups!: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: '剧毒化学品;空为未认定 · Highly toxic; null: not asserted',
  })
  highlyToxic!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '列入危险货物品名表(运输);空为未核实 · In the transport list of dangerous goods; null: not known to the hub',
  })
  inTransportList!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      '列入危险化学品目录;与运输品名表是两份清单,互不推定;空为未认定 · In the catalogue of hazardous chemicals, which is another list: neither follows from the other; null: not asserted',
  })
  inCatalogue!: boolean | null;
}

import { Field, Float, ObjectType } from 'type-graphql';

/** A declared chemical for which the standard gives no critical quantity: it is there, but could not be counted. */
@ObjectType({ description: '无临界量的危险化学品 · A declared chemical without a critical quantity' })
export class UngradedChemical {
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'CAS 号 · CAS number' })
  cas!: string | null;

  @Field(() => String, { nullable: true, description: '申报的类别符号 · Category symbol as declared' })
  category!: string | null;

  @Field(() => Float, { description: '设计最大量(t)· Design maximum, tonnes' })
  qDesignMaxT!: number;
}

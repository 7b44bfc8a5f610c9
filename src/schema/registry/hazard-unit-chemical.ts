import { Field, Float, ObjectType } from 'type-graphql';

/** A chemical of a unit with the coefficients that its grading used. */
@ObjectType({ description: '单元内危险化学品 · A hazardous chemical of a unit' })
export class HazardUnitChemical {
  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'CAS 号 · CAS number' })
  cas!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '类别符号(表 2)· Category symbol of table 2, if declared',
  })
  category!: string | null;

  @Field(() => Float, { description: '设计最大量(t)· Design maximum, tonnes' })
  qDesignMaxT!: number;

  @Field(() => Float, { description: '临界量(t)· Critical quantity, tonnes' })
  qCriticalT!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'β 校正系数 · Factor; null when the standard gives none',
  })
  beta!: number | null;

  @Field(() => String, { description: 'β 的来源 · Where the factor comes from' })
  betaSource!: string;
}

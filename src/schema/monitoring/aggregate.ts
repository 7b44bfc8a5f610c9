import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';

@ObjectType({
  description: '时段统计 · Readings of one bucket of time; BAD and calibration values are not counted',
})
export class Aggregate {
  @Field(() => DateTime, { description: '时段开始 · Where the bucket begins' })
  at!: Date;

  @Field(() => Float, { nullable: true, description: '最小 · Least' })
  min!: number | null;

  @Field(() => Float, { nullable: true, description: '最大 · Greatest' })
  max!: number | null;

  @Field(() => Float, { nullable: true, description: '平均 · Mean' })
  avg!: number | null;

  @Field(() => Float, { nullable: true, description: '末值 · The last value' })
  last!: number | null;

  @Field(() => String, { nullable: true, description: '末次文字值 · The last value in words' })
  text!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      '代表值:按测点的 aggregation 取平均或末值 · What stands for the bucket: its mean or its last value, by the aggregation of the point',
  })
  value!: number | null;

  @Field(() => Int, { description: '读数个数 · Readings counted' })
  count!: number;
}
